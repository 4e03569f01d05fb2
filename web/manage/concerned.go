package manage

import (
	"liem/courses"
	"liem/people"
	"liem/training"
	"liem/web/page"
)

// ConcernedPage lists whom a version concerns: of a draft whom publishing it as a substantive change would, of a published
// version whom it did and how far they are.
type ConcernedPage struct {
	page.Base
	training.Concern
	List  page.List
	Group training.Group
	Dry   page.DryRun // its tabs
}

var concernedPage = page.Parse[ConcernedPage](files, "concerned.html")

// Concerned shows the page.
func (h *Handlers) Concerned(c *page.Ctx) error {
	p := ConcernedPage{List: c.ReadList(nil, "group"), Group: training.GroupMoves}
	for _, g := range training.Groups {
		if p.List.Get("group") == string(g) {
			p.Group = g
		}
	}
	course, _, v, err := h.version(c)
	if err != nil {
		return err
	}
	if p.Concern, err = h.concerned(c, p.Group, page.PerPage, p.List.Offset()); err != nil {
		return err
	}
	p.List.Total = p.Count[p.Group]
	for _, g := range training.Groups {
		p.Dry.Tabs = append(p.Dry.Tabs, page.DryTab{Label: c.P.T(p.key("group", g)), Count: c.P.Number(p.Count[g]), Current: g == p.Group,
			Href: p.List.Path + "?group=" + string(g)})
	}
	p.Base = c.Base(page.SectionManage, "publishing.concerned", "Version", versionTitle(c, v.Version), "Course", v.Meta.Title)
	p.Crumbs = append(crumbs(c, course.ID, v.Meta.Title), page.Link{Text: versionTitle(c, v.Version), Href: versionPath(course.ID, v.Version.ID)})
	return concernedPage.Render(c, &p)
}

// concerned asks for a group and notes that its officers were shown.
func (h *Handlers) concerned(c *page.Ctx, g training.Group, limit, offset int) (training.Concern, error) {
	found, err := h.training.Concerned(c.Context(), c.Actor, c.Params("version"), g, limit, offset)
	if err != nil {
		return found, err
	}
	ids := make([]string, len(found.Rows))
	for i, r := range found.Rows {
		ids[i] = r.ID
	}
	return found, h.people.Disclose(c.Context(), c.Actor, people.Disclosure{Kind: people.DiscloseConcerned}, ids...)
}

// IsDraft tells that the page says what would be.
func (p *ConcernedPage) IsDraft() bool { return p.Version.Version.State == courses.StateDraft }

// key is the key of a text about a group; of a draft it says what would be.
func (p *ConcernedPage) key(what string, g training.Group) string {
	if p.IsDraft() {
		return "publishing." + what + "." + string(g)
	}
	return "publishing." + what + "_was." + string(g)
}

// About says of the group that shows whom it holds.
func (p *ConcernedPage) About() string { return p.key("about", p.Group) }
