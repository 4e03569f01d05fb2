package roster

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"liem/internal/text"
	"liem/people"
)

// LeftOn is the last day of service; it stands in changes only.
const LeftOn Field = "left_on"

// known makes an item of an officer who is known: what changes, or that nothing does.
func (c *comparison) known(item Item, id string) (Item, error) {
	o := c.base.officers[id]
	item.Person = c.base.person(id, c.terms.AsOf)
	e := &item.Entry
	c.settle(o, e)
	p := c.personal(o, e)
	c.check(e, p)
	item.Changes = facts(o, &p)
	if index := e.Values[NationalID]; index != "" && string(people.IdentityIndex(c.keys, index)) != string(o.IdentityIndex) {
		was, err := o.OpenNationalID(c.keys)
		if err != nil {
			return item, err
		}
		item.Changes = append(item.Changes, Change{NationalID, masked(was), masked(index)})
	}
	own, err := c.ownChanges(id, e)
	if err != nil {
		return item, err
	}
	item.Changes = append(item.Changes, own...)
	moved := c.posting(&item, o)
	switch {
	case len(e.Problems) > 0:
		item.Kind, item.Changes = Refused, nil
	case moved:
		item.Kind = Transferred
	case len(item.Changes) > 0:
		item.Kind = Changed
	default:
		item.Kind = Unchanged
	}
	return item, nil
}

// settle drops what a file says less well than what is known: a name in other capitals, the year of a known date.
func (c *comparison) settle(o *people.Officer, e *Entry) {
	if name := e.Values[FullName]; name != "" && strings.EqualFold(text.NFC(name), o.FullName) {
		e.Values[FullName] = o.FullName
	}
	if born := e.Values[BirthDate]; len(born) == 4 && sameBirth(born, o.BirthDate) {
		e.Values[BirthDate] = o.BirthDate
	}
}

// facts are the changes of the plain columns.
func facts(o *people.Officer, p *people.Personal) []Change {
	var list []Change
	for _, f := range []Change{{Number, o.Number, p.Number}, {FullName, o.FullName, p.FullName}, {BirthDate, o.BirthDate, p.BirthDate},
		{Gender, o.Gender, p.Gender}, {StaffType, o.StaffType, p.StaffType}, {EnteredOn, string(o.EnteredOn), string(p.EnteredOn)},
		{Email, o.Email, p.Email}, {Phone, o.Phone, p.Phone}} {
		if f.Old != f.New {
			list = append(list, f)
		}
	}
	return list
}

// ownChanges are the changes of HR's fields.
func (c *comparison) ownChanges(id string, e *Entry) ([]Change, error) {
	var list []Change
	for _, f := range slices.Sorted(maps.Keys(c.own)) {
		value := e.Values[f]
		if value == "" {
			continue
		}
		was, err := c.base.value(c.keys, id, c.own[f].ID)
		if err != nil {
			return nil, err
		}
		if was != value {
			list = append(list, Change{f, shown(f, was, c.own), shown(f, value, c.own)})
		}
	}
	return list, nil
}

// posting adds the changes of where the officer serves, and tells whether the unit is another. From the day on the officer
// has a new main posting; history before it stays.
func (c *comparison) posting(item *Item, o *people.Officer) (moved bool) {
	e := &item.Entry
	main := people.MainOn(c.base.history[o.ID], c.terms.AsOf)
	c.unit(item, main == nil)
	now := people.Posting{}
	if main != nil {
		now = *main
	}
	want := wanted(now, item)
	item.UnitID = want.UnitID
	before := len(item.Changes)
	for _, f := range []Change{{Unit, c.units.name(now.UnitID), c.units.name(want.UnitID)}, {Position, now.Position, want.Position},
		{Title, now.Title, want.Title}} {
		if f.Old != f.New || f.Field == Unit && now.UnitID != want.UnitID {
			item.Changes = append(item.Changes, f)
		}
	}
	if len(item.Changes) == before {
		return false
	}
	c.refuseLater(e, o)
	return now.UnitID != want.UnitID
}

// wanted is the posting with what the entry says.
func wanted(now people.Posting, item *Item) people.Posting {
	e := &item.Entry
	now.UnitID = cmp.Or(item.UnitID, now.UnitID)
	now.Title = cmp.Or(e.Values[Title], now.Title)
	if position, given := e.Values[Position]; given {
		now.Position = position
	}
	now.Decision = e.Values[Decision]
	return now
}

// refuseLater refuses to write into the middle of a history.
func (c *comparison) refuseLater(e *Entry, o *people.Officer) {
	for _, p := range c.base.history[o.ID] {
		if p.IsMain() && p.ValidFrom > c.terms.AsOf {
			e.refuse(Unit, "roster.reason.later_posting", "Date", string(p.ValidFrom))
			return
		}
	}
	if o.LeftOn != "" && c.terms.AsOf <= o.LeftOn {
		e.refuse(Unit, "roster.reason.leaves", "Date", string(o.LeftOn))
	}
}
