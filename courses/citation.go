package courses

import (
	"cmp"

	"liem/internal/citation"
	"liem/internal/markdown"
	"liem/quiz"
)

// CitationPlace is where in a version something is cited.
type CitationPlace string

// The places.
const (
	CitedInBasis    CitationPlace = "basis"    // the legal basis in course.md
	CitedInOverview CitationPlace = "overview" // the summary and the text of course.md
	CitedInLesson   CitationPlace = "lesson"
	CitedInQuiz     CitationPlace = "quiz" // its introduction
	CitedInQuestion CitationPlace = "question"
)

// recogniser is the state of what reads citations. Raising it has every version read again.
const recogniser = 1

// Citation is one article that a version's text refers to, or an instrument without an article.
type Citation struct {
	citation.Citation
	Position   int // of the words in the version: articles that are named together share it
	Place      CitationPlace
	PartID     string
	Stem       string
	PartTitle  string
	QuestionID string
	Anchor     string // of the heading above, or of the footnote
}

// citedText is a paragraph with where it stands.
type citedText struct {
	Place      CitationPlace
	QuestionID string
	Anchor     string
}

// citedPart is a part of a version as the recogniser reads it.
type citedPart struct {
	id, stem, title string
	texts           []citation.Text
	at              []citedText
}

func (p *citedPart) add(at citedText, section int, continued bool, s string) {
	if s != "" {
		p.texts, p.at = append(p.texts, citation.Text{Section: section, Continued: continued, Text: s}), append(p.at, at)
	}
}

// html adds a rendered text after the sections that are there, and tells how many there are then.
func (p *citedPart) html(at citedText, section int, continued bool, h HTML) int {
	last := section
	for i, g := range markdown.Paragraphs(h) {
		if at.Place != CitedInQuestion {
			at.Anchor = cmp.Or(g.Anchor, at.Anchor)
		}
		last = section + g.Section
		p.add(at, last, continued || at.Place == CitedInQuestion && i > 0, g.Text)
	}
	return last + 1
}

// maxCitations bounds what is kept of one version; a course of 300 lessons has some ten thousand.
const maxCitations = 50_000

// Citations finds what a version cites, in the order of its text.
func (l *Loaded) Citations() []Citation {
	parts := []*citedPart{l.citedOverview()}
	for i := range l.Parts {
		parts = append(parts, l.citedPart(&l.Parts[i]))
	}
	d := citation.Document{Basis: l.Meta.LegalBasis}
	for _, p := range parts {
		d.Parts = append(d.Parts, p.texts)
	}
	basis, read := citation.Read(d)
	var out []Citation
	first := 0
	for _, c := range basis {
		out = append(out, Citation{Citation: c, Position: c.Group, Place: CitedInBasis})
	}
	for i, list := range read {
		first = next(out)
		for _, c := range list {
			at := parts[i].at[c.Text]
			out = append(out, Citation{Citation: c, Position: first + c.Group, Place: at.Place, PartID: parts[i].id, Stem: parts[i].stem,
				PartTitle: parts[i].title, QuestionID: at.QuestionID, Anchor: at.Anchor})
		}
	}
	return out[:min(len(out), maxCitations)]
}

// next is the position after the last one.
func next(list []Citation) int {
	if len(list) == 0 {
		return 0
	}
	return list[len(list)-1].Position + 1
}

func (l *Loaded) citedOverview() *citedPart {
	p := &citedPart{}
	at := citedText{Place: CitedInOverview}
	p.add(at, 0, false, l.Meta.Title)
	p.add(at, 0, false, l.Meta.Summary)
	p.html(at, 0, false, markdown.Stored(l.Version.OverviewHTML))
	return p
}

func (l *Loaded) citedPart(part *LoadedPart) *citedPart {
	p := &citedPart{id: part.ID, stem: part.Stem, title: part.Title}
	at := citedText{Place: CitedInLesson}
	if part.Kind == KindQuiz {
		at.Place = CitedInQuiz
	}
	p.add(at, 0, false, part.Title)
	section := p.html(at, 0, false, part.HTML)
	for _, digest := range part.QuestionDigests {
		q := l.questions[digest]
		section = p.question(q, section)
	}
	return p
}

// question adds a question: what its feedback says without a name belongs to what the question names.
func (p *citedPart) question(q quiz.Question, section int) int {
	at := citedText{Place: CitedInQuestion, QuestionID: q.ID, Anchor: q.ID}
	p.html(at, section, false, q.Prompt)
	for _, o := range q.Options {
		p.html(at, section, true, o.HTML)
		p.html(at, section, true, o.Feedback)
	}
	p.html(at, section, true, q.Feedback)
	return section + 1
}
