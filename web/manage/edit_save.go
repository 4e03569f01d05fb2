package manage

import (
	"errors"
	"strconv"
	"time"

	"liem/courses"
	"liem/courses/working"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/web/page"
)

// EditSave keeps what a form sends of a file; or, asked to, only shows it.
func (h *Handlers) EditSave(c *page.Ctx) error {
	f, err := c.ReadForm("file", "revision", "do")
	if err != nil {
		return err
	}
	body := c.Sent("body") // exactly as typed
	if f.Get("do") == "preview" {
		return h.showEdit(c, &EditPage{Form: f, Body: body}, f.Get("file"), 200)
	}
	revision, _ := strconv.ParseInt(f.Get("revision"), 10, 64) // what is no number is no file's revision
	_, err = h.working.Save(c.Context(), c.Actor, c.Params("id"), f.Get("file"), body, revision)
	var conflict *working.Conflict
	switch {
	case err == nil:
		return c.Done(fileAt(c.Params("id"), f.Get("file")), "notice.edit_saved")
	case errors.As(err, &conflict):
		return h.showConflict(c, f, body, conflict.Theirs)
	case fault.Is(err, fault.NotFound):
		return h.showConflict(c, f, body, working.File{Path: f.Get("file")})
	case f.Refuse(c, err):
		return h.showEdit(c, &EditPage{Form: f, Body: body}, f.Get("file"), 422)
	}
	return err
}

// ConflictPage shows two texts of one file, so that nobody's is lost.
type ConflictPage struct {
	page.Base
	page.Form
	CourseID string
	Theirs   working.File // what stands; without a revision it was removed
	Mine     string
	By       string
	Lines    []courses.Line // from theirs to mine
}

var conflictPage = page.Parse[ConflictPage](files, "edit_conflict.html", "difference_lines.html")

func (h *Handlers) showConflict(c *page.Ctx, f page.Form, mine string, theirs working.File) error {
	w, err := h.working.Work(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	names, err := h.names(c, theirs.SavedBy)
	if err != nil {
		return err
	}
	p := ConflictPage{Form: f, CourseID: w.CourseID, Theirs: theirs, Mine: mine, By: who(names, theirs.SavedBy)}
	if p.Lines, err = courses.Lines(theirs.Body, mine); err != nil {
		return err
	}
	p.Base = c.Base(page.SectionManage, "edit.conflict_title", "File", theirs.Path)
	p.Crumbs, p.Path = crumbs(c, "", ""), editPath(w.CourseID)
	return conflictPage.RenderStatus(c, 409, &p)
}

// Removed tells that the file is there no more.
func (p *ConflictPage) Removed() bool { return p.Theirs.Revision == 0 }

// fileIn is what the editor's script sends: a text to keep, or only to look at.
type fileIn struct {
	File     string `json:"file"`
	Body     string `json:"body"`
	Revision int64  `json:"revision"`
}

// fileOut is what stands after it.
type fileOut struct {
	Revision int64     `json:"revision"`
	SavedAt  string    `json:"saved_at"` // RFC 3339, UTC
	Others   []string  `json:"others"`   // sentences: who else has it open
	Problems []mistake `json:"problems"` // of this file
}

// mistake is a problem where the editor marks it.
type mistake struct {
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Text     string `json:"text"`
	Mend     string `json:"mend"`
	Blocking bool   `json:"blocking"`
}

// EditPut keeps a text as one types. A conflict stores nothing: the script sends the form, whose answer shows both texts.
func (h *Handlers) EditPut(c *page.Ctx) error {
	var in fileIn
	if err := c.ReadJSON(&in); err != nil {
		return err
	}
	saved, err := h.working.Save(c.Context(), c.Actor, c.Params("id"), in.File, in.Body, in.Revision)
	if err != nil {
		return err
	}
	seen, err := h.working.Look(c.Context(), c.Actor, c.Params("id"), in.File, in.Body)
	if err != nil {
		return err
	}
	others, err := h.others(c, in.File)
	if err != nil {
		return err
	}
	return c.JSON(fileOut{Revision: saved.Revision, SavedAt: saved.SavedAt.UTC().Format(time.RFC3339), Others: present(c, others),
		Problems: mistakes(c, in.File, seen.Problems)})
}

// EditPresence says that the page is still open.
func (h *Handlers) EditPresence(c *page.Ctx) error {
	var in fileIn
	if err := c.ReadJSON(&in); err != nil {
		return err
	}
	others, err := h.others(c, in.File)
	if err != nil {
		return err
	}
	return c.JSON(fileOut{Others: present(c, others)})
}

func present(c *page.Ctx, others []Present) []string {
	list := make([]string, len(others))
	for i, o := range others {
		list[i] = c.P.T("edit.other", "Name", o.Name, "Time", o.Since)
	}
	return list
}

func mistakes(c *page.Ctx, file string, problems []markdown.Problem) []mistake {
	list := []mistake{}
	for _, p := range problems {
		if p.File == file {
			list = append(list, mistake{p.Line, p.Column, sentence(c.P, p.TextKey(), p.Args), sentence(c.P, p.MendKey(), p.Args), p.Blocks()})
		}
	}
	return list
}

// LookPage is a file as officers would see it, for the editor's script.
type LookPage struct {
	page.Base
	Seen working.Glance
}

var lookPage = page.Parse[LookPage](files, "edit_look.html", "edit_preview.html", "preview_questions.html")

// EditLook shows a text as officers would see it, as one types.
func (h *Handlers) EditLook(c *page.Ctx) error {
	var in fileIn
	if err := c.ReadJSON(&in); err != nil {
		return err
	}
	seen, err := h.working.Look(c.Context(), c.Actor, c.Params("id"), in.File, in.Body)
	if err != nil {
		return err
	}
	return lookPage.RenderMain(c, &LookPage{Base: c.Base(page.SectionManage, "edit.preview"), Seen: seen})
}

// SeenPart is a glance with what its template needs.
type SeenPart struct {
	Keyed
	working.Glance
}

// Shown gives the template of the preview what it needs.
func (p *LookPage) Shown() SeenPart { return SeenPart{Keyed{&p.Base, p.Seen.Questions}, p.Seen} }

// Shown gives the template of the preview what it needs.
func (p *EditPage) Shown() SeenPart { return SeenPart{Keyed{&p.Base, p.Seen.Questions}, p.Seen} }

// Diffed gives the template of the difference what it needs.
func (p *ConflictPage) Diffed() DiffLines { return DiffLines{&p.Base, p.Theirs.Path, p.Lines} }
