package people

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// Roster is what a change of many officers writes. Rows with ids that are there already replace them whole.
type Roster struct {
	Officers []Officer
	Postings []Posting // new ones, and those that end with their new last day
	Values   []FieldValue
}

// ApplyRoster writes it all in a few statements; the caller has the transaction and notes the act in the trail. It refuses
// a staff number or an identity number that two officers have, and two main postings on one day.
func (s *Store) ApplyRoster(ctx context.Context, r Roster) error {
	if err := s.saveOfficers(ctx, r.Officers); err != nil {
		return err
	}
	ended, open := splitEnded(r.Postings)
	// What ends goes first: a row that begins where another is still open would look like a second main posting.
	if err := s.savePostings(ctx, ended); err != nil {
		return err
	}
	if err := s.savePostings(ctx, open); err != nil {
		return err
	}
	if err := s.SaveValues(ctx, r.Values); err != nil {
		return err
	}
	ids := make([]string, len(r.Postings))
	for i, p := range r.Postings {
		ids[i] = p.OfficerID
	}
	return s.CheckMains(ctx, ids)
}

func splitEnded(list []Posting) (ended, open []Posting) {
	for _, p := range list {
		if p.ValidTo < clock.Forever {
			ended = append(ended, p)
		} else {
			open = append(open, p)
		}
	}
	return ended, open
}

var officerColumns = []string{"number", "family_name", "given_name", "full_name", "search_text", "sort_key", "birth_date", "gender",
	"staff_type", "national_id", "identity_index", "email", "phone", "entered_on", "left_on", "updated_at"}

// saveOfficers adds officers or replaces those of the same ids.
func (s *Store) saveOfficers(ctx context.Context, rows []Officer) error {
	for batch := range batches(rows) {
		q := s.idb.NewInsert().Model(&batch).On("CONFLICT (id) DO UPDATE")
		for _, column := range officerColumns {
			q = q.Set("? = EXCLUDED.?", bun.Ident(column), bun.Ident(column))
		}
		if _, err := q.Exec(ctx); err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

// takeOfficer takes the row for the rest of the transaction.
func (s *Store) takeOfficer(ctx context.Context, id string, now time.Time) (Officer, error) {
	var o Officer
	err := s.idb.NewUpdate().Model(&o).Set("updated_at = ?", now).Where("o.id = ?", id).Returning("*").Scan(ctx)
	return o, db.Fault(err)
}

// OfficerByIdentity finds who bears the identity number of an index; nil for nobody.
func (s *Store) OfficerByIdentity(ctx context.Context, index []byte) (*Officer, error) {
	if len(index) == 0 {
		return nil, nil
	}
	var o Officer
	err := db.Fault(s.idb.NewSelect().Model(&o).Where("o.identity_index = ?", index).Scan(ctx))
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	return &o, err
}

// unindexed lists officers whose identity number has no index yet.
func (s *Store) unindexed(ctx context.Context) ([]Officer, error) {
	var list []Officer
	err := s.idb.NewSelect().Model(&list).Where("o.national_id IS NOT NULL AND o.identity_index IS NULL").Order("id").Scan(ctx)
	return list, db.Fault(err)
}

func (s *Store) setIndex(ctx context.Context, id string, index []byte) error {
	_, err := s.idb.ExecContext(ctx, "UPDATE officers SET identity_index = ? WHERE id = ?", index, id)
	return db.Fault(err)
}
