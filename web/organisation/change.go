package organisation

import (
	"slices"
	"strconv"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/people"
	"liem/web/page"
)

// ChangePage asks for a change of units, says what it would do, and applies it: three steps on one page.
type ChangePage struct {
	page.Base
	page.Form
	Kind     people.ChangeKind
	F        people.UnitFile
	Units    []people.Placed // that the actor manages
	Officers []people.OfficerRow
	Sources  []string // ticked
	Plan     *people.UnitPlan
}

var changePage = page.Parse[ChangePage](files, "change.html", "plan.html")

// parts is how many new units the form of a split has room for.
const parts = 4

// ChangeForm shows the empty form.
func (h *Handlers) ChangeForm(c *page.Ctx) error {
	p, err := h.change(c)
	if err != nil {
		return err
	}
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	f.Values["on"] = c.P.Date(h.people.Today())
	f.Values["name"], f.Values["short_name"], f.Values["unit_kind"] = p.F.Name, p.F.ShortName, string(p.F.Kind)
	f.Values["position"], f.Values["new_parent"] = strconv.Itoa(p.F.Position), p.F.ParentID
	if p.Kind == people.MoveUnit {
		f.Values["parent"] = p.F.ParentID
	}
	p.Form = f
	return h.showChange(c, p, 200)
}

// Change shows what the change would do, or applies it where the person has seen that.
func (h *Handlers) Change(c *page.Ctx) error {
	p, err := h.change(c)
	if err != nil {
		return err
	}
	if p.Form, err = c.ReadForm(p.fields()...); err != nil {
		return err
	}
	p.Sources = c.SentAll("source")
	r := p.request()
	if seen := p.Get("seen"); seen != "" {
		change, _, err := h.people.ApplyUnitChange(c.Context(), c.Actor, r, seen)
		if err == nil {
			return c.Done("/units/changes/"+change.ID, "notice.unit_changed")
		}
		if !p.Refuse(c, err) {
			return err
		}
		if !fault.Is(err, fault.Conflict) {
			return h.showChange(c, p, 422)
		}
	}
	plan, err := h.people.PlanUnitChange(c.Context(), c.Actor, r)
	switch {
	case err == nil:
		p.Plan = &plan
	case !p.Refuse(c, err):
		return err
	}
	status := 200
	if len(p.Errors) > 0 {
		status = 422
	}
	return h.showChange(c, p, status)
}

// change is the unit of the address, with what the form needs to know.
func (h *Handlers) change(c *page.Ctx) (*ChangePage, error) {
	p := &ChangePage{Kind: people.ChangeKind(c.Params("kind"))}
	if !slices.Contains(people.ChangeKinds, p.Kind) {
		return nil, page.NoSuchPage()
	}
	on := h.people.Today()
	if typed := readDay(c.Sent("on")); typed.Valid() {
		on = typed // who and what is there to be placed depends on it
	}
	var err error
	if p.F, err = h.people.UnitFile(c.Context(), c.Actor, c.Params("id"), on); err != nil {
		return nil, err
	}
	if !p.F.MayManage || p.F.Until != clock.Forever {
		return nil, page.NoSuchPage()
	}
	tree, err := h.people.Tree(c.Context(), max(on, p.F.Since))
	if err != nil {
		return nil, err
	}
	p.Units = tree.Choices(c.Actor.Scope(people.ActManagePeople))
	if p.Kind == people.SplitUnit {
		p.Officers, err = h.people.OfficersToPlace(c.Context(), c.Actor, p.F.ID, on)
	}
	return p, err
}

// fields are the names that the form of this kind sends, beside the ticked sources.
func (p *ChangePage) fields() []string {
	names := []string{"on", "decision", "seen", "name", "short_name", "unit_kind", "position", "parent", "into", "to", "stays", "new_parent"}
	for i := range parts {
		n := strconv.Itoa(i + 1)
		names = append(names, "new_code_"+n, "new_name_"+n, "new_kind_"+n)
	}
	for _, id := range p.placed() {
		names = append(names, "place_"+id)
	}
	return names
}

// placed are the officers and units that a split places.
func (p *ChangePage) placed() []string {
	if p.Kind != people.SplitUnit {
		return nil
	}
	var ids []string
	for _, o := range p.Officers {
		ids = append(ids, o.ID)
	}
	for _, u := range p.F.Children {
		ids = append(ids, u.ID)
	}
	return ids
}

// request is what the form asks for.
func (p *ChangePage) request() people.UnitRequest {
	r := people.UnitRequest{Kind: p.Kind, UnitID: p.F.ID, On: readDay(p.Get("on")), Decision: p.Get("decision")}
	switch p.Kind {
	case people.RenameUnit:
		r.Name, r.ShortName, r.UnitKind = p.Get("name"), p.Get("short_name"), people.UnitKind(p.Get("unit_kind"))
		r.Position, _ = strconv.Atoi(p.Get("position")) // nonsense leaves the order
		if r.ShortName == "" {
			r.ShortName = r.Name
		}
	case people.MoveUnit:
		r.ParentID = p.Get("parent")
	case people.MergeUnits:
		r.Sources, r.IntoID = p.Sources, p.Get("into")
		if r.IntoID == "" {
			r.New = p.newUnits()
		}
	case people.SplitUnit:
		r.Stays, r.New, r.Place = p.Get("stays") != "", p.newUnits(), map[string]int{}
		for _, id := range p.placed() {
			r.Place[id], _ = strconv.Atoi(p.Get("place_" + id))
		}
	case people.AbolishUnit:
		r.ToID = p.Get("to")
	}
	return r
}

// newUnits are the units that the form describes; rows that were left empty are none.
func (p *ChangePage) newUnits() []people.Part {
	var list []people.Part
	for i := range parts {
		n := strconv.Itoa(i + 1)
		if code, name := p.Get("new_code_"+n), p.Get("new_name_"+n); code != "" || name != "" {
			list = append(list, people.Part{Code: code, Name: name, Kind: people.UnitKind(p.Get("new_kind_" + n)), ParentID: p.Get("new_parent")})
		}
	}
	return list
}

func (h *Handlers) showChange(c *page.Ctx, p *ChangePage, status int) error {
	p.Base = c.Base(page.SectionPeople, "unit.change_title."+string(p.Kind), "Name", p.F.Name)
	p.Crumbs = crumbs(c, page.Link{Text: p.F.ShortName, Href: unitPath(p.F.ID)})
	return changePage.RenderStatus(c, status, p)
}
