package manage

import (
	"slices"

	"liem/courses"
	"liem/internal/fault"
	"liem/people"
	"liem/web/page"
)

// UploadPage takes a course folder as a zip and shows every problem that was found in it.
type UploadPage struct {
	page.Base
	page.Form
	Name     string // of the file that was refused
	Problems Problems
}

var uploadPage = page.Parse[UploadPage](files, "upload.html", "problems.html")

// UploadedPage shows the warnings of an upload that was kept, before one goes on to the draft.
type UploadedPage struct {
	page.Base
	Problems Problems
	Next     string
}

var uploadedPage = page.Parse[UploadedPage](files, "uploaded.html", "problems.html")

// fileField is the form's field for the zip.
const fileField = "file"

// UploadForm shows the form.
func (h *Handlers) UploadForm(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	return showUpload(c, &UploadPage{Form: f}, 200)
}

func showUpload(c *page.Ctx, p *UploadPage, status int) error {
	p.Base = c.Base(page.SectionManage, "manage.upload_title")
	p.Crumbs, p.Lead = crumbs(c, "", ""), c.P.T("manage.upload_lead")
	return uploadPage.RenderStatus(c, status, p)
}

// Limit is the largest zip in MB.
func (p *UploadPage) Limit() int { return courses.MaxZip >> 20 }

// LimitBytes is the same in bytes, for the script that looks before it sends.
func (p *UploadPage) LimitBytes() int { return courses.MaxZip }

// Upload takes the zip: with problems the form again and all of them, otherwise the draft.
func (h *Handlers) Upload(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	up, err := c.ReadUpload(fileField, courses.MaxZip)
	if err != nil {
		if !f.Refuse(c, err) {
			return err
		}
		return showUpload(c, &UploadPage{Form: f}, 422)
	}
	defer up.Close()
	draft, foreign, err := h.keep(c, up)
	switch {
	case foreign:
		return h.keepForeign(c, up)
	case err != nil && !f.Refuse(c, atFile(err)):
		return err
	case err != nil:
		return showUpload(c, &UploadPage{Form: f, Name: up.Name}, 422)
	case draft.Blocked():
		return showUpload(c, &UploadPage{Form: f, Name: up.Name, Problems: showProblems(c.P, draft.Problems)}, 422)
	}
	return uploaded(c, draft)
}

// keep makes a draft of the zip; foreign tells one that is no course and has to be adapted first.
func (h *Handlers) keep(c *page.Ctx, up *page.Upload) (draft courses.Draft, foreign bool, err error) {
	folder, err := courses.OpenAnyZip(up.File, up.Size, up.Name)
	if err != nil {
		return draft, false, err
	}
	if folder.IsForeign() {
		return draft, true, nil
	}
	draft, err = h.courses.Upload(c.Context(), c.Actor, folder)
	return draft, false, err
}

// atFile puts what is wrong with a zip at its field. That the course inside belongs to another unit is told there too:
// the page itself was allowed, the file was the wrong one.
func atFile(err error) error {
	e, ok := fault.As(err)
	if !ok || !slices.Contains([]fault.Kind{fault.Invalid, fault.Conflict, fault.Forbidden}, e.Kind) {
		return err
	}
	e = e.At(fileField)
	e.Kind = fault.Invalid
	return e
}

// uploaded leads to the draft, by way of the warnings where there are any: they are not stored, so this is when to read
// them.
func uploaded(c *page.Ctx, d courses.Draft) error {
	next := versionPath(d.Version.CourseID, d.Version.ID)
	if len(d.Problems) > 0 && !d.Same {
		p := UploadedPage{Base: c.BaseNamed(page.SectionManage, d.Version.Meta.Title), Problems: showProblems(c.P, d.Problems), Next: next}
		p.Crumbs = crumbs(c, d.Version.CourseID, d.Version.Meta.Title)
		return uploadedPage.Render(c, &p)
	}
	switch {
	case d.Same && d.Version.State == courses.StatePublished:
		return c.Done(next, "notice.manage_same_published")
	case d.Same:
		return c.Done(next, "notice.manage_same_draft")
	}
	return c.Done(next, "notice.manage_uploaded")
}

// may tells whether the actor may do something to a course.
func may(c *page.Ctx, act people.Action, course courses.Course) bool {
	return people.Can(c.Actor, act, people.Target{UnitID: course.UnitID})
}
