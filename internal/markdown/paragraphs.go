package markdown

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Paragraph is a stretch of a rendered text that is read as one: a paragraph, an item, a cell of a table, a heading, or
// what a picture is described with.
type Paragraph struct {
	Anchor  string // the id of the heading above, or of the footnote; empty before the first
	Section int    // those under one heading have one number, and so has each footnote; from 0
	Text    string // words parted by single spaces
}

// Paragraphs parts a rendered text into the stretches that are read as one. The numbers that point to footnotes are no
// words of it.
func Paragraphs(text HTML) []Paragraph {
	r := paragraphReader{tokens: html.NewTokenizer(strings.NewReader(string(text)))}
	for r.next() {
	}
	r.end()
	return r.out
}

type paragraphReader struct {
	tokens  *html.Tokenizer
	out     []Paragraph
	text    strings.Builder
	anchor  string
	section int
	noted   int // depth of superscripts
	notes   int // depth of elements inside the list of footnotes; 0 outside
}

func (r *paragraphReader) next() bool {
	kind := r.tokens.Next()
	if kind == html.ErrorToken {
		return false
	}
	t := r.tokens.Token()
	switch {
	case kind == html.TextToken:
		if r.noted == 0 {
			r.text.WriteString(t.Data)
		}
	case t.DataAtom == atom.Sup && kind == html.StartTagToken:
		r.noted++
	case t.DataAtom == atom.Sup && kind == html.EndTagToken:
		r.noted--
	case t.DataAtom == atom.Br:
		r.text.WriteByte(' ')
	case !inside[t.DataAtom]:
		r.end()
		r.begin(t, kind == html.StartTagToken)
	}
	return true
}

// begin takes note of where a block stands, and reads what a picture shows.
func (r *paragraphReader) begin(t html.Token, start bool) {
	id := attributeOf(t, "id")
	switch {
	case t.DataAtom == atom.Section && start && strings.Contains(attributeOf(t, "class"), "footnotes"):
		r.notes = 1
	case isHeading(t.DataAtom) && start && r.notes == 0, t.DataAtom == atom.Li && r.notes > 0 && id != "":
		r.anchor, r.section = id, r.section+1
	case t.DataAtom == atom.Img:
		r.text.WriteString(attributeOf(t, "alt"))
		r.end()
	}
}

// end closes the paragraph that is being read, if it holds anything.
func (r *paragraphReader) end() {
	if s := strings.TrimRight(strings.Join(strings.Fields(r.text.String()), " "), " ↩"); s != "" { // the links back of a footnote
		r.out = append(r.out, Paragraph{Anchor: r.anchor, Section: r.section, Text: s})
	}
	r.text.Reset()
}
