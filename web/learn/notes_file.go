package learn

import (
	"strings"

	"liem/internal/i18n"
	"liem/training"
)

// notesMarkdown writes notes as a document: a heading for each course and lesson, the words of a note as they were written.
func notesMarkdown(p *i18n.Printer, groups []training.NoteGroup) string {
	var b strings.Builder
	b.WriteString("# " + p.T("notes.title") + "\n")
	course := ""
	for _, g := range groups {
		if g.CourseTitle != course {
			course = g.CourseTitle
			b.WriteString("\n## " + course + "\n")
		}
		b.WriteString("\n### " + g.PartTitle + "\n")
		for _, n := range g.Notes {
			b.WriteString("\n- **" + noteWhere(p, n) + "** (" + p.Time(n.UpdatedAt) + ")\n")
			if !n.IsBookmark() {
				b.WriteString("\n  " + strings.ReplaceAll(n.Body, "\n", "\n  ") + "\n")
			}
		}
	}
	return b.String()
}

// noteWhere says what it is and where it stands.
func noteWhere(p *i18n.Printer, n training.NoteRow) string {
	kind, where := "notes.note", n.Heading
	if n.IsBookmark() {
		kind = "notes.bookmark"
	}
	if where == "" {
		where = p.T("notes.whole_lesson")
	}
	return p.T(kind) + ": " + where
}
