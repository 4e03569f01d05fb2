package people

import (
	"strings"

	"liem/internal/i18n"
)

// Words is the rule as a person would say it; unit names a unit of the rule.
func (r *Rule) Words(p *i18n.Printer, unit func(id string) string) string {
	switch {
	case len(r.All) > 0:
		return joined(p, r.All, "rule.and", unit)
	case len(r.Any) > 0:
		return joined(p, r.Any, "rule.or", unit)
	case r.Not != nil:
		return p.T("rule.not", "Clause", r.Not.inner(p, unit))
	}
	return r.factWords(p, unit)
}

// inner is a rule inside another: several clauses get brackets.
func (r *Rule) inner(p *i18n.Printer, unit func(id string) string) string {
	if len(r.All)+len(r.Any) > 1 {
		return "(" + r.Words(p, unit) + ")"
	}
	return r.Words(p, unit)
}

func joined(p *i18n.Printer, list []Rule, key string, unit func(id string) string) string {
	words := make([]string, len(list))
	for i := range list {
		words[i] = list[i].inner(p, unit)
	}
	return strings.Join(words, " "+p.T(key)+" ")
}

func (r *Rule) factWords(p *i18n.Printer, unit func(id string) string) string {
	var values []string
	for _, v := range r.Values {
		switch r.Fact {
		case FactUnit:
			v = unit(v)
		case FactUnitKind:
			v = p.T("unit.kind_of." + v)
		case FactStaffType:
			v = p.T("staff_type." + v)
		case FactPostingKind:
			v = p.T("posting." + v)
		}
		values = append(values, v)
	}
	key := "rule." + string(r.Fact)
	switch {
	case r.Fact == FactUnit && r.Below:
		key += "_below"
	case r.Fact == FactPosition && len(values) == 0:
		key += "_any"
	case (r.Fact == FactEntered || r.Fact == FactSince) && r.To == "":
		key += "_from"
	case (r.Fact == FactEntered || r.Fact == FactSince) && r.From == "":
		key += "_to"
	}
	return p.T(key, "Values", strings.Join(values, " "+p.T("rule.or_value")+" "), "From", p.Date(r.From), "To", p.Date(r.To))
}

// Clause is a part of a rule with whether it holds for an officer.
type Clause struct {
	Rule  Rule
	Holds bool
	Depth int
	Join  string // "and", "or", "not" before a list of clauses; empty for a fact
}

// clauses takes a rule apart for one officer, from the outside in.
func (o *ruleOn) clauses(r *Rule, m *Member, depth int) []Clause {
	c := Clause{Rule: *r, Holds: o.holds(r, m), Depth: depth}
	list, join := r.All, "and"
	switch {
	case len(r.Any) > 0:
		list, join = r.Any, "or"
	case r.Not != nil && r.Not.Fact == "":
		list, join = []Rule{*r.Not}, "not"
	case len(r.All) == 0:
		return []Clause{c}
	}
	c.Join = join
	out := []Clause{c}
	for i := range list {
		out = append(out, o.clauses(&list[i], m, depth+1)...)
	}
	return out
}
