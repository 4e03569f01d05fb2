package markdown

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Section is what stands under one heading of a rendered text, as plain text.
type Section struct {
	ID      string // of the heading; empty before the first one
	Heading string
	Text    string // words parted by single spaces
}

// inside are elements that do not part words.
var inside = map[atom.Atom]bool{atom.A: true, atom.Strong: true, atom.Em: true, atom.B: true, atom.I: true, atom.Code: true,
	atom.Del: true, atom.Sub: true, atom.Sup: true, atom.Span: true}

// Sections parts a rendered text at its headings. The numbers that point to footnotes are no words of it.
func Sections(text HTML) []Section {
	r := sectionReader{tokens: html.NewTokenizer(strings.NewReader(string(text)))}
	for r.next() {
	}
	r.end()
	return r.out
}

type sectionReader struct {
	tokens  *html.Tokenizer
	out     []Section
	now     Section
	text    strings.Builder
	heading bool // inside one
	noted   int  // depth of superscripts
}

// next reads one token.
func (r *sectionReader) next() bool {
	kind := r.tokens.Next()
	if kind == html.ErrorToken {
		return false
	}
	t := r.tokens.Token()
	if kind == html.TextToken {
		if r.noted == 0 {
			r.text.WriteString(t.Data)
		}
		return true
	}
	if !inside[t.DataAtom] {
		r.text.WriteByte(' ')
	}
	switch {
	case t.DataAtom == atom.Sup && kind == html.StartTagToken:
		r.noted++
	case t.DataAtom == atom.Sup && kind == html.EndTagToken:
		r.noted--
	case isHeading(t.DataAtom) && kind == html.StartTagToken:
		r.end()
		r.now, r.heading = Section{ID: attributeOf(t, "id")}, true
	case isHeading(t.DataAtom) && r.heading:
		r.now.Heading, r.heading = r.words(), false
	}
	return true
}

// end closes the section that is being read, if it holds anything.
func (r *sectionReader) end() {
	r.now.Text = r.words()
	if r.now.Text != "" || r.now.Heading != "" {
		r.out = append(r.out, r.now)
	}
	r.now = Section{}
}

// words takes what was read.
func (r *sectionReader) words() string {
	s := strings.Join(strings.Fields(r.text.String()), " ")
	r.text.Reset()
	return s
}

func isHeading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

func attributeOf(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
