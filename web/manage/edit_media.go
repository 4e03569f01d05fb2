package manage

import (
	"io"
	"os"
	"strconv"
	"strings"

	"liem/courses"
	"liem/courses/working"
	"liem/web/page"
)

func quoted(s string) string { return strconv.Quote(s) } // a double-quoted scalar of YAML reads the same

// mediaOut is where a media file was put.
type mediaOut struct {
	Path string `json:"path"`
}

// EditMedia takes a picture or another media file beside the text. A script hears its path.
func (h *Handlers) EditMedia(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	file := c.Query("file")
	up, err := c.ReadUpload(fileField, courses.MaxMedia)
	if err == nil {
		defer up.Close()
		var path string
		open := func() (io.ReadCloser, error) { return os.Open(up.File.Name()) } // #nosec G304 -- the upload's own temporary file
		if path, err = h.working.AddMedia(c.Context(), c.Actor, c.Params("id"), up.Name, open, up.Size); err == nil {
			if strings.Contains(c.Get("Accept"), "application/json") {
				return c.JSON(mediaOut{path})
			}
			return c.Done(fileAt(c.Params("id"), file), "notice.edit_media")
		}
	}
	err = refusedMedia(c, err)
	if strings.Contains(c.Get("Accept"), "application/json") || !f.Refuse(c, err) {
		return err
	}
	return h.showEdit(c, &EditPage{Form: f}, file, 422)
}

// HistoryPage lists what a file was, and shows one of those texts beside what it is.
type HistoryPage struct {
	page.Base
	CourseID string
	File     string
	Steps    []working.Step
	Step     *working.Step // the one that shows; nil when none does
	by       func(account string) string
}

var historyPage = page.Parse[HistoryPage](files, "edit_history.html", "difference_lines.html")

// EditHistory shows the page.
func (h *Handlers) EditHistory(c *page.Ctx) error {
	f, err := c.ReadForm("file", "step")
	if err != nil {
		return err
	}
	p := HistoryPage{CourseID: c.Params("id"), File: f.Get("file")}
	if p.Steps, err = h.working.History(c.Context(), c.Actor, p.CourseID, p.File); err != nil {
		return err
	}
	if id := f.Get("step"); id != "" {
		step, err := h.working.Step(c.Context(), c.Actor, p.CourseID, id)
		if err != nil {
			return err
		}
		p.Step, p.File = &step, step.Path
	}
	var ids []string
	for _, s := range p.Steps {
		ids = append(ids, s.SavedBy)
	}
	names, err := h.names(c, ids...)
	if err != nil {
		return err
	}
	p.by = func(account string) string { return who(names, account) }
	p.Base = c.Base(page.SectionManage, "edit.history_title", "File", p.File)
	p.Crumbs, p.Path = append(crumbs(c, "", ""), page.Link{Text: c.P.T("edit.back"), Href: fileAt(p.CourseID, p.File)}), editPath(p.CourseID)
	return historyPage.Render(c, &p)
}

// Who names a person by account.
func (p *HistoryPage) Who(account string) string {
	if p.by == nil {
		return account
	}
	return p.by(account)
}

// Diffed gives the template of the difference what it needs.
func (p *HistoryPage) Diffed() DiffLines { return DiffLines{&p.Base, p.File, p.Step.Lines} }

// EditRestore brings a file back to what it was.
func (h *Handlers) EditRestore(c *page.Ctx) error {
	f, err := c.ReadForm("step")
	if err != nil {
		return err
	}
	path, err := h.working.Restore(c.Context(), c.Actor, c.Params("id"), f.Get("step"))
	if err != nil {
		return err
	}
	if strings.HasPrefix(path, "media/") {
		path = ""
	}
	return c.Done(fileAt(c.Params("id"), path), "notice.edit_restored")
}
