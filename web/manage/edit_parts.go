package manage

import (
	"context"

	"liem/courses"
	"liem/internal/i18n"
	"liem/web/page"
)

// EditParts adds, moves, renames or removes a file of a working copy.
func (h *Handlers) EditParts(c *page.Ctx) error {
	f, err := c.ReadForm("file", "target", "title", "do")
	if err != nil {
		return err
	}
	file, notice, err := h.arrange(c.Context(), c, f)
	if err != nil {
		if !f.Refuse(c, err) {
			return err
		}
		return h.showEdit(c, &EditPage{Form: f}, f.Get("file"), statusFor(err))
	}
	return c.Done(fileAt(c.Params("id"), file), notice)
}

// arrange does what the form asks for, and says which file is open afterwards.
func (h *Handlers) arrange(ctx context.Context, c *page.Ctx, f page.Form) (file, notice string, err error) {
	id, target := c.Params("id"), f.Get("target")
	switch f.Get("do") {
	case "lesson":
		file, err = h.working.Add(ctx, c.Actor, id, courses.KindLesson, f.Get("title"), c.P.T("edit.new_lesson", "Title", quoted(f.Get("title"))))
		return file, "notice.edit_added", err
	case "quiz":
		file, err = h.working.Add(ctx, c.Actor, id, courses.KindQuiz, f.Get("title"), c.P.T("edit.new_quiz", "Title", quoted(f.Get("title"))))
		return file, "notice.edit_added", err
	case "rename":
		file, err = h.working.Rename(ctx, c.Actor, id, target, f.Get("title"))
		return file, "notice.edit_renamed", err
	case "up", "down":
		by := 1
		if f.Get("do") == "up" {
			by = -1
		}
		file, err = h.working.Shift(ctx, c.Actor, id, target, by)
		return file, "notice.edit_moved", err
	case "remove":
		return f.Get("file"), "notice.edit_removed", h.working.Remove(ctx, c.Actor, id, target)
	}
	return "", "", page.NoSuchPage()
}

// Snippet is a piece of Markdown that a button puts into the text.
type Snippet struct {
	Label, Text string
	Quiz        bool // it belongs into a quiz
}

// snippetKeys are the snippets that do not depend on the course: "edit.snippet." and the key is what the button says,
// "edit.snippet_text." and the key what it writes.
var snippetKeys = []struct {
	key  string
	quiz bool
}{{"heading", false}, {"note", false}, {"warning", false}, {"table", false}, {"figure", false}, {"footnote", false},
	{"single", true}, {"multiple", true}, {"truefalse", true}, {"numeric", true}}

// snippets are what the buttons above the text offer.
func snippets(p *i18n.Printer) []Snippet {
	list := make([]Snippet, len(snippetKeys))
	for i, s := range snippetKeys {
		list[i] = Snippet{p.T("edit.snippet." + s.key), p.T("edit.snippet_text." + s.key), s.quiz}
	}
	return list
}
