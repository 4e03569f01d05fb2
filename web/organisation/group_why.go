package organisation

import (
	"liem/people"
	"liem/web/page"
)

// GroupWhyPage says why an officer is in a group, or is not: every part of the rule with whether it holds.
type GroupWhyPage struct {
	page.Base
	W       people.Why
	Clauses []WordedClause
	By      string // who put the officer there by hand
}

// WordedClause is a part of a rule in the reader's language.
type WordedClause struct {
	people.Clause
	Words string
}

var groupWhyPage = page.Parse[GroupWhyPage](files, "group_why.html")

// GroupWhy shows the page.
func (h *Handlers) GroupWhy(c *page.Ctx) error {
	group, err := h.people.GroupFile(c.Context(), c.Actor, c.Params("group"))
	if err != nil {
		return err
	}
	if _, err := h.people.OfficerFile(c.Context(), c.Actor, c.Params("officer")); err != nil {
		return err
	}
	p := GroupWhyPage{}
	if p.W, err = h.people.GroupWhy(c.Context(), group.ID, c.Params("officer"), h.people.Today()); err != nil {
		return err
	}
	title := "group.why_in"
	if !p.W.Member {
		title = "group.why_not_in"
	}
	p.Base = c.Base(page.SectionPeople, title, "Name", p.W.Officer.FullName, "Group", group.Name)
	p.Crumbs = groupCrumbs(c, page.Link{Text: group.Name, Href: groupPath(group.ID)})
	names, err := h.people.UnitNames(c.Context())
	if err != nil {
		return err
	}
	for _, clause := range p.W.Clauses {
		w := WordedClause{clause, clause.Rule.Words(c.P, func(id string) string { return names[id] })}
		if clause.Join != "" {
			w.Words = c.P.T("rule.list." + clause.Join)
		}
		p.Clauses = append(p.Clauses, w)
	}
	if p.W.Hand != nil {
		who, err := h.people.Names(c.Context(), p.W.Hand.AddedBy)
		if err != nil {
			return err
		}
		p.By = nameOf(who, p.W.Hand.AddedBy)
	}
	return groupWhyPage.Render(c, &p)
}
