package learn

import (
	"strings"

	"liem/training"
	"liem/web/page"
)

// LessonNotesPage is what an officer has of her own beside a lesson: notes and bookmarks, and forms for more.
type LessonNotesPage struct {
	page.Base
	page.Form
	training.MarginView
}

var lessonNotesPage = page.Parse[LessonNotesPage](files, "notes_lesson.html", "note.html")

// LessonNotes shows them; the page of the lesson takes the same part of it.
func (h *Handlers) LessonNotes(c *page.Ctx) error { return h.lessonNotes(c, page.Form{}, 200) }

func (h *Handlers) lessonNotes(c *page.Ctx, f page.Form, status int) error {
	view, err := h.training.Margin(c.Context(), c.Actor, c.Params("slug"), c.Params("stem"))
	if err != nil {
		return err
	}
	p := LessonNotesPage{Base: c.Base(page.SectionCourses, "notes.of_lesson", "Title", view.Part.Title), Form: f, MarginView: view}
	p.Crumbs = append(crumbs(c, view.CourseSlug, view.Version.Meta.Title), page.Link{Text: view.Part.Title, Href: p.Lesson()})
	return lessonNotesPage.RenderStatus(c, status, &p)
}

// Lesson is the lesson's address.
func (p *LessonNotesPage) Lesson() string { return "/courses/" + p.CourseSlug + "/" + p.Part.Stem }

// Gone tells that the heading of a note is no longer in the lesson.
func (p *LessonNotesPage) Gone(n training.Note) bool {
	if n.Anchor == "" {
		return false
	}
	for _, h := range p.Part.Outline {
		if h.ID == n.Anchor {
			return false
		}
	}
	return true
}

// Left is the fraction of the lesson that was read, for the script; -1 when nothing was noted.
func (p *LessonNotesPage) Left() int {
	if p.Place == nil {
		return -1
	}
	return p.Place.Fraction
}

// LeftAnchor is the heading where the lesson was left.
func (p *LessonNotesPage) LeftAnchor() string {
	if p.Place == nil || p.PlaceAt == "" {
		return ""
	}
	return p.Place.Anchor
}

// NoteAdd keeps a note or a bookmark and goes back to the lesson, where it belongs.
func (h *Handlers) NoteAdd(c *page.Ctx) error {
	f, err := c.ReadForm("anchor", "body", "bookmark")
	if err != nil {
		return err
	}
	slug, stem, anchor := c.Params("slug"), c.Params("stem"), f.Get("anchor")
	body, notice := unixLines(f.Get("body")), "notice.note_added"
	if f.Get("bookmark") != "" {
		body, notice = "", "notice.bookmark_added"
	} else if body == "" {
		f.Errors = append(f.Errors, page.FieldError{Field: "body", Text: c.P.T("notes.empty")})
		return h.lessonNotes(c, f, 422)
	}
	err = h.training.AddNote(c.Context(), c.Actor, slug, stem, anchor, body)
	switch {
	case err == nil:
	case f.Refuse(c, err):
		return h.lessonNotes(c, f, 422)
	default:
		return err
	}
	to := "/courses/" + slug + "/" + stem
	if anchor != "" {
		to += "#" + anchor
	}
	return c.Done(to, notice)
}

func unixLines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
