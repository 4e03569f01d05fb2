package reports_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/reports"
	"liem/training/trainingtest"
)

// dayReport is what a report of one day says: officer → unit.
func (o office) dayReport(t *testing.T, a people.Actor, day clock.Date, unit string) map[string]string {
	t.Helper()
	list := map[string]string{}
	for _, r := range o.completions(t, a, reports.Query{Period: reports.Period{From: day, To: day}, UnitID: unit}) {
		require.NotContains(t, list, r.FullName, "nobody stands in a report twice")
		list[r.FullName] = r.Unit
	}
	return list
}

// yearlyReport is the same of the yearly sums, over a stretch of days.
func (o office) yearlyReport(t *testing.T, a people.Actor, from, to clock.Date, unit string) map[string]string {
	t.Helper()
	rows, total, err := o.Yearly(context.Background(), a, reports.Query{Period: reports.Period{From: from, To: to}, UnitID: unit}, 100, 0)
	require.NoError(t, err)
	require.Len(t, rows, total)
	list := map[string]string{}
	for _, r := range rows {
		require.NotContains(t, list, r.FullName)
		list[r.FullName] = r.Unit
	}
	return list
}

func TestReportsBeforeAndAfterTheReform(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		v := o.Publish(t, trainingtest.Course(1))
		reform := o.BeforeReform(t)
		head := o.Staff(t, trainingtest.Grant{Role: people.RoleHead, Unit: "TN-H1"})
		before, after := reform.On.Add(-1), reform.On
		var done []trainingtest.Done
		for _, a := range reform.Officers {
			done = append(done, trainingtest.Done{Officer: a, Version: v, Begun: "2025-05-01", Done: before, Mark: 9000},
				trainingtest.Done{Officer: a, Version: v, Begun: "2025-05-01", Done: after, Mark: 9000, Before: true})
		}
		o.Record(t, done...)
		untouched := o.dayReport(t, trainingtest.Root, before, "")
		require.Len(t, untouched, 10)

		plans := reform.Apply(t, trainingtest.Root)
		require.Len(t, plans[2].Officers, 2, "of Thái Nguyên and Sông Công, not of the department below")
		require.Equal(t, []people.PlannedGrant{{Who: "", Role: people.RoleHead, From: "VKSND thành phố Thái Nguyên", To: "VKSND khu vực 1 – Thái Nguyên"}}, plans[2].Grants)

		require.Equal(t, untouched, o.dayReport(t, trainingtest.Root, before, ""), "the day before is as it was")
		require.Equal(t, "VKSND tỉnh Bắc Kạn", untouched["Nông Văn Bắc"])
		reformed := o.dayReport(t, trainingtest.Root, after, "")
		require.Equal(t, map[string]string{
			"Nguyễn Văn Tỉnh": "VKSND tỉnh Thái Nguyên", "Nông Văn Bắc": "VKSND tỉnh Thái Nguyên",
			"Lê Thị Phòng": "Phòng 1 VKSND tỉnh Thái Nguyên", "Triệu Thị Một": "Phòng 1 VKSND tỉnh Thái Nguyên",
			"Trần Văn Thành": "VKSND khu vực 1 – Thái Nguyên", "Hoàng Văn Sông": "VKSND khu vực 1 – Thái Nguyên",
			"Phạm Thị Nghiệp": "Bộ phận nghiệp vụ VKSND thành phố Thái Nguyên",
			"Vũ Thị Đại":      "VKSND khu vực 2 – Thái Nguyên",
			"Hà Văn Kạn":      "VKSND khu vực 5 – Thái Nguyên", "Lý Thị Bể": "VKSND khu vực 5 – Thái Nguyên"}, reformed)

		// By unit: the province of the day before is six people, that of the day after all ten.
		tn := o.Unit("TN")
		require.Len(t, o.dayReport(t, trainingtest.Root, before, tn), 6)
		require.Len(t, o.dayReport(t, trainingtest.Root, after, tn), 10)
		require.Len(t, o.dayReport(t, trainingtest.Root, before, o.Unit("BK")), 4)
		require.Len(t, o.dayReport(t, trainingtest.Root, after, o.Unit("TN-KV1")), 3, "with the department that came along")
		require.Len(t, o.yearlyReport(t, trainingtest.Root, "2025-01-01", before, tn), 6)
		require.Len(t, o.yearlyReport(t, trainingtest.Root, "2025-01-01", "2025-12-31", tn), 10)
		require.Equal(t, "VKSND khu vực 1 – Thái Nguyên", o.yearlyReport(t, trainingtest.Root, "2025-01-01", "2025-12-31", "")["Trần Văn Thành"])

		// Who was head of the city's procuracy is head of the area now, and sees what its people did before.
		head = o.Again(t, head)
		require.Equal(t, map[string]string{"Trần Văn Thành": "VKSND thành phố Thái Nguyên", "Hoàng Văn Sông": "VKSND thành phố Sông Công",
			"Phạm Thị Nghiệp": "Bộ phận nghiệp vụ VKSND thành phố Thái Nguyên"}, o.dayReport(t, head, before, ""))
		require.Len(t, o.dayReport(t, head, after, ""), 3)
	})
}

func TestAChangeIsUndoneUntilSomethingBuildsOnIt(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		v := o.Publish(t, trainingtest.Course(1))
		reform := o.BeforeReform(t)
		state := func() []string {
			var rows []string
			for _, q := range []string{
				"SELECT id || unit_id || COALESCE(parent_id, '') || name || valid_from || valid_to FROM unit_periods ORDER BY id",
				"SELECT id || officer_id || unit_id || valid_from || valid_to FROM postings ORDER BY id",
				"SELECT id || unit_id || valid_from || valid_to FROM grants ORDER BY id", "SELECT id || code FROM units ORDER BY id"} {
				var list []string
				require.NoError(t, d.Reader().NewRaw(q).Scan(ctx, &list))
				rows = append(rows, list...)
			}
			return rows
		}
		o.Staff(t, trainingtest.Grant{Role: people.RoleHead, Unit: "BK-H1"})
		was := state()
		reform.Apply(t, trainingtest.Root)
		require.NotEqual(t, was, state())
		err := o.People.UndoUnitChange(ctx, trainingtest.Root, reform.Changes[0].ID)
		require.Equal(t, fault.Conflict, fault.KindOf(err), "later changes build on the first")
		for i := len(reform.Changes) - 1; i >= 0; i-- {
			require.NoError(t, o.People.UndoUnitChange(ctx, trainingtest.Root, reform.Changes[i].ID), i)
		}
		require.Equal(t, was, state(), "not a row is left")
		require.Equal(t, fault.Conflict, fault.KindOf(o.People.UndoUnitChange(ctx, trainingtest.Root, reform.Changes[0].ID)))

		reform.Changes = nil
		reform.Apply(t, trainingtest.Root)
		o.Record(t, trainingtest.Done{Officer: reform.Officers["BK-H1"], Version: v, Begun: "2025-07-01", Done: "2025-08-01"})
		last := reform.Changes[len(reform.Changes)-1].ID
		require.Equal(t, fault.Conflict, fault.KindOf(o.People.UndoUnitChange(ctx, trainingtest.Root, last)), "a completion states the new unit")
	})
}
