package demo

import (
	"context"
	"time"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/people"
	"liem/training"
)

// firstDay is the earliest day of a demonstration: the area procuracies exist, with half a year behind them.
const firstDay clock.Date = "2026-01-01"

// opens is when the day begins that a demonstration is asked to run from.
const opens = 8 * time.Hour

// Clock is the business clock of a migrated database: the system's, or one that runs from eight o'clock in Hà Nội of
// the day from. It never starts before the newest entry of the database; on the day of that entry it goes on from there.
func Clock(ctx context.Context, d *db.DB, system clock.Clock, from clock.Date) (clock.Clock, error) {
	newest, err := Newest(ctx, d)
	if err != nil {
		return nil, err
	}
	start := system.Now()
	if from != "" {
		start = from.Start().Add(opens)
	}
	last := clock.DateOf(newest, clock.Hanoi)
	switch day := clock.DateOf(start, clock.Hanoi); {
	case day < firstDay:
		return nil, fault.New(fault.Invalid, "demo.too_early").With("Day", shown(firstDay))
	case start.After(newest):
	case from == "" || day < last:
		return nil, fault.New(fault.Invalid, "demo.before_newest").With("Newest", string(last)).With("Day", shown(last)) // as --now takes it
	default:
		start = newest.Add(time.Second)
	}
	if from == "" {
		return system, nil
	}
	return clock.From(system, start), nil
}

// shown is a day as people read it, the same in both languages.
func shown(d clock.Date) string { return i18n.For(i18n.Vietnamese).Date(d) }

// Newest is when something last happened in the database, in business time; the zero time in an empty one.
func Newest(ctx context.Context, d *db.DB) (time.Time, error) {
	newest, err := training.NewStore(d.Reader()).LastSeen(ctx)
	if err != nil {
		return newest, err
	}
	rows, _, err := courses.NewStore(d.Reader()).List(ctx, courses.ListQuery{Scope: people.Scope{All: true}, Sort: "-changed", Limit: 1})
	if err == nil && len(rows) > 0 && rows[0].ChangedAt.After(newest) {
		newest = rows[0].ChangedAt
	}
	return newest, err
}
