package roster

import (
	"context"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/secret"
	"liem/internal/text"
	"liem/people"
)

// base is who serves, as a comparison sees it.
type base struct {
	officers   map[string]*people.Officer
	byNumber   map[string]string
	byIdentity map[string]string   // by blind index
	byName     map[string][]string // folded
	history    map[string][]people.Posting
	values     map[string][]people.FieldValue
	tree       *people.Tree // of the day from which changes hold
}

// loadBase reads everybody in three statements: a roster concerns most of a procuracy, and matching must know of those
// out of scope too, to refuse their numbers.
func loadBase(ctx context.Context, idb db.IDB, on clock.Date) (*base, error) {
	b := &base{officers: map[string]*people.Officer{}, byNumber: map[string]string{}, byIdentity: map[string]string{},
		byName: map[string][]string{}, history: map[string][]people.Posting{}, values: map[string][]people.FieldValue{}}
	store := newStore(idb)
	officers, err := store.officers(ctx)
	if err != nil {
		return nil, err
	}
	for i := range officers {
		o := &officers[i]
		b.officers[o.ID], b.byNumber[o.Number] = o, o.ID
		if len(o.IdentityIndex) > 0 {
			b.byIdentity[string(o.IdentityIndex)] = o.ID
		}
		name := text.Fold(o.FullName)
		b.byName[name] = append(b.byName[name], o.ID)
	}
	postings, err := store.postings(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range postings {
		b.history[p.OfficerID] = append(b.history[p.OfficerID], p)
	}
	values, err := store.values(ctx)
	if err != nil {
		return nil, err
	}
	for _, v := range values {
		b.values[v.OfficerID] = append(b.values[v.OfficerID], v)
	}
	b.tree, err = people.LoadTree(ctx, idb, on)
	return b, err
}

// home is the unit that an officer belongs to on a day: that of the main posting, or of the last one.
func (b *base) home(id string, on clock.Date) string {
	if p := people.MainOn(b.history[id], on); p != nil {
		return p.UnitID
	}
	if p := people.LastMain(b.history[id]); p != nil {
		return p.UnitID
	}
	return ""
}

// value is what one of HR's fields says of an officer, opened.
func (b *base) value(keys *secret.Keys, officerID, fieldID string) (string, error) {
	for _, v := range b.values[officerID] {
		if v.FieldID == fieldID {
			return people.OpenValue(keys, v)
		}
	}
	return "", nil
}

func (b *base) person(id string, on clock.Date) Person {
	o := b.officers[id]
	u, _ := b.tree.Unit(b.home(id, on))
	return Person{OfficerID: id, Number: o.Number, Name: o.FullName, BirthDate: o.BirthDate, Unit: u.Name}
}
