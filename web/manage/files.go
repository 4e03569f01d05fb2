package manage

import (
	"fmt"
	"io"

	"liem/courses"
	"liem/internal/fault"
	"liem/web/page"
)

// Files downloads a version's folder as a zip.
func (h *Handlers) Files(c *page.Ctx) error {
	_, _, v, err := h.version(c)
	if err != nil {
		return err
	}
	folder, err := h.courses.Folder(c.Context(), c.Actor, v.Version.ID)
	if err != nil {
		return err
	}
	name := folder.Slug + ".zip"
	if v.Version.Number > 0 {
		name = fmt.Sprintf("%s-%d.zip", folder.Slug, v.Version.Number)
	}
	c.Attach("application/zip", name)
	return c.Stream(func(w io.Writer) error { return folder.Zip(w) })
}

// Again makes a draft of a former version's files.
func (h *Handlers) Again(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	course, _, v, err := h.version(c)
	if err != nil {
		return err
	}
	draft, err := h.courses.Again(c.Context(), c.Actor, v.Version.ID)
	switch {
	case err == nil && !draft.Blocked():
		return c.Done(versionPath(course.ID, draft.Version.ID), "notice.manage_again")
	case err == nil: // the format has become stricter since
		return h.showVersion(c, &VersionPage{Form: f, Problems: showProblems(c.P, draft.Problems)}, 422)
	case fault.Is(err, fault.Conflict) && f.Refuse(c, err):
		return h.showVersion(c, &VersionPage{Form: f}, 409)
	}
	return err
}

// IsFormer tells a published version that another one has taken the place of.
func (p *VersionPage) IsFormer() bool {
	return p.V.Version.State == courses.StatePublished && p.V.Version.ID != p.Course.CurrentVersionID
}
