package citation

import (
	"strings"
	"unicode/utf8"

	"liem/internal/text"
)

// Certainty is how sure it is which instrument is meant.
type Certainty string

// The certainties.
const (
	Named   Certainty = "named"   // the text names it there
	Context Certainty = "context" // settled by what stands around it, or by the legal basis
	Unknown Certainty = "unknown" // the article is known, its instrument is not
)

// Text is a paragraph of a document.
type Text struct {
	Section   int    // paragraphs of one section have one number
	Continued bool   // belongs to the paragraph before, as an answer belongs to its question
	Text      string // without marks
}

// Document is what is read as one: its legal basis, an instrument a line, and its parts.
type Document struct {
	Basis []string
	Parts [][]Text
}

// Citation is one article that a text refers to, or an instrument without an article.
type Citation struct {
	Text       int // index of the paragraph in its part
	Group      int // those of one number are named together, and share the words; from 0 in each part
	Instrument string
	Name       string // of the instrument: of the table, or as it is written; empty when it is not known
	Kind       Kind
	Article    string // "147", "36a"; empty when the instrument alone is named
	Clause     string
	Point      string
	Certainty  Certainty

	ranged               bool
	Before, Cited, After string // the words, and what stands around them
}

// Read finds what a document cites: in its basis, and in each part.
func Read(d Document) (basis []Citation, parts [][]Citation) {
	r := &resolver{enumerated: set{}, written: map[string]string{}}
	lines := make([]Text, len(d.Basis))
	for i, line := range d.Basis {
		lines[i] = Text{Section: i, Text: line}
	}
	basisRead := scan(lines)
	r.learnBasis(basisRead)
	read := make([][]scanned, len(d.Parts))
	for i, part := range d.Parts {
		read[i] = scan(part)
		r.learn(read[i])
	}
	basis = r.resolve(basisRead)
	for _, part := range read {
		parts = append(parts, r.resolve(part))
	}
	return basis, parts
}

// scanned is a paragraph with what was found in it.
type scanned struct {
	Text
	index int
	p     *paragraph
	found []group
}

func scan(texts []Text) (out []scanned) {
	for i, t := range texts {
		t.Text = text.NFC(strings.ToValidUTF8(t.Text, ""))
		p := &paragraph{text: t.Text, tokens: tokens(t.Text)}
		out = append(out, scanned{t, i, p, p.groups()})
	}
	return out
}

// around bounds how much of the text is kept on either side of a citation, in letters.
const around = 110

// words cuts what a group says out of its paragraph, with what stands around it.
func (s scanned) words(g group) (before, cited, after string) {
	from, until := s.p.tokens[g.start].start, s.p.tokens[g.end-1].end
	return cutBefore(s.Text.Text[:from]), s.Text.Text[from:until], cutAfter(s.Text.Text[until:])
}

func cutBefore(s string) string {
	if utf8.RuneCountInString(s) <= around {
		return s
	}
	runes := []rune(s)
	s = string(runes[len(runes)-around:])
	if _, rest, ok := strings.Cut(s, " "); ok {
		s = rest
	}
	return "… " + s
}

func cutAfter(s string) string {
	if utf8.RuneCountInString(s) <= around {
		return s
	}
	s = string([]rune(s)[:around])
	if at := strings.LastIndexByte(s, ' '); at > 0 {
		s = s[:at]
	}
	return s + " …"
}
