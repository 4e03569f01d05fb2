package organisation

import (
	"slices"

	"liem/people"
)

// Options are what can be ticked for a fact.
func (p *GroupFormPage) Options(fact string) []string {
	var list []string
	switch people.RuleFact(fact) {
	case people.FactTitle:
		return people.Titles
	case people.FactPosition:
		return people.Positions
	case people.FactStaffType:
		return people.StaffTypes
	case people.FactUnitKind:
		for _, k := range people.UnitKinds {
			list = append(list, string(k))
		}
	case people.FactPostingKind:
		for _, k := range people.PostingKinds[1:] {
			list = append(list, string(k))
		}
	}
	return list
}

// Option is one box with its words.
type Option struct {
	ID, Name, Value, Words string
	Ticked                 bool
}

// Boxes are the boxes of a fact.
func (p *GroupFormPage) Boxes(fact string) []Option {
	var list []Option
	for i, v := range p.Options(fact) {
		o := Option{ID: "f_" + fact + "-" + string(rune('a'+i)), Name: "f_" + fact, Value: v, Words: v, Ticked: slices.Contains(p.Chosen["f_"+fact], v)}
		switch people.RuleFact(fact) {
		case people.FactStaffType:
			o.Words = p.T("staff_type." + v)
		case people.FactUnitKind:
			o.Words = p.T("unit.kind_of." + v)
		case people.FactPostingKind:
			o.Words = p.T("posting." + v)
		}
		list = append(list, o)
	}
	return list
}

// UnitTicked tells whether a unit is part of the rule.
func (p *GroupFormPage) UnitTicked(id string) bool { return slices.Contains(p.Chosen["f_unit"], id) }

// Indent shows a unit's depth in a list.
func (p *GroupFormPage) Indent(depth int) string { return indent(depth) }

// Hidden is everything that was filled in, to be sent again when the person agrees.
func (p *GroupFormPage) Hidden() []Typed {
	var list []Typed
	for _, name := range groupFields {
		if v := p.Get(name); v != "" {
			list = append(list, Typed{name, v})
		}
	}
	for _, fact := range tickedFacts {
		for _, v := range p.Chosen["f_"+string(fact)] {
			list = append(list, Typed{"f_" + string(fact), v})
		}
	}
	return list
}

// Facts are the parts of the form with boxes that have the same look.
func (p *GroupFormPage) Facts() []string {
	return []string{string(people.FactUnitKind), string(people.FactTitle), string(people.FactPosition), string(people.FactStaffType), string(people.FactPostingKind)}
}

// DayFacts are the parts of the form that ask for days.
func (p *GroupFormPage) DayFacts() []string {
	return []string{string(people.FactEntered), string(people.FactSince)}
}

// HasOther tells whether other values may be typed.
func (p *GroupFormPage) HasOther(fact string) bool {
	return fact == string(people.FactTitle) || fact == string(people.FactPosition)
}

// Open tells whether a part is filled in.
func (p *GroupFormPage) Open(fact string) bool {
	return len(p.Chosen["f_"+fact]) > 0 || p.Get("other_"+fact) != "" || fact == "position" && p.Get("any_position") != "" ||
		p.Get(fact+"_from") != "" || p.Get(fact+"_to") != ""
}
