package demo

import (
	"context"

	"liem/internal/audit"
	"liem/internal/blob"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/secret"
	"liem/people"
)

// Options is what the seeding stands on.
type Options struct {
	DB       *db.DB
	Keys     *secret.Keys
	Blobs    blob.Store
	Business clock.Clock
	System   clock.Clock
}

// The trail's mark that all is there; seeder is who left it.
const (
	marked = "demo.seed"
	seeder = "demo"
)

// errNotEmpty keeps the demonstration out of a database with other people's units or accounts.
var errNotEmpty = fault.New(fault.Conflict, "demo.not_empty")

// Seed fills the database once and tells whether it did. A seeding that was cut short is continued; a database with
// people who are not the demonstration's is refused.
func Seed(ctx context.Context, o Options) (bool, error) {
	if done, err := seeded(ctx, o.DB); done || err != nil {
		return false, err
	}
	if err := empty(ctx, o.DB); err != nil {
		return false, err
	}
	cal, u := newCalendar(o.Business, o.System), newUnits()
	if err := buildUnits(ctx, o.DB, u, cal); err != nil {
		return false, err
	}
	s, err := stock(ctx, o, cal)
	if err != nil {
		return false, err
	}
	h := newHistory(cal, u, newCast(u, o.Keys, cal.today(), cal.system(cal.now)), s)
	if err := h.write(); err != nil {
		return false, err
	}
	if err := store(ctx, o.DB, h); err != nil {
		return false, err
	}
	return true, sequence(ctx, o, h)
}

func seeded(ctx context.Context, d *db.DB) (bool, error) {
	_, n, err := audit.List(ctx, d.Writer(), audit.Query{Action: marked, Limit: 1})
	return n > 0, err
}

// empty refuses a database with accounts: it is somebody's own.
func empty(ctx context.Context, d *db.DB) error {
	accounts, err := people.NewStore(d.Writer()).Accounts(ctx)
	if err == nil && len(accounts) > 0 {
		return errNotEmpty
	}
	return err
}

// buildUnits stores the units, which the courses belong to, unless a seeding that was cut short did.
func buildUnits(ctx context.Context, d *db.DB, u *units, cal calendar) error {
	tree, err := people.LoadTree(ctx, d.Writer(), cal.today())
	if err != nil {
		return err
	}
	if root, ok := tree.ByCode(rootCode); ok {
		if root.ID != u.ids[rootCode] {
			return errNotEmpty
		}
		return nil
	}
	if len(tree.All()) > 0 {
		return errNotEmpty
	}
	rows, periods := u.rows(cal.system(cal.now))
	return d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := people.NewStore(tx).InsertUnits(ctx, rows); err != nil {
			return err
		}
		return people.NewStore(tx).InsertUnitPeriods(ctx, periods)
	})
}
