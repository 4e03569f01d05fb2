package people

import (
	"encoding/json"
	"slices"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/text"
)

// RuleFact is something about an officer that a rule asks for.
type RuleFact string

// The facts. All are of the day asked about, and of the main posting.
const (
	FactUnit        RuleFact = "unit"
	FactUnitKind    RuleFact = "unit_kind"
	FactTitle       RuleFact = "title"
	FactPosition    RuleFact = "position" // without values: some position
	FactStaffType   RuleFact = "staff_type"
	FactPostingKind RuleFact = "posting_kind" // a duty beside the main one
	FactEntered     RuleFact = "entered"      // entry into the sector
	FactSince       RuleFact = "since"        // where the officer serves today, since when
)

// RuleFacts lists the facts, in the order in which forms offer them.
var RuleFacts = []RuleFact{FactUnit, FactUnitKind, FactTitle, FactPosition, FactStaffType, FactPostingKind, FactEntered, FactSince}

// Rule says who belongs to a group: all of several rules, any of them, not one, or a fact. It is stored as JSON.
type Rule struct {
	All []Rule `json:"all,omitempty"`
	Any []Rule `json:"any,omitempty"`
	Not *Rule  `json:"not,omitempty"`

	Fact   RuleFact   `json:"fact,omitempty"`
	Values []string   `json:"values,omitempty"` // one of them
	Below  bool       `json:"below,omitempty"`  // unit: those below count too
	From   clock.Date `json:"from,omitempty"`   // entered, since
	To     clock.Date `json:"to,omitempty"`
}

// maxRule bounds the depth of a rule, and of the JSON that it is read from.
const maxRule = 6

// ParseRule reads a stored rule.
func ParseRule(stored string) (Rule, error) {
	var r Rule
	err := json.Unmarshal([]byte(stored), &r)
	return r, err
}

// Check refuses a rule that says nothing or asks for what nobody knows.
func (r *Rule) Check() error { return r.check(0) }

func (r *Rule) check(depth int) error {
	wrong := fault.New(fault.Invalid, "group.rule_empty").At("rule")
	parts := len(r.All) + len(r.Any)
	switch {
	case depth > maxRule:
		return fault.New(fault.Invalid, "group.rule_deep").At("rule")
	case r.Fact != "":
		if parts > 0 || r.Not != nil || !slices.Contains(RuleFacts, r.Fact) {
			return wrong
		}
		return r.checkFact()
	case r.Not != nil:
		if parts > 0 {
			return wrong
		}
		return r.Not.check(depth + 1)
	case parts == 0 || (len(r.All) > 0 && len(r.Any) > 0):
		return wrong
	}
	for _, list := range [][]Rule{r.All, r.Any} {
		for i := range list {
			if err := list[i].check(depth + 1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *Rule) checkFact() error {
	switch r.Fact {
	case FactEntered, FactSince:
		if r.From == "" && r.To == "" || r.From != "" && !r.From.Valid() || r.To != "" && !r.To.Valid() {
			return fault.New(fault.Invalid, "group.rule_days").At(string(r.Fact) + "_from")
		}
	case FactPosition:
	default:
		if len(r.Values) == 0 {
			return fault.New(fault.Invalid, "group.rule_empty").At("rule")
		}
	}
	return nil
}

// Member is an officer of a day with the facts that rules ask for.
type Member struct {
	ID, Number, FullName    string
	UnitID, Unit            string
	Title, Position         string
	StaffType               string
	EnteredOn, Since        clock.Date
	Kinds                   []PostingKind // of duties beside the main one
	sortKey                 []byte
	titleFolded, posnFolded string
}

// On is a rule over the units of a day, ready to be asked.
type ruleOn struct {
	tree  *Tree
	units map[string]map[string]bool // by unit of a rule: the units that count
}

func newRuleOn(tree *Tree) *ruleOn { return &ruleOn{tree, map[string]map[string]bool{}} }

// reach is a unit of a rule with what counts as it. One that has ended stands for those in which it went on: a reform does
// not empty a group.
func (o *ruleOn) reach(id string, below bool) map[string]bool {
	key := id
	if below {
		key += "/"
	}
	if set, ok := o.units[key]; ok {
		return set
	}
	set := map[string]bool{}
	for _, unit := range o.tree.now(id) {
		set[unit] = true
		if below {
			for _, d := range o.tree.Descendants(unit) {
				set[d] = true
			}
		}
	}
	o.units[key] = set
	return set
}

// now is a unit as it stands on the tree's day: itself, or the units in which it went on.
func (t *Tree) now(id string) []string {
	if _, there := t.units[id]; there {
		return []string{id}
	}
	var list []string
	for _, unit := range t.order {
		if slices.Contains(t.Predecessors(unit), id) {
			list = append(list, unit)
		}
	}
	return list
}

// holds tells whether the rule holds for an officer.
func (o *ruleOn) holds(r *Rule, m *Member) bool {
	each := func(r Rule) bool { return o.holds(&r, m) }
	switch {
	case len(r.All) > 0:
		return !slices.ContainsFunc(r.All, func(r Rule) bool { return !each(r) })
	case len(r.Any) > 0:
		return slices.ContainsFunc(r.Any, each)
	case r.Not != nil:
		return !o.holds(r.Not, m)
	}
	return o.fact(r, m)
}

func (o *ruleOn) fact(r *Rule, m *Member) bool {
	has := func(value string) bool { return slices.Contains(r.Values, value) }
	folded := func(value string) bool {
		return slices.ContainsFunc(r.Values, func(v string) bool { return text.Fold(v) == value })
	}
	between := func(d clock.Date) bool { return d != "" && (r.From == "" || d >= r.From) && (r.To == "" || d <= r.To) }
	switch r.Fact {
	case FactUnit:
		return slices.ContainsFunc(r.Values, func(id string) bool { return o.reach(id, r.Below)[m.UnitID] })
	case FactUnitKind:
		return has(string(o.tree.units[m.UnitID].Kind))
	case FactTitle:
		return folded(m.titleFolded)
	case FactPosition:
		return m.Position != "" && (len(r.Values) == 0 || folded(m.posnFolded))
	case FactStaffType:
		return has(m.StaffType)
	case FactPostingKind:
		return slices.ContainsFunc(m.Kinds, func(k PostingKind) bool { return has(string(k)) })
	case FactEntered:
		return between(m.EnteredOn)
	case FactSince:
		return between(m.Since)
	}
	return false
}
