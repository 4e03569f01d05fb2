package reports_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/reports"
	"liem/training/trainingtest"
)

// office is a province where courses were completed.
type office struct {
	*trainingtest.School
	*reports.Service
}

func newOffice(t *testing.T, d *db.DB) office {
	t.Helper()
	s := trainingtest.New(t, d)
	return office{s, reports.NewService(d, s.Keys, s.Clock, s.Clock)}
}

var year2026 = reports.YearPeriod(2026)

func (o office) completions(t *testing.T, a people.Actor, q reports.Query) []reports.CompletionRow {
	t.Helper()
	rows, total, err := o.Completions(context.Background(), a, q, 100, 0)
	require.NoError(t, err)
	require.Len(t, rows, total)
	return rows
}

func names(rows []reports.CompletionRow) []string {
	list := []string{}
	for _, r := range rows {
		list = append(list, r.FullName)
	}
	return list
}

func TestCompletionsSayHowThingsStoodOnTheDay(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		v := o.Publish(t, trainingtest.Course(1).Edit(t, "course.md", "language: vi", "language: vi\nunit: P2"))
		a := o.Officer(t, "Nguyễn Thị Ánh", "P1")
		o.Move(t, a, "KV1", "2026-07-01")
		o.Record(t,
			trainingtest.Done{Officer: a, Version: v, Begun: "2026-06-01", Done: "2026-06-30", Mark: 8750},
			trainingtest.Done{Officer: a, Version: v, Begun: "2026-06-30", Done: "2026-07-01", Mark: 10000, Before: true})
		rows := o.completions(t, trainingtest.Root, reports.Query{Period: year2026})
		require.Len(t, rows, 2)
		first, second := rows[0], rows[1]
		require.Equal(t, []string{"Đơn vị P1", "Phó Trưởng phòng", "Kiểm sát viên sơ cấp"}, []string{first.Unit, first.Position, first.Title})
		require.Equal(t, []string{"Đơn vị KV1", "Trưởng phòng", "Kiểm sát viên trung cấp"}, []string{second.Unit, second.Position, second.Title})
		require.Equal(t, "Đơn vị P2", first.Organiser)
		require.Equal(t, []any{1, "VKS-001", "Khóa học số 1", 8750, 800, "", 2026, 1, v.Digest},
			[]any{first.Ordinal, first.Number, first.Course, *first.Mark, first.Hours, first.HoursReason, first.Year, first.VersionNumber, first.VersionDigest})
		require.Equal(t, []any{2, 0, "repeated"}, []any{second.Ordinal, second.Hours, second.HoursReason})

		for unit, want := range map[string]int{"P1": 1, "KV1": 1, "KV1-BP": 0, "TINH": 2} {
			require.Len(t, o.completions(t, trainingtest.Root, reports.Query{Period: year2026, UnitID: o.Unit(unit)}), want, unit)
		}
		require.Len(t, o.completions(t, trainingtest.Root, reports.Query{Period: reports.Period{From: "2026-06-30", To: "2026-06-30"}}), 1, "both ends count")
		require.Empty(t, o.completions(t, trainingtest.Root, reports.Query{Period: reports.YearPeriod(2025)}))
	})
}

func TestRowsAreOrderedByTenAndFoundWithoutMarks(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		one, two := o.Publish(t, trainingtest.Course(1)), o.Publish(t, trainingtest.Course(2))
		for _, name := range []string{"Đào Văn Bình", "Nguyễn Thị Ánh", "Trần Văn An", "Nguyễn Văn An", "Lê Thị Đào"} {
			a := o.Officer(t, name, "P1")
			o.Record(t, trainingtest.Done{Officer: a, Version: one, Begun: "2026-02-01", Done: "2026-03-01"})
		}
		find := func(q reports.Query) []string {
			q.Period = year2026
			return names(o.completions(t, trainingtest.Root, q))
		}
		require.Equal(t, []string{"Nguyễn Văn An", "Trần Văn An", "Nguyễn Thị Ánh", "Đào Văn Bình", "Lê Thị Đào"}, find(reports.Query{}))
		require.Equal(t, []string{"Nguyễn Văn An", "Nguyễn Thị Ánh"}, find(reports.Query{Search: "NGUYEN"}))
		require.Equal(t, []string{"Đào Văn Bình", "Lê Thị Đào"}, find(reports.Query{Search: "dao"}))
		require.Equal(t, []string{"Trần Văn An"}, find(reports.Query{Search: "  VKS-003 "}))
		require.Empty(t, find(reports.Query{Search: "%"}), "% is no pattern")
		require.Empty(t, find(reports.Query{CourseIDs: []string{two.CourseID}}))
		require.Len(t, find(reports.Query{CourseIDs: []string{two.CourseID, one.CourseID}}), 5)

		page, total, err := o.Completions(context.Background(), trainingtest.Root, reports.Query{Period: year2026}, 2, 2)
		require.NoError(t, err)
		require.Equal(t, 5, total)
		require.Equal(t, []string{"Nguyễn Thị Ánh", "Đào Văn Bình"}, names(page))
		require.Equal(t, 3, page[0].Ordinal, "numbers go on from page to page")
	})
}

// TestAReformLosesNobody ends a unit in the middle of a year, as the reform of 01/07/2025 did: a report on the unit above
// still has what was completed in it, and so has one on the unit itself.
func TestAReformLosesNobody(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		v := o.Publish(t, trainingtest.Course(1))
		a := o.Officer(t, "Nguyễn Thị Ánh", "KV1-BP")
		o.Move(t, a, "P1", "2025-07-01")
		o.Record(t,
			trainingtest.Done{Officer: a, Version: v, Begun: "2025-03-01", Done: "2025-06-30"},
			trainingtest.Done{Officer: a, Version: v, Begun: "2025-06-01", Done: "2025-07-01"})
		_, err := d.Writer().ExecContext(ctx, "UPDATE unit_periods SET valid_to = '2025-06-30' WHERE unit_id IN (?, ?)", o.Unit("KV1"), o.Unit("KV1-BP"))
		require.NoError(t, err)
		of := func(code string, p reports.Period) []string {
			var list []string
			for _, r := range o.completions(t, trainingtest.Root, reports.Query{Period: p, UnitID: o.Unit(code)}) {
				list = append(list, string(r.DoneOn)+" "+r.Unit)
			}
			return list
		}
		year := reports.YearPeriod(2025)
		require.Equal(t, []string{"2025-06-30 Đơn vị KV1-BP", "2025-07-01 Đơn vị P1"}, of("TINH", year))
		require.Equal(t, []string{"2025-06-30 Đơn vị KV1-BP"}, of("KV1", year))
		require.Equal(t, []string{"2025-07-01 Đơn vị P1"}, of("P1", year))
		_, _, err = o.Completions(ctx, trainingtest.Root, reports.Query{Period: year2026, UnitID: o.Unit("KV1")}, 10, 0)
		e, _ := fault.As(err)
		require.Equal(t, []any{"reports.unit_unknown", "unit", fault.Invalid}, []any{e.Key, e.Field, e.Kind}, "in 2026 there is no such unit")
	})
}

func TestIdentityNumbersAreShownWhereTheRightReaches(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		v := o.Publish(t, trainingtest.Course(1))
		for _, unit := range []string{"P1", "P2"} {
			a := o.Officer(t, "Nguyễn Thị Ánh", unit)
			o.Record(t, trainingtest.Done{Officer: a, Version: v, Begun: "2026-02-01", Done: "2026-03-01"})
		}
		ids := func(a people.Actor, ask bool) []string {
			var list []string
			for _, r := range o.completions(t, a, reports.Query{Period: year2026, NationalID: ask}) {
				list = append(list, r.Unit+" "+r.NationalID)
			}
			return list
		}
		hr := o.Staff(t, trainingtest.Grant{Role: people.RoleHR, Unit: "TINH"})
		require.Equal(t, []string{"Đơn vị P1 ", "Đơn vị P2 "}, ids(hr, false), "not unless asked for")
		require.Equal(t, []string{"Đơn vị P1 019188000001", "Đơn vị P2 019188000002"}, ids(hr, true))
		both := o.Staff(t, trainingtest.Grant{Role: people.RoleHR, Unit: "P1"}, trainingtest.Grant{Role: people.RoleManager, Unit: "P2"})
		require.Equal(t, []string{"Đơn vị P1 019188000001", "Đơn vị P2 "}, ids(both, true), "a manager of P2 sees no numbers there")
		manager := o.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "TINH"})
		_, _, err := o.Completions(ctx, manager, reports.Query{Period: year2026, NationalID: true}, 10, 0)
		e, _ := fault.As(err)
		require.Equal(t, "reports.national_id_forbidden", e.Key)
	})
}

// TestExportsReachWhereOneMayExport: a head sees a unit's figures and takes none out, whatever else they may do elsewhere.
func TestExportsReachWhereOneMayExport(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		v := o.Publish(t, trainingtest.Course(1))
		for _, unit := range []string{"P1", "P2"} {
			a := o.Officer(t, "Nguyễn Thị Ánh", unit)
			o.Record(t, trainingtest.Done{Officer: a, Version: v, Begun: "2026-02-01", Done: "2026-03-01"})
		}
		both := o.Staff(t, trainingtest.Grant{Role: people.RoleHead, Unit: "P1"}, trainingtest.Grant{Role: people.RoleHR, Unit: "P2"})
		require.Len(t, o.completions(t, both, reports.Query{Period: year2026}), 2)
		var units []string
		rows, err := o.StreamCompletions(ctx, both, reports.Query{Period: year2026}, reports.Export{Format: "csv"})
		require.NoError(t, err)
		require.NoError(t, rows(func(r *reports.CompletionRow) error { units = append(units, r.Unit); return nil }))
		require.Equal(t, []string{"Đơn vị P2"}, units)
		units = nil
		yearly, err := o.StreamYearly(ctx, both, reports.Query{Period: year2026}, reports.Export{Format: "csv"})
		require.NoError(t, err)
		require.NoError(t, yearly(func(r *reports.YearlyRow) error { units = append(units, r.Unit); return nil }))
		require.Equal(t, []string{"Đơn vị P2"}, units)
		_, err = o.StreamCompletions(ctx, both, reports.Query{Period: year2026, UnitID: o.Unit("P1")}, reports.Export{Format: "csv"})
		e, _ := fault.As(err)
		require.Equal(t, "reports.unit_unknown", e.Key)

		for _, a := range []people.Actor{o.Staff(t, trainingtest.Grant{Role: people.RoleHead, Unit: "TINH"}), o.Officer(t, "Trần Văn An", "P1")} {
			_, err = o.StreamCompletions(ctx, a, reports.Query{Period: year2026}, reports.Export{Format: "csv"})
			require.Equal(t, fault.Forbidden, fault.KindOf(err))
		}
		_, _, err = o.Completions(ctx, o.Staff(t, trainingtest.Grant{Role: people.RoleAdmin, Unit: "TINH"}), reports.Query{Period: year2026}, 10, 0)
		require.Equal(t, fault.Forbidden, fault.KindOf(err), "an administrator has no training data")
	})
}

func TestPeriodsTurnedRoundAreRefused(t *testing.T) {
	d := dbtest.SQLite(t)
	o := newOffice(t, d)
	q := reports.Query{Period: reports.Period{From: "2026-12-31", To: "2026-01-01"}}
	_, _, completions := o.Completions(context.Background(), trainingtest.Root, q, 10, 0)
	_, _, yearly := o.Yearly(context.Background(), trainingtest.Root, q, 10, 0)
	_, stream := o.StreamCompletions(context.Background(), trainingtest.Root, q, reports.Export{Format: "csv"})
	for _, err := range []error{completions, yearly, stream} {
		e, ok := fault.As(err)
		require.True(t, ok)
		require.Equal(t, []any{"reports.period_turned", "to", fault.Invalid}, []any{e.Key, e.Field, e.Kind})
	}
}
