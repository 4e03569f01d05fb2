package authority

import (
	"slices"

	"liem/people"
	"liem/web/page"
)

// NewDelegationPage asks which role of one's own goes to whom and until when, and shows before it is saved what that allows.
type NewDelegationPage struct {
	page.Base
	page.Form
	Preview
	Grants []Line
	People []people.Candidate
	Units  []people.Placed
}

var newDelegationPage = page.Parse[NewDelegationPage](files, "delegation_new.html", "grant_fields.html", "meaning.html")

var delegationFields = []string{"grant", "username", "unit", "from", "to", "reason", "step"}

// DelegationForm shows the form.
func (h *Handlers) DelegationForm(c *page.Ctx) error {
	f, err := c.ReadForm("grant", "username")
	if err != nil {
		return err
	}
	f.Values["from"] = c.P.Date(h.people.Today())
	return h.showDelegationForm(c, &NewDelegationPage{Form: f})
}

// DelegationNew checks the form and shows what it will do; the second time it saves it.
func (h *Handlers) DelegationNew(c *page.Ctx) error {
	f, err := c.ReadForm(delegationFields...)
	if err != nil {
		return err
	}
	p := &NewDelegationPage{Form: f}
	n := people.NewDelegation{GrantID: f.Get("grant"), UnitID: f.Get("unit"), Username: f.Get("username"), From: date(f.Get("from")),
		To: date(f.Get("to")), Reason: f.Get("reason")}
	if f.Get("step") == "save" {
		if _, err := h.people.Delegate(c.Context(), c.Actor, n); err != nil {
			return h.refuseDelegation(c, p, err)
		}
		return c.Done(delegationsPath, "notice.delegated")
	}
	g, err := h.people.CheckDelegation(c.Context(), c.Actor, n)
	if err != nil {
		return h.refuseDelegation(c, p, err)
	}
	if p.Preview, err = h.preview(c, &g, h.people.Today()); err != nil {
		return err
	}
	return h.showDelegationForm(c, p)
}

func (h *Handlers) refuseDelegation(c *page.Ctx, p *NewDelegationPage, err error) error {
	if !p.Refuse(c, err) {
		return err
	}
	return h.showDelegationForm(c, p)
}

func (h *Handlers) showDelegationForm(c *page.Ctx, p *NewDelegationPage) error {
	own, err := h.people.Delegable(c.Context(), c.Actor)
	if err != nil {
		return err
	}
	p.Grants = linesOf(c, own, h.people.Today())
	if len(own) > 0 && p.Get("grant") == "" {
		p.Values["grant"] = own[0].ID
	}
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	p.Units = tree.Choices(c.Actor.Scope(people.ActDelegate))
	if p.Get("unit") == "" {
		if i := slices.IndexFunc(own, func(r people.GrantRow) bool { return r.ID == p.Get("grant") }); i >= 0 {
			p.Values["unit"] = own[i].UnitID
		}
	}
	if p.People, err = h.people.Candidates(c.Context(), c.Actor, people.ActDelegate); err != nil {
		return err
	}
	p.Base = c.Base(page.SectionAccount, "delegation.new")
	p.Path, p.Lead = delegationsPath+"/new", c.P.T("delegation.new_lead")
	p.Crumbs = []page.Link{{Text: c.P.T("delegation.title"), Href: delegationsPath}}
	return newDelegationPage.RenderStatus(c, statusOf(&p.Form), p)
}

// Indent shows a unit's depth.
func (p *NewDelegationPage) Indent(depth int) string { return indent(depth) }

// Day writes a field's day as people do, and what is none as it was typed.
func (p *NewDelegationPage) Day(field string) string { return shownDay(&p.Base, p.Get(field)) }

// Fields are what the second form carries on.
func (p *NewDelegationPage) Fields() []string { return delegationFields[:len(delegationFields)-1] }
