package people

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type disclosureRow struct {
	bun.BaseModel `bun:"table:disclosures,alias:d"`

	ID        string         `bun:"id,pk"`
	At        time.Time      `bun:"at"`
	AccountID string         `bun:"account_id"`
	OfficerID string         `bun:"officer_id"`
	Roles     string         `bun:"roles"`
	Kind      DisclosureKind `bun:"kind"`
	Format    string         `bun:"format"`
	Purpose   string         `bun:"purpose"`
	SeenAs    string         `bun:"seen_as"`
	Officers  int            `bun:"officers"`
}

// disclosedRow says that a view showed an officer.
type disclosedRow struct {
	bun.BaseModel `bun:"table:disclosure_officers"`

	OfficerID    string `bun:"officer_id,pk"`
	DisclosureID string `bun:"disclosure_id,pk"`
}

// Disclose is Service.Disclose inside a transaction.
func (s *Store) Disclose(ctx context.Context, a Actor, d Disclosure, now time.Time, officerIDs []string) error {
	ids := disclosed(ctx, a, officerIDs)
	if len(ids) == 0 {
		return nil
	}
	r := disclosureOf(ctx, a, d, now, len(ids))
	if _, err := s.idb.NewInsert().Model(&r).Exec(ctx); err != nil {
		return db.Fault(err)
	}
	rows := make([]disclosedRow, len(ids))
	for i, id := range ids {
		rows[i] = disclosedRow{OfficerID: id, DisclosureID: r.ID}
	}
	return insert(ctx, s.idb, rows)
}

// DiscloseQuery is Disclose for a whole file: the officers are those that a query gives as officer_id, found and noted
// by the database itself, whatever their number. query is part of a statement; its values stand in args.
func (s *Store) DiscloseQuery(ctx context.Context, a Actor, d Disclosure, now time.Time, query string, args ...any) error {
	r := disclosureOf(ctx, a, d, now, 0)
	if _, err := s.idb.NewInsert().Model(&r).Exec(ctx); err != nil {
		return db.Fault(err)
	}
	args = append(append([]any{r.ID}, args...), ownOfficer(ctx, a))
	res, err := s.idb.ExecContext(ctx, `INSERT INTO disclosure_officers (disclosure_id, officer_id)
		SELECT ?, q.officer_id FROM (`+query+`) q WHERE q.officer_id <> ? GROUP BY q.officer_id`, args...)
	if err != nil {
		return db.Fault(err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return err
	}
	_, err = s.idb.ExecContext(ctx, "UPDATE disclosures SET officers = ? WHERE id = ?", n, r.ID)
	return db.Fault(err)
}

func (s *Store) countDisclosures(ctx context.Context, officerID string) (int, error) {
	n, err := s.idb.NewSelect().Model((*disclosedRow)(nil)).Where("officer_id = ?", officerID).Count(ctx)
	return int(n), db.Fault(err)
}

// disclosures are those of an officer, newest first; limit 0 is all of them.
func (s *Store) disclosures(ctx context.Context, officerID string, limit, offset int) ([]disclosureRow, error) {
	var list []disclosureRow
	q := s.idb.NewSelect().Model(&list).Join("JOIN disclosure_officers AS o ON o.disclosure_id = d.id").
		Where("o.officer_id = ?", officerID).Order("o.disclosure_id DESC")
	if limit > 0 {
		q = q.Limit(int64(limit)).Offset(int64(offset))
	}
	return list, db.Fault(q.Scan(ctx))
}
