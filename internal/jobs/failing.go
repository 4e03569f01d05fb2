package jobs

import (
	"context"

	"liem/internal/db"
)

// Failing is periodic work whose last round failed.
type Failing struct {
	Name      string
	LastError string // for operators, not for a page
}

// ListFailing lists the periodic work whose last round failed.
func ListFailing(ctx context.Context, idb db.IDB) ([]Failing, error) {
	rows, err := idb.QueryContext(ctx, "SELECT name, last_error FROM periodic_jobs WHERE last_error <> '' ORDER BY name")
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var all []Failing
	for rows.Next() {
		var one Failing
		if err := rows.Scan(&one.Name, &one.LastError); err != nil {
			return nil, db.Fault(err)
		}
		all = append(all, one)
	}
	return all, db.Fault(rows.Err())
}
