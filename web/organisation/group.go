package organisation

import (
	"strings"

	"liem/people"
	"liem/web/page"
)

// GroupPage is one group: its rule in words, its members, and for a group by hand who comes and goes.
type GroupPage struct {
	page.Base
	page.Form
	F     people.GroupFile
	Words string
	List  page.List
	Rows  []people.Member // of this page of the list
}

var groupPage = page.Parse[GroupPage](files, "group.html")

// Group shows the page.
func (h *Handlers) Group(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	return h.showGroup(c, f, 200)
}

func (h *Handlers) showGroup(c *page.Ctx, form page.Form, status int) error {
	f, err := h.people.GroupFile(c.Context(), c.Actor, c.Params("group"))
	if err != nil {
		return err
	}
	p := GroupPage{Base: c.BaseNamed(page.SectionPeople, f.Name), Form: form, F: f, List: c.ReadList(nil)}
	p.Crumbs, p.Lead, p.Path = groupCrumbs(c), f.About, groupPath(f.ID)
	p.List.Path, p.List.Total = p.Path, len(f.Members)
	p.Rows = f.Members[min(p.List.Offset(), len(f.Members)):p.List.Last()]
	ids := make([]string, len(p.Rows))
	for i, m := range p.Rows {
		ids[i] = m.ID
	}
	if err := h.people.Disclose(c.Context(), c.Actor, people.Disclosure{Kind: people.DiscloseList}, ids...); err != nil {
		return err
	}
	if f.MayManage {
		p.Action = &page.Link{Text: c.P.T("group.edit"), Href: p.Path + "/edit", Icon: "edit"}
	}
	if f.Kind == people.ByRule {
		if p.Words, err = h.words(c, f.Rule); err != nil {
			return err
		}
	}
	return groupPage.RenderStatus(c, status, &p)
}

// words is a stored rule in the reader's language.
func (h *Handlers) words(c *page.Ctx, stored string) (string, error) {
	r, err := people.ParseRule(stored)
	if err != nil {
		return "", err
	}
	names, err := h.people.UnitNames(c.Context())
	return r.Words(c.P, func(id string) string { return names[id] }), err
}

// GroupAdd puts officers into a group by hand.
func (h *Handlers) GroupAdd(c *page.Ctx) error {
	f, err := c.ReadForm("numbers", "note")
	if err != nil {
		return err
	}
	numbers := strings.FieldsFunc(f.Get("numbers"), func(r rune) bool { return strings.ContainsRune(" ,;\r\n\t", r) })
	return h.groupDone(c, f, h.people.AddToGroup(c.Context(), c.Actor, c.Params("group"), numbers, f.Get("note")), "notice.group_added")
}

// GroupRemove takes an officer out of a group by hand.
func (h *Handlers) GroupRemove(c *page.Ctx) error {
	f, err := c.ReadForm("officer")
	if err != nil {
		return err
	}
	return h.groupDone(c, f, h.people.RemoveFromGroup(c.Context(), c.Actor, c.Params("group"), f.Get("officer")), "notice.group_removed")
}

// GroupClose takes a group off offer, or puts it back.
func (h *Handlers) GroupClose(c *page.Ctx) error {
	f, err := c.ReadForm("closed")
	if err != nil {
		return err
	}
	return h.groupDone(c, f, h.people.CloseGroup(c.Context(), c.Actor, c.Params("group"), f.Get("closed") != ""), "notice.group_saved")
}

func (h *Handlers) groupDone(c *page.Ctx, f page.Form, err error, notice string) error {
	if err == nil {
		return c.Done(groupPath(c.Params("group")), notice)
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.showGroup(c, f, 422)
}
