package organisation

import (
	"slices"
	"strconv"

	"liem/people"
)

// UnitKinds are what a unit may be.
func (p *ChangePage) UnitKinds() []people.UnitKind { return people.UnitKinds }

// Indent shows a unit's depth in a list.
func (p *ChangePage) Indent(depth int) string { return indent(depth) }

// Others are the units beside the one that the change is about.
func (p *ChangePage) Others() []people.Placed {
	return slices.DeleteFunc(slices.Clone(p.Units), func(u people.Placed) bool { return u.ID == p.F.ID })
}

// Ticked tells whether a further unit is merged.
func (p *ChangePage) Ticked(id string) bool { return slices.Contains(p.Sources, id) }

// MayTop tells whether the actor's units begin at the top of the tree.
func (p *ChangePage) MayTop() bool {
	return slices.ContainsFunc(p.Units, func(u people.Placed) bool { return u.ParentID == "" })
}

// NewUnit is one row of the form for units that come to be.
type NewUnit struct{ N, Code, Name, Kind, Wrong string }

// NewUnits are the rows: one for a merger, several for a split.
func (p *ChangePage) NewUnits() []NewUnit {
	count := parts
	if p.Kind == people.MergeUnits {
		count = 1
	}
	rows := make([]NewUnit, count)
	for i := range rows {
		n := strconv.Itoa(i + 1)
		rows[i] = NewUnit{n, p.Get("new_code_" + n), p.Get("new_name_" + n), p.Get("new_kind_" + n), p.Error("new_code_" + n)}
		if rows[i].Kind == "" {
			rows[i].Kind = string(p.F.Kind)
		}
	}
	return rows
}

// Hidden is everything that was typed, to be sent again when the person agrees.
func (p *ChangePage) Hidden() []Typed {
	var list []Typed
	for _, name := range p.fields() {
		if v := p.Get(name); v != "" && name != "seen" {
			list = append(list, Typed{name, v})
		}
	}
	for _, id := range p.Sources {
		list = append(list, Typed{"source", id})
	}
	return list
}

// Typed is a field with what was typed.
type Typed struct{ Name, Value string }

// Placing is somebody or something that a split places, with the part chosen.
type Placing struct{ ID, Name, Where string }

// Placings are the officers and units that a split places.
func (p *ChangePage) Placings() []Placing {
	var list []Placing
	for _, o := range p.Officers {
		list = append(list, Placing{o.ID, o.FullName, p.Get("place_" + o.ID)})
	}
	for _, u := range p.F.Children {
		list = append(list, Placing{u.ID, u.Name, p.Get("place_" + u.ID)})
	}
	return list
}

// PartNumbers are the places that a split offers.
func (p *ChangePage) PartNumbers() []string {
	list := make([]string, parts)
	for i := range list {
		list[i] = strconv.Itoa(i + 1)
	}
	return list
}
