package organisation

import (
	"slices"
	"strings"

	"liem/people"
	"liem/web/page"
)

// GroupFormPage defines a group, or changes one; a rule is shown in words with its members before it is saved.
type GroupFormPage struct {
	page.Base
	page.Form
	ID      string // empty for a new group
	Kind    people.GroupKind
	Units   []people.Placed
	Chosen  map[string][]string // what is ticked, by the control's name
	Shown   bool                // the preview
	Words   string
	Members []people.Member
	Fixed   bool // the rule is deeper than the form can show
}

var groupFormPage = page.Parse[GroupFormPage](files, "group_form.html", "group_rule.html")

// ticked facts have boxes; "f_" and the fact is the name of their controls.
var tickedFacts = []people.RuleFact{people.FactUnit, people.FactUnitKind, people.FactTitle, people.FactPosition, people.FactStaffType, people.FactPostingKind}

// GroupNew shows the empty form of a kind.
func (h *Handlers) GroupNew(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	p := &GroupFormPage{Form: f, Kind: people.ByRule, Chosen: map[string][]string{}}
	if c.Query("kind") == string(people.ByHand) {
		p.Kind = people.ByHand
	}
	p.Values["match"], p.Values["below"] = "all", "1"
	return h.showGroupForm(c, p, 200)
}

// GroupEdit shows the form with what is there.
func (h *Handlers) GroupEdit(c *page.Ctx) error {
	p, err := h.groupForm(c)
	if err != nil {
		return err
	}
	return h.showGroupForm(c, p, 200)
}

func (h *Handlers) groupForm(c *page.Ctx) (*GroupFormPage, error) {
	g, err := h.people.GroupFile(c.Context(), c.Actor, c.Params("group"))
	if err != nil {
		return nil, err
	}
	if !g.MayManage {
		return nil, page.NoSuchPage()
	}
	f, err := c.ReadForm()
	if err != nil {
		return nil, err
	}
	p := &GroupFormPage{Form: f, ID: g.ID, Kind: g.Kind, Chosen: map[string][]string{}}
	p.Values["name"], p.Values["about"], p.Values["unit"], p.Values["match"] = g.Name, g.About, g.UnitID, "all"
	if g.Kind == people.ByRule {
		r, err := people.ParseRule(g.Rule)
		if err != nil {
			return nil, err
		}
		p.Fixed = !p.fill(c, r)
	}
	return p, nil
}

// GroupSave shows who would be in the group, or saves it where the person has seen that. A group by hand is saved at once.
func (h *Handlers) GroupSave(c *page.Ctx) error {
	p := &GroupFormPage{Kind: people.ByRule}
	if c.Params("group") != "" {
		old, err := h.groupForm(c)
		if err != nil {
			return err
		}
		p.ID, p.Kind = old.ID, old.Kind
	} else if c.Sent("kind") == string(people.ByHand) {
		p.Kind = people.ByHand
	}
	if err := p.read(c); err != nil {
		return err
	}
	n := people.NewGroup{ID: p.ID, UnitID: p.Get("unit"), Name: p.Get("name"), About: p.Get("about"), Kind: p.Kind}
	if p.Kind == people.ByRule {
		n.Rule = p.rule()
	}
	if p.Kind == people.ByHand || p.Get("save") != "" {
		g, err := h.people.SaveGroup(c.Context(), c.Actor, n)
		if err == nil {
			return c.Done(groupPath(g.ID), "notice.group_saved")
		}
		if !p.Refuse(c, err) {
			return err
		}
		return h.showGroupForm(c, p, 422)
	}
	return h.preview(c, p, n)
}

func (h *Handlers) preview(c *page.Ctx, p *GroupFormPage, n people.NewGroup) error {
	var err error
	if p.Members, err = h.people.PreviewGroup(c.Context(), c.Actor, n); err != nil {
		if !p.Refuse(c, err) {
			return err
		}
		return h.showGroupForm(c, p, 422)
	}
	names, err := h.people.UnitNames(c.Context())
	if err != nil {
		return err
	}
	p.Shown, p.Words = true, n.Rule.Words(c.P, func(id string) string { return names[id] })
	return h.showGroupForm(c, p, 200)
}

var groupFields = []string{"name", "about", "unit", "kind", "match", "below", "any_position", "other_title", "other_position",
	"entered_from", "entered_to", "since_from", "since_to", "not_unit", "not_unit_kind", "not_title", "not_position", "not_staff_type",
	"not_posting_kind", "not_entered", "not_since"}

func (p *GroupFormPage) read(c *page.Ctx) error {
	var err error
	p.Form, err = c.ReadForm(append([]string{"save"}, groupFields...)...)
	p.Chosen = map[string][]string{}
	for _, fact := range tickedFacts {
		p.Chosen["f_"+string(fact)] = c.SentAll("f_" + string(fact))
	}
	return err
}

// rule is what the form says: its filled parts, all of them or any, each turned round where "not" is ticked.
func (p *GroupFormPage) rule() people.Rule {
	var list []people.Rule
	add := func(r people.Rule) {
		if p.Get("not_"+string(r.Fact)) != "" {
			inner := r
			r = people.Rule{Not: &inner}
		}
		list = append(list, r)
	}
	for _, fact := range tickedFacts {
		values := slices.Concat(p.Chosen["f_"+string(fact)], split(p.Get("other_"+string(fact))))
		if len(values) > 0 || fact == people.FactPosition && p.Get("any_position") != "" {
			add(people.Rule{Fact: fact, Values: values, Below: fact == people.FactUnit && p.Get("below") != ""})
		}
	}
	for _, fact := range []people.RuleFact{people.FactEntered, people.FactSince} {
		from, to := p.Get(string(fact)+"_from"), p.Get(string(fact)+"_to")
		if from != "" || to != "" {
			add(people.Rule{Fact: fact, From: readDay(from), To: readDay(to)})
		}
	}
	if p.Get("match") == "any" {
		return people.Rule{Any: list}
	}
	return people.Rule{All: list}
}

func split(typed string) []string {
	var list []string
	for _, v := range strings.Split(typed, ";") {
		if v = strings.TrimSpace(v); v != "" {
			list = append(list, v)
		}
	}
	return list
}

// fill puts a rule into the form; it tells whether the form can hold all of it.
func (p *GroupFormPage) fill(c *page.Ctx, r people.Rule) bool {
	list := r.All
	if len(r.Any) > 0 {
		list, p.Values["match"] = r.Any, "any"
	}
	seen := map[people.RuleFact]bool{}
	for _, part := range list {
		not := ""
		if part.Not != nil {
			part, not = *part.Not, "1"
		}
		if part.Fact == "" || seen[part.Fact] {
			return false
		}
		seen[part.Fact] = true
		p.Values["not_"+string(part.Fact)] = not
		p.fillFact(c, part)
	}
	return len(list) > 0
}

func (p *GroupFormPage) fillFact(c *page.Ctx, r people.Rule) {
	name := string(r.Fact)
	switch r.Fact {
	case people.FactEntered, people.FactSince:
		p.Values[name+"_from"], p.Values[name+"_to"] = c.P.Date(r.From), c.P.Date(r.To)
		return
	case people.FactPosition:
		if len(r.Values) == 0 {
			p.Values["any_position"] = "1"
		}
	case people.FactUnit:
		p.Values["below"] = ""
		if r.Below {
			p.Values["below"] = "1"
		}
	}
	known := p.Options(name)
	var other []string
	for _, v := range r.Values {
		if r.Fact == people.FactUnit || slices.Contains(known, v) {
			p.Chosen["f_"+name] = append(p.Chosen["f_"+name], v)
		} else {
			other = append(other, v)
		}
	}
	p.Values["other_"+name] = strings.Join(other, "; ")
}

func (h *Handlers) showGroupForm(c *page.Ctx, p *GroupFormPage, status int) error {
	if p.ID == "" {
		p.Base = c.Base(page.SectionPeople, "group.add")
		p.Crumbs = groupCrumbs(c)
		p.Path = "/people/groups"
	} else {
		p.Base = c.Base(page.SectionPeople, "group.edit")
		p.Crumbs = groupCrumbs(c, page.Link{Text: p.Get("name"), Href: groupPath(p.ID)})
		p.Path = groupPath(p.ID)
	}
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	p.Units = tree.Choices(c.Actor.Scope(people.ActManagePeople))
	return groupFormPage.RenderStatus(c, status, p)
}
