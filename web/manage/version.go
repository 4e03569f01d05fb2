package manage

import (
	"cmp"
	"slices"

	"liem/courses"
	"liem/people"
	"liem/web/page"
)

// VersionPage shows a version: what it gives, what changed against the one before, and, of a draft, what to decide.
type VersionPage struct {
	page.Base
	page.Form
	Course   courses.Course
	V        *courses.Loaded
	Before   *courses.Version    // the version that it is compared with; nil for the first
	Others   []courses.Version   // published ones that it can be compared with, the newest first
	Diff     *courses.Difference // nil without one before
	Names    map[string]people.Who
	Problems Problems // why a draft may not be published

	MayEdit, MayPublish bool
	MayApprove          bool // it is not the actor's own, or that does not matter
	Unresolved          int  // comments that are not settled

	Adapted *ShownReport // of a draft that came from a folder of plain Markdown
}

var versionPage = page.Parse[VersionPage](files, "version.html", "difference.html", "difference_lines.html", "problems.html")

// Version shows the page.
func (h *Handlers) Version(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	return h.showVersion(c, &VersionPage{Form: f}, 200)
}

func (h *Handlers) showVersion(c *page.Ctx, p *VersionPage, status int) error {
	course, versions, v, err := h.version(c)
	if err != nil {
		return err
	}
	p.Course, p.V = course, v
	p.MayEdit, p.MayPublish = may(c, people.ActEditCourse, course), may(c, people.ActPublishCourse, course)
	if p.Names, err = h.names(c, append(v.Version.Authors, v.Version.CreatedBy, v.Version.PublishedBy)...); err != nil {
		return err
	}
	if err := h.showAdapted(c, p); err != nil {
		return err
	}
	p.Others = others(versions, v.Version)
	if p.Before = before(versions, course, v.Version); c.Query("against") != "" {
		if p.Before = find(p.Others, c.Query("against")); p.Before == nil {
			return page.NoSuchPage()
		}
	}
	if p.Before != nil {
		d, err := h.courses.Diff(c.Context(), c.Actor, p.Before.ID, v.Version.ID)
		if err != nil {
			return err
		}
		p.Diff = &d
	}
	if p.MayApprove = h.courses.MayApprove(c.Actor, v.Version); v.Version.State == courses.StateDraft {
		if p.Unresolved, err = h.unresolved(c, v.Version); err != nil {
			return err
		}
	}
	p.Base = c.Base(page.SectionManage, "manage.version_title", "Version", versionTitle(c, v.Version), "Course", v.Meta.Title)
	p.Crumbs = crumbs(c, course.ID, v.Meta.Title)
	p.Path = versionPath(course.ID, v.Version.ID) // a decision was posted elsewhere
	return versionPage.RenderStatus(c, status, p)
}

// version finds the version that the address names, of a course that the actor may see.
func (h *Handlers) version(c *page.Ctx) (courses.Course, []courses.Version, *courses.Loaded, error) {
	course, versions, err := h.courses.Course(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return course, nil, nil, err
	}
	v, err := h.cache.Version(c.Context(), c.Params("version"))
	if err != nil {
		return course, nil, nil, err
	}
	if v.Version.CourseID != course.ID {
		return course, nil, nil, page.NoSuchPage()
	}
	return course, versions, v, nil
}

// before is the version that another one followed, or would follow: of a draft the current one.
func before(versions []courses.Version, course courses.Course, v courses.Version) *courses.Version {
	for i := range versions {
		o := &versions[i]
		if (v.Number == 0 && o.ID == course.CurrentVersionID) || (v.Number > 1 && o.Number == v.Number-1) {
			return o
		}
	}
	return nil
}

// others are the published versions beside one, the newest first.
func others(versions []courses.Version, v courses.Version) (out []courses.Version) {
	for _, o := range versions {
		if o.State == courses.StatePublished && o.ID != v.ID {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b courses.Version) int { return b.Number - a.Number })
	return out
}

func find(versions []courses.Version, id string) *courses.Version {
	if i := slices.IndexFunc(versions, func(v courses.Version) bool { return v.ID == id }); i >= 0 {
		return &versions[i]
	}
	return nil
}

// versionTitle is "Bản nháp" or "Phiên bản 2".
func versionTitle(c *page.Ctx, v courses.Version) string {
	switch v.State {
	case courses.StateDraft:
		return c.P.T("manage.badge.draft")
	case courses.StateDiscarded:
		return c.P.T("manage.state.discarded")
	}
	return c.P.T("manage.version_n", "Number", v.Number)
}

// IsDraft tells a version that waits to be published.
func (p *VersionPage) IsDraft() bool { return p.V.Version.State == courses.StateDraft }

// Standing and NextStep are the keys of where a draft stands and of what its author does next.
func (p *VersionPage) Standing() string { return "review.state." + p.review() }
func (p *VersionPage) NextStep() string { return "review.next." + p.review() }

func (p *VersionPage) review() string { return cmp.Or(string(p.V.Version.Review), "draft") }

// InReview tells a draft that was handed to those who may publish it, or that they have approved.
func (p *VersionPage) InReview() bool { return p.V.Version.Review != courses.ReviewNone }

// MayNow tells whether the actor may publish the draft as it stands.
func (p *VersionPage) MayNow() bool {
	return p.MayPublish && p.Unresolved == 0 && (p.MayApprove || p.V.Version.Review == courses.ReviewApproved)
}

// MayApproveNow tells whether the actor may approve it.
func (p *VersionPage) MayApproveNow() bool {
	return p.MayPublish && p.MayApprove && p.Unresolved == 0 && p.V.Version.Review == courses.ReviewOpen
}

// MayDecide tells whether the actor may hand the draft in, or back.
func (p *VersionPage) MayDecide() bool {
	if p.InReview() {
		return p.MayPublish
	}
	return p.MayEdit
}

// IsDiscarded tells a draft that was dropped.
func (p *VersionPage) IsDiscarded() bool { return p.V.Version.State == courses.StateDiscarded }

// Who names a person by account.
func (p *VersionPage) Who(account string) string { return who(p.Names, account) }

// PreviewPath stands before the stem of a part in the address of its preview.
func (p *VersionPage) PreviewPath() string {
	return versionPath(p.Course.ID, p.V.Version.ID) + "/preview/"
}

// Overview is the course's overview with links into the preview.
func (p *VersionPage) Overview() courses.HTML { return p.V.Overview(p.PreviewPath()) }

// DiffLines is a difference with what its template needs.
type DiffLines struct {
	*page.Base
	Label string
	Lines []courses.Line
}

// Diffed gives the template of a file's difference what it needs.
func (p *VersionPage) Diffed(label string, lines []courses.Line) DiffLines {
	return DiffLines{&p.Base, label, lines}
}

// maxLines bounds how many lines of one file's difference a page shows.
const maxLines = 400

// Lines are the first lines of a file's difference.
func (p *VersionPage) Lines(f courses.FileChange) []courses.Line {
	return f.Lines[:min(len(f.Lines), maxLines)]
}

// LinesLeft is how many lines of it are left out.
func (p *VersionPage) LinesLeft(f courses.FileChange) int { return max(0, len(f.Lines)-maxLines) }

// Tone is the colour of a change.
func (p *VersionPage) Tone(change courses.Change) string {
	switch change {
	case courses.Added:
		return "done"
	case courses.Removed:
		return "late"
	}
	return "info"
}
