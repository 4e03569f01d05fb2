package reports

import (
	"context"
	"time"

	"liem/people"
)

// disclose notes whom a file is about, in one statement whatever its size.
func (s *Store) disclose(ctx context.Context, a people.Actor, q *Query, e *Export, now time.Time) error {
	d := people.Disclosure{Kind: people.DiscloseCompletions, Format: e.Format, Purpose: e.Purpose}
	if e.Report == "yearly" {
		d.Kind = people.DiscloseYearly
		from, args := q.yearly()
		return people.NewStore(s.idb).DiscloseQuery(ctx, a, d, now, "SELECT o.id AS officer_id"+from, args...)
	}
	where, args := q.where() // EXISTS: one completion of an officer is enough to know
	return people.NewStore(s.idb).DiscloseQuery(ctx, a, d, now,
		"SELECT o.id AS officer_id FROM officers o WHERE EXISTS (SELECT 1 FROM completions c"+completionsJoins+where+")", args...)
}
