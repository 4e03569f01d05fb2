package roster

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
)

// effect is what applying an item did to an officer, kept so that it can be undone.
type effect struct {
	Officer  *people.Officer     `json:"officer,omitempty"` // before; nil for somebody new
	Postings []people.Posting    `json:"postings,omitempty"`
	Values   []people.FieldValue `json:"values,omitempty"`
	Added    []string            `json:"added,omitempty"`  // postings that were added
	Filled   []string            `json:"filled,omitempty"` // fields that had no value before
	After    string              `json:"after"`            // digest of what the officer was afterwards
}

// writing collects what applying the ticked items writes.
type writing struct {
	c       *comparison
	service *people.Service
	now     time.Time
	roster  people.Roster
	effects map[string]*effect // by officer
}

// add takes an item into what is written, and returns the officer's id.
func (w *writing) add(item *Item) string {
	switch item.Kind {
	case New:
		return w.addNew(item)
	case Left:
		return w.addLeft(item)
	}
	return w.addChanged(item)
}

func (w *writing) addNew(item *Item) string {
	e := &item.Entry
	p := w.c.personal(nil, e)
	o, post := w.service.MakeOfficer(people.NewOfficer{Number: p.Number, FullName: p.FullName, BirthDate: p.BirthDate, Gender: p.Gender,
		StaffType: p.StaffType, NationalID: p.NationalID, Email: p.Email, Phone: p.Phone, EnteredOn: p.EnteredOn, UnitID: item.UnitID,
		Position: e.Values[Position], Title: e.Values[Title], Decision: e.Values[Decision], From: w.c.terms.AsOf})
	w.roster.Officers = append(w.roster.Officers, o)
	w.roster.Postings = append(w.roster.Postings, post)
	w.effects[o.ID] = &effect{Added: []string{post.ID}}
	w.values(o.ID, e, w.effects[o.ID])
	return o.ID
}

func (w *writing) addChanged(item *Item) string {
	before := w.c.base.officers[item.Person.OfficerID]
	eff := &effect{Officer: before}
	w.effects[before.ID] = eff
	o, e := *before, &item.Entry
	p := w.c.personal(before, e)
	o.Number, o.BirthDate, o.Gender, o.StaffType = p.Number, p.BirthDate, p.Gender, p.StaffType
	o.Email, o.Phone, o.EnteredOn, o.UpdatedAt = p.Email, p.Phone, p.EnteredOn, w.now
	o.SetName(p.FullName)
	if p.NationalID != "" && string(people.IdentityIndex(w.c.keys, p.NationalID)) != string(o.IdentityIndex) {
		o.SetNationalID(w.c.keys, p.NationalID)
	}
	if w.posting(item, eff) {
		o.LeftOn = ""
	}
	w.values(o.ID, e, eff)
	w.roster.Officers = append(w.roster.Officers, o)
	return o.ID
}

// posting writes where the officer serves from now on, and tells whether it did. What began on that very day is corrected;
// any other posting ends the day before.
func (w *writing) posting(item *Item, eff *effect) bool {
	changed := slices.ContainsFunc(item.Changes, func(c Change) bool { return c.Field == Unit || c.Field == Position || c.Field == Title })
	if !changed {
		return false
	}
	now := people.Posting{}
	if main := people.MainOn(w.c.base.history[item.Person.OfficerID], w.c.terms.AsOf); main != nil {
		now = *main
	}
	want := wanted(now, item)
	if now.ID != "" {
		eff.Postings = append(eff.Postings, now)
		if now.ValidFrom == w.c.terms.AsOf {
			want.Decision = cmp.Or(want.Decision, now.Decision)
			w.roster.Postings = append(w.roster.Postings, want)
			return true
		}
		now.ValidTo = w.c.terms.AsOf.Add(-1)
		w.roster.Postings = append(w.roster.Postings, now)
	}
	want.ID, want.OfficerID, want.Kind = db.NewID(), item.Person.OfficerID, people.Main
	want.ValidFrom, want.ValidTo = w.c.terms.AsOf, clock.Forever
	w.roster.Postings = append(w.roster.Postings, want)
	eff.Added = append(eff.Added, want.ID)
	return true
}

func (w *writing) addLeft(item *Item) string {
	before := w.c.base.officers[item.Person.OfficerID]
	eff := &effect{Officer: before}
	w.effects[before.ID] = eff
	last := w.c.terms.AsOf.Add(-1)
	o := *before
	o.LeftOn, o.UpdatedAt = last, w.now
	w.roster.Officers = append(w.roster.Officers, o)
	for _, p := range w.c.base.history[o.ID] {
		if p.ValidTo > last {
			eff.Postings = append(eff.Postings, p)
			p.ValidTo = last
			w.roster.Postings = append(w.roster.Postings, p)
		}
	}
	return o.ID
}

// values writes what the entry says of HR's fields.
func (w *writing) values(officerID string, e *Entry, eff *effect) {
	for f, own := range w.c.own {
		value := e.Values[f]
		if value == "" {
			continue
		}
		was := slices.IndexFunc(w.c.base.values[officerID], func(v people.FieldValue) bool { return v.FieldID == own.ID })
		if was < 0 {
			eff.Filled = append(eff.Filled, own.ID)
		} else if old := w.c.base.values[officerID][was]; len(old.Sealed) == 0 && old.Value == value {
			continue
		} else {
			eff.Values = append(eff.Values, old)
		}
		w.roster.Values = append(w.roster.Values, w.service.SealValue(own, officerID, value))
	}
}

// digest says what an officer is, to tell later whether anything has changed since.
func (b *base) digest(id string) string {
	o, ok := b.officers[id]
	if !ok {
		return ""
	}
	now := *o
	now.CreatedAt, now.UpdatedAt = time.Time{}, time.Time{}
	raw, err := json.Marshal([]any{now, b.history[id], b.values[id]})
	if err != nil {
		panic(err) // plain values
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}
