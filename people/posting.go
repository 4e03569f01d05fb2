package people

import (
	"slices"
	"strings"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// PostingKind says in what way an officer serves somewhere.
type PostingKind string

// The kinds. Reports, scope and lists go by the main posting, of which an officer has one at a time.
const (
	Main       PostingKind = "main"       // chính
	Concurrent PostingKind = "concurrent" // kiêm nhiệm
	Acting     PostingKind = "acting"     // phụ trách, giao quyền
	Secondment PostingKind = "secondment" // biệt phái
)

// PostingKinds lists the kinds.
var PostingKinds = []PostingKind{Main, Concurrent, Acting, Secondment}

// Posting is where an officer serves, from one day to another, both included.
type Posting struct {
	db.BaseModel `bun:"table:postings,alias:p"`

	ID        string      `bun:"id,pk"`
	OfficerID string      `bun:"officer_id"`
	UnitID    string      `bun:"unit_id"`
	Kind      PostingKind `bun:"kind"`     // stored as Main where it is empty
	Position  string      `bun:"position"` // chức vụ
	Title     string      `bun:"title"`    // chức danh tư pháp, ngạch
	Decision  string      `bun:"decision"` // quyết định số …; may be empty
	ValidFrom clock.Date  `bun:"valid_from"`
	ValidTo   clock.Date  `bun:"valid_to"`
}

// IsMain tells the main posting from those beside it.
func (p *Posting) IsMain() bool { return p.Kind == Main || p.Kind == "" }

// On tells whether the posting is in force on a day.
func (p *Posting) On(day clock.Date) bool { return p.ValidFrom <= day && day <= p.ValidTo }

// NewPosting is what one gives to appoint or transfer an officer.
type NewPosting struct {
	Kind                              PostingKind
	UnitID, Position, Title, Decision string
	From                              clock.Date
	To                                clock.Date // empty while nobody knows
}

// Check lists what is wrong with the fields, all at once.
func (n *NewPosting) Check() error {
	var list fault.List
	if !slices.Contains(PostingKinds, n.Kind) {
		list.Add(fault.New(fault.Invalid, "people.posting_kind_unknown").At("kind"))
	}
	if n.UnitID == "" {
		list.Add(fault.New(fault.Invalid, "people.posting_unit").At("unit"))
	}
	if !n.From.Valid() {
		list.Add(fault.New(fault.Invalid, "people.posting_from").At("from"))
	}
	switch {
	case n.To == "":
	case !n.To.Valid():
		list.Add(fault.New(fault.Invalid, "people.posting_to").At("to"))
	case n.Kind == Main: // it lasts until the next one begins or the officer leaves
		list.Add(fault.New(fault.Invalid, "people.posting_main_open").At("to"))
	case n.To < n.From:
		list.Add(fault.New(fault.Invalid, "people.posting_days_turned").At("to"))
	}
	return list.Err()
}

// MainOn is the main posting of a day; nil when there is none.
func MainOn(history []Posting, day clock.Date) *Posting {
	for i := range history {
		if history[i].IsMain() && history[i].On(day) {
			return &history[i]
		}
	}
	return nil
}

// LastMain is the main posting that began last; nil when there never was one.
func LastMain(history []Posting) *Posting {
	var last *Posting
	for i := range history {
		if history[i].IsMain() && (last == nil || history[i].ValidFrom > last.ValidFrom) {
			last = &history[i]
		}
	}
	return last
}

// succeed ends the main posting before a day on which the next one begins, and returns what it changed. History is only
// written at its end: nothing main may begin on that day or later.
func succeed(history []Posting, from clock.Date) ([]Posting, error) {
	var ended []Posting
	for _, p := range history {
		switch {
		case !p.IsMain() || p.ValidTo < from:
		case p.ValidFrom >= from:
			return nil, fault.New(fault.Conflict, "people.posting_later").At("from").With("Date", p.ValidFrom)
		default:
			p.ValidTo = from.Add(-1)
			ended = append(ended, p)
		}
	}
	return ended, nil
}

// leave ends whatever is in force after the last day.
func leave(history []Posting, last clock.Date) ([]Posting, error) {
	var ended []Posting
	for _, p := range history {
		switch {
		case p.ValidTo <= last:
		case p.ValidFrom > last:
			return nil, fault.New(fault.Conflict, "people.posting_later").At("last").With("Date", p.ValidFrom)
		default:
			p.ValidTo = last
			ended = append(ended, p)
		}
	}
	return ended, nil
}

// SortPostings puts the newest first, and of those that began on one day the main one.
func SortPostings(list []Posting) {
	slices.SortFunc(list, func(a, b Posting) int {
		if c := strings.Compare(string(b.ValidFrom), string(a.ValidFrom)); c != 0 {
			return c
		}
		return slices.Index(PostingKinds, a.Kind) - slices.Index(PostingKinds, b.Kind)
	})
}
