package learn

import (
	"strings"

	"liem/internal/fault"
	"liem/training"
	"liem/web/page"
)

// NotesPage lists an officer's own notes and bookmarks, of all courses.
type NotesPage struct {
	page.Base
	page.Form
	Query  string
	Groups []training.NoteGroup
}

var notesPage = page.Parse[NotesPage](files, "notes.html", "note.html")

// Notes shows the page.
func (h *Handlers) Notes(c *page.Ctx) error { return h.notes(c, page.Form{}, 200) }

func (h *Handlers) notes(c *page.Ctx, f page.Form, status int) error {
	p := NotesPage{Base: c.Base(page.SectionCourses, "notes.title"), Form: f, Query: strings.TrimSpace(c.Query("q"))}
	p.Crumbs = []page.Link{{Text: c.P.T("nav.courses"), Href: "/courses"}}
	var err error
	if p.Groups, err = h.training.Notes(c.Context(), c.Actor, p.Query); err != nil {
		return err
	}
	return notesPage.RenderStatus(c, status, &p)
}

// NoteChange replaces the words of one note.
func (h *Handlers) NoteChange(c *page.Ctx) error {
	f, err := c.ReadForm("body", "next")
	if err != nil {
		return err
	}
	err = h.training.ChangeNote(c.Context(), c.Actor, c.Params("id"), unixLines(f.Get("body")))
	switch {
	case err == nil:
		return c.Done(page.LocalPath(f.Get("next"), "/notes"), "notice.note_changed")
	case !fault.Is(err, fault.NotFound) && f.Refuse(c, err):
		return h.notes(c, f, 422)
	}
	return err
}

// NoteDelete takes a note or a bookmark away.
func (h *Handlers) NoteDelete(c *page.Ctx) error {
	f, err := c.ReadForm("next")
	if err != nil {
		return err
	}
	if err := h.training.RemoveNote(c.Context(), c.Actor, c.Params("id")); err != nil {
		return err
	}
	return c.Done(page.LocalPath(f.Get("next"), "/notes"), "notice.note_deleted")
}

// NotesFile sends one's own notes and bookmarks as a Markdown file, which reads well as plain text too.
func (h *Handlers) NotesFile(c *page.Ctx) error {
	groups, err := h.training.Notes(c.Context(), c.Actor, "")
	if err != nil {
		return err
	}
	c.Attach("text/markdown; charset=utf-8", c.P.T("notes.file")+" "+string(c.Site.Today())+".md")
	c.Response().SetBodyString(notesMarkdown(c.P, groups))
	return nil
}
