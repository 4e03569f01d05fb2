package courses

import (
	"strings"

	"liem/internal/markdown"
)

// passageWords bounds a passage, so that what is found in it stands close together and an excerpt is soon made.
const passageWords = 250

// passage is a stretch of a version's text under one heading, or the title of a part that has no text.
type passage struct {
	id                               string // where it was stored
	Slug, Course                     string
	Stem, PartTitle                  string // of the part; empty for the overview
	Anchor, Heading, Body            string
	FoldTitle, FoldHeading, FoldBody string
}

// passagesOf parts the text of a version. Questions are not in it: they would give away an examination.
func passagesOf(v Version, parts []partRow) []passage {
	out := passagesIn(v, "", "", v.Meta.Summary, v.OverviewHTML)
	for _, p := range parts {
		html := p.HTML
		if p.Kind == KindQuiz {
			html = ""
		}
		out = append(out, passagesIn(v, p.Stem, p.Title, "", html)...)
	}
	return out
}

func passagesIn(v Version, stem, title, lead, html string) []passage {
	sections := markdown.Sections(markdown.Stored(html))
	if lead != "" || len(sections) == 0 {
		sections = append([]markdown.Section{{Text: lead}}, sections...)
	}
	foldTitle := foldWords(v.Meta.Title + " " + title)
	var out []passage
	for _, s := range sections {
		heading := foldWords(s.Heading)
		for _, body := range cut(s.Text) {
			out = append(out, passage{Stem: stem, PartTitle: title, Anchor: s.ID, Heading: s.Heading, Body: body,
				FoldTitle: foldTitle, FoldHeading: heading, FoldBody: foldWords(body)})
		}
	}
	return out
}

// cut parts a text into stretches of so many words, one at least.
func cut(s string) []string {
	fields := strings.Fields(s)
	var out []string
	for len(fields) > passageWords {
		out, fields = append(out, strings.Join(fields[:passageWords], " ")), fields[passageWords:]
	}
	return append(out, strings.Join(fields, " "))
}
