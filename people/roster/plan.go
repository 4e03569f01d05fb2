package roster

import (
	"cmp"
	"slices"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/secret"
	"liem/people"
)

// Terms are what a comparison is made by, beside the file.
type Terms struct {
	AsOf        clock.Date // the day from which changes hold
	WholeUnitID string     // the file is the whole roster of this unit and all below it; empty when it is not
}

// comparison compares entries with who serves.
type comparison struct {
	base    *base
	keys    *secret.Keys
	own     map[Field]people.Field
	terms   Terms
	scope   people.Scope
	units   *units
	answers map[int]string // by row

	mentioned map[string]bool // officers of whom the file speaks, even where a row is refused
}

// items is the plan: an item for each entry, in their order, and then who left.
func (c *comparison) items(entries []Entry) ([]Item, error) {
	c.units, c.mentioned = newUnits(c.base.tree, c.scope), map[string]bool{}
	found := c.match(entries)
	items := make([]Item, 0, len(entries))
	for i := range entries {
		item, err := c.item(entries[i], found[i])
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return append(items, c.left()...), nil
}

func (c *comparison) item(e Entry, m matched) (Item, error) {
	item := Item{Kind: Refused, Entry: e, Person: Person{Number: e.Values[Number], Name: e.Values[FullName], BirthDate: e.Values[BirthDate]}}
	switch {
	case m.officerID != "" && !c.reaches(m.officerID):
		item.Entry.refuse(Number, "roster.reason.out_of_scope") // and nothing of whom it belongs to
		return item, nil
	case m.officerID != "":
		return c.known(item, m.officerID)
	case len(m.candidates) > 0 && len(e.Problems) == 0:
		item.Kind = Question
		for _, id := range m.candidates {
			item.Candidates = append(item.Candidates, c.base.person(id, c.terms.AsOf))
		}
		return item, nil
	}
	c.fresh(&item)
	return item, nil
}

// reaches tells whether the scope reaches an officer.
func (c *comparison) reaches(id string) bool { return c.holds(c.base.home(id, c.terms.AsOf)) }

// holds tells whether the scope reaches officers of a unit; those of none are everybody's who has all.
func (c *comparison) holds(unitID string) bool {
	if unitID == "" {
		return c.scope.All
	}
	return c.scope.Holds(unitID)
}

// fresh makes an item of somebody new.
func (c *comparison) fresh(item *Item) {
	e := &item.Entry
	for _, f := range []Field{Number, FullName} {
		if e.Values[f] == "" && !hasField(e, f) {
			e.refuse(f, "roster.reason.missing."+string(f))
		}
	}
	c.unit(item, true)
	p := c.personal(nil, e)
	c.check(e, p)
	if len(e.Problems) == 0 {
		item.Kind = New
		item.Person.Unit = c.units.name(item.UnitID)
	}
}

func hasField(e *Entry, f Field) bool {
	return slices.ContainsFunc(e.Problems, func(p Problem) bool { return p.Field == f })
}

// unit finds the unit that the entry names.
func (c *comparison) unit(item *Item, must bool) {
	e := &item.Entry
	id, f, key := c.units.find(e)
	switch {
	case key != "":
		e.refuse(f, key, "Value", e.Values[f])
	case id == "" && must && !hasField(e, Unit) && !hasField(e, UnitCode):
		e.refuse(Unit, "roster.reason.missing.unit")
	}
	item.UnitID = id
}

// personal is what is known of an officer with what the entry says; o is nil for somebody new.
func (c *comparison) personal(o *people.Officer, e *Entry) people.Personal {
	p := people.Personal{StaffType: people.CivilServant}
	if o != nil {
		p = people.Personal{Number: o.Number, FullName: o.FullName, BirthDate: o.BirthDate, Gender: o.Gender, StaffType: o.StaffType,
			Email: o.Email, Phone: o.Phone, EnteredOn: o.EnteredOn}
	}
	for f, to := range map[Field]*string{Number: &p.Number, FullName: &p.FullName, BirthDate: &p.BirthDate, Gender: &p.Gender,
		StaffType: &p.StaffType, NationalID: &p.NationalID, Email: &p.Email, Phone: &p.Phone} {
		*to = cmp.Or(e.Values[f], *to)
	}
	p.EnteredOn = cmp.Or(clock.Date(e.Values[EnteredOn]), p.EnteredOn)
	return p
}

// check adds what the rules of people say.
func (c *comparison) check(e *Entry, p people.Personal) {
	list, _ := p.Check().(fault.List)
	for _, wrong := range list {
		if f := Field(wrong.Field); !hasField(e, f) {
			e.refuse(f, wrong.Key)
		}
	}
}

// left are the officers of the whole unit of whom the file does not speak.
func (c *comparison) left() []Item {
	if c.terms.WholeUnitID == "" {
		return nil
	}
	in := people.Scope{UnitIDs: c.base.tree.Descendants(c.terms.WholeUnitID)}
	var items []Item
	for id := range c.base.officers {
		main := people.MainOn(c.base.history[id], c.terms.AsOf)
		if main == nil || c.mentioned[id] || !in.Holds(main.UnitID) || !c.holds(main.UnitID) {
			continue
		}
		item := Item{Kind: Left, Person: c.base.person(id, c.terms.AsOf), UnitID: main.UnitID}
		last := c.terms.AsOf.Add(-1)
		for _, p := range c.base.history[id] {
			if p.ValidFrom > last {
				item.Kind = Refused
				item.Entry.Problems = []Problem{{Key: "roster.reason.later_posting", Args: fault.Args{"Date": string(p.ValidFrom)}}}
			}
		}
		item.Changes = []Change{{Field: LeftOn, New: string(last)}}
		items = append(items, item)
	}
	slices.SortFunc(items, func(a, b Item) int {
		return slices.Compare(c.base.officers[a.Person.OfficerID].SortKey, c.base.officers[b.Person.OfficerID].SortKey)
	})
	return items
}
