package reports_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
	"liem/records"
	"liem/reports"
	"liem/training/trainingtest"
)

// world is what the database holds.
type world struct {
	office
	units    []string                        // ids
	periods  map[string][]people.UnitPeriod  // by unit
	officers []people.Actor                  // Username is the staff number
	postings map[string][]people.Posting     // by officer
	done     map[string][]records.Completion // by officer
	keys     map[string][]byte               // sort keys by officer
	ids      map[string]string               // identity numbers by officer
}

const firstDay, lastDay = clock.Date("2024-11-15"), clock.Date("2026-12-31")

var someDay = rapid.Custom(func(r *rapid.T) clock.Date {
	return firstDay.Add(rapid.IntRange(0, 770).Draw(r, "day"))
})

// newWorld empties the database of people and fills it anew.
func newWorld(t *testing.T, r *rapid.T, o office, versions []courses.Version) *world {
	w := &world{office: o, periods: map[string][]people.UnitPeriod{}, postings: map[string][]people.Posting{}, done: map[string][]records.Completion{},
		keys: map[string][]byte{}, ids: map[string]string{}}
	var units []people.UnitRow
	var periods []people.UnitPeriod
	for i := range rapid.IntRange(1, 6).Draw(r, "units") {
		id := db.NewID()
		units = append(units, people.UnitRow{ID: id, Code: id, CreatedAt: o.Clock.Now()})
		w.units = append(w.units, id)
		w.Know(id, id)
		for _, p := range unitPeriods(r, id, w.units[:i]) {
			periods = append(periods, p)
			w.periods[id] = append(w.periods[id], p)
		}
	}
	var officers []people.Officer
	var postings []people.Posting
	for i := range rapid.IntRange(1, 5).Draw(r, "officers") {
		officer := people.Officer{ID: db.NewID(), Number: fmt.Sprintf("N%d", i), StaffType: people.CivilServant, CreatedAt: o.Clock.Now(), UpdatedAt: o.Clock.Now()}
		officer.SetName(rapid.SampledFrom([]string{"Trần Văn An", "Đào Thị Ánh", "Nguyễn An", "Lê Thị Đào"}).Draw(r, "name"))
		w.ids[officer.ID] = fmt.Sprintf("%012d", i)
		officer.NationalID = o.School.Keys.Seal(w.ids[officer.ID], people.NationalIDContext(officer.ID))
		officers = append(officers, officer)
		w.keys[officer.ID] = officer.SortKey
		w.officers = append(w.officers, people.Actor{OfficerID: officer.ID, Name: officer.FullName, Username: officer.Number})
		w.postings[officer.ID] = somePostings(r, officer.ID, w.units)
		postings = append(postings, w.postings[officer.ID]...)
	}
	err := o.School.DB.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		for _, table := range []string{"completions", "ledger_queue", "enrolments", "postings", "sessions", "grants", "accounts", "officers", "unit_periods"} {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		store := people.NewStore(tx)
		if err := store.InsertUnits(ctx, units); err != nil {
			return err
		}
		if err := store.InsertUnitPeriods(ctx, periods); err != nil {
			return err
		}
		if err := store.InsertOfficers(ctx, officers); err != nil {
			return err
		}
		return store.InsertPostings(ctx, postings)
	})
	require.NoError(t, err)
	o.People.Forget()
	w.complete(t, r, versions)
	return w
}

// unitPeriods are one or two stretches of a unit's life, each below an older unit or below none.
func unitPeriods(r *rapid.T, id string, older []string) []people.UnitPeriod {
	from := rapid.SampledFrom([]clock.Date{"2020-01-01", "2025-03-01", "2025-07-01"}).Draw(r, "from")
	to := rapid.SampledFrom([]clock.Date{clock.Forever, clock.Forever, "2025-12-31"}).Draw(r, "to")
	ends := []clock.Date{to}
	if change := clock.Date("2025-09-01"); rapid.Bool().Draw(r, "changes") {
		ends = []clock.Date{change.Add(-1), to}
	}
	var list []people.UnitPeriod
	for i, end := range ends {
		p := people.UnitPeriod{ID: db.NewID(), UnitID: id, Kind: people.Department, Name: fmt.Sprintf("Unit %s %d", id[len(id)-4:], i), Position: i,
			ValidFrom: from, ValidTo: end}
		if n := rapid.IntRange(-1, len(older)-1).Draw(r, "parent"); n >= 0 {
			p.ParentID = &older[n]
		}
		list = append(list, p)
		from = end.Add(1)
	}
	return list
}

// somePostings are stretches of service that do not overlap, with gaps here and there.
func somePostings(r *rapid.T, officerID string, units []string) []people.Posting {
	var list []people.Posting
	from := clock.Date("2024-06-01")
	for range rapid.IntRange(1, 3).Draw(r, "postings") {
		from = from.Add(rapid.SampledFrom([]int{1, 1, 200}).Draw(r, "gap"))
		to := from.Add(rapid.IntRange(0, 400).Draw(r, "length"))
		list = append(list, people.Posting{ID: db.NewID(), OfficerID: officerID, UnitID: rapid.SampledFrom(units).Draw(r, "unit"), ValidFrom: from, ValidTo: to})
		from = to
	}
	if rapid.Bool().Draw(r, "still there") {
		list[len(list)-1].ValidTo = clock.Forever
	}
	return list
}

func (w *world) complete(t *testing.T, r *rapid.T, versions []courses.Version) {
	var list []trainingtest.Done
	for _, a := range w.officers {
		for range rapid.IntRange(0, 4).Draw(r, "completions") {
			done := someDay.Draw(r, "done")
			list = append(list, trainingtest.Done{Officer: a, Version: rapid.SampledFrom(versions).Draw(r, "version"),
				Begun: done.Add(-rapid.IntRange(0, 60).Draw(r, "days")), Done: done, Before: rapid.Bool().Draw(r, "before")})
		}
	}
	if len(list) == 0 {
		return
	}
	for _, c := range w.Record(t, list...) {
		w.done[c.OfficerID] = append(w.done[c.OfficerID], c)
	}
}

func (w *world) codes() []string { return w.units }

func (w *world) question(r *rapid.T) reports.Query {
	a, b := someDay.Draw(r, "from"), someDay.Draw(r, "to")
	q := reports.Query{Period: reports.Period{From: min(a, b), To: max(a, b)}, NationalID: rapid.Bool().Draw(r, "ids")}
	if rapid.Bool().Draw(r, "whole years") {
		q.From, q.To = reports.YearPeriod(q.From.Year()).From, reports.YearPeriod(q.To.Year()).To
	}
	if rapid.Bool().Draw(r, "of a unit") {
		q.UnitID = rapid.SampledFrom(w.units).Draw(r, "unit")
	}
	q.Search = rapid.SampledFrom([]string{"", "", "dao", "van an", "N1"}).Draw(r, "search")
	if rapid.Bool().Draw(r, "of a course") {
		q.CourseIDs = []string{trainingtest.CourseID(2)}
	}
	return q
}
