package reports_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/records"
	"liem/reports"
	"liem/training/trainingtest"
)

// yearly lists export B as "name unit year: courses hours".
func (o office) yearly(t *testing.T, q reports.Query) []string {
	t.Helper()
	rows, total, err := o.Yearly(context.Background(), trainingtest.Root, q, 100, 0)
	require.NoError(t, err)
	require.Len(t, rows, total)
	list := []string{}
	for i, r := range rows {
		require.Equal(t, i+1, r.Ordinal)
		list = append(list, fmt.Sprintf("%s, %s, %d: %d %d", r.FullName, r.Unit, r.Year, r.Courses, r.TotalHours))
	}
	return list
}

func TestYearlyFigures(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		job := o.Publish(t, trainingtest.Course(1))
		politics := o.Publish(t, trainingtest.Course(2).Edit(t, "course.md", "job_position", "political_theory").Edit(t, "course.md", "hours: 8", "hours: 4,5"))
		a := o.Officer(t, "Nguyễn Thị Ánh", "P1")
		o.Officer(t, "Trần Văn An", "P2") // who completes nothing has a row all the same
		o.Record(t,
			trainingtest.Done{Officer: a, Version: job, Begun: "2026-01-05", Done: "2026-01-10"},
			trainingtest.Done{Officer: a, Version: job, Begun: "2026-02-05", Done: "2026-02-10", Before: true},
			trainingtest.Done{Officer: a, Version: politics, Begun: "2026-03-05", Done: "2026-03-10"},
			trainingtest.Done{Officer: a, Version: job, Begun: "2026-12-20", Done: "2027-01-10", Before: true},
			trainingtest.Done{Officer: a, Version: politics, Begun: "2025-12-20", Done: "2026-01-02"})
		require.Equal(t, []string{"Trần Văn An, Đơn vị P2, 2026: 0 0", "Nguyễn Thị Ánh, Đơn vị P1, 2026: 4 1250"}, o.yearly(t, reports.Query{Period: year2026}))
		rows, _, err := o.Yearly(context.Background(), trainingtest.Root, reports.Query{Period: year2026, UnitID: o.Unit("P1")}, 10, 0)
		require.NoError(t, err)
		require.Equal(t, [5]int{450, 0, 0, 800, 0}, rows[0].Hours)
		require.True(t, rows[0].Obliged())

		require.Equal(t, []string{"Nguyễn Thị Ánh, Đơn vị P1, 2025: 1 450"}, o.yearly(t, reports.Query{Period: reports.YearPeriod(2025), Search: "anh"}),
			"a course counts in the year in which it was begun, also when it is done later")
		first, err := reports.QuarterPeriod(2026, 1)
		require.NoError(t, err)
		require.Equal(t, []string{"Nguyễn Thị Ánh, Đơn vị P1, 2026: 3 1250"}, o.yearly(t, reports.Query{Period: first, Search: "anh"}),
			"a quarter shows how the year stood on its last day")
		require.Equal(t, []string{"Nguyễn Thị Ánh, Đơn vị P1, 2026: 1 800"}, o.yearly(t, reports.Query{Period: reports.Period{From: "2026-01-01", To: "2026-01-31"}, Search: "anh"}))
		require.Equal(t, []string{"Nguyễn Thị Ánh, Đơn vị P1, 2025: 1 450", "Nguyễn Thị Ánh, Đơn vị P1, 2026: 3 1250"},
			o.yearly(t, reports.Query{Period: reports.WorkYearPeriod(2026), Search: "anh"}), "a work year touches two")

		// The officer's own page says the same.
		own, err := records.NewStore(d.Reader()).OfOfficer(context.Background(), a.OfficerID, 2026)
		require.NoError(t, err)
		require.Equal(t, 1250, records.TallyOf(2026, own).Total)
		require.Len(t, own, 4)
	})
}

func TestYearlyPostings(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		moved, left, fresh := o.Officer(t, "Nguyễn Thị Ánh", "P1"), o.Officer(t, "Trần Văn An", "P2"), o.Officer(t, "Lê Văn Bình", "KV1")
		o.Move(t, moved, "KV1", "2025-10-01")
		o.Move(t, moved, "P2", "2026-11-01")
		for statement, id := range map[string]string{
			"UPDATE postings SET valid_to = '2025-03-31' WHERE officer_id = ?":   left.OfficerID,
			"UPDATE postings SET valid_from = '2026-06-01' WHERE officer_id = ?": fresh.OfficerID,
			"UPDATE officers SET staff_type = 'contract' WHERE id = ?":           fresh.OfficerID,
		} {
			_, err := d.Writer().ExecContext(ctx, statement, id)
			require.NoError(t, err)
		}
		require.Equal(t, []string{
			"Trần Văn An, Đơn vị P2, 2025: 0 0",
			"Nguyễn Thị Ánh, Đơn vị KV1, 2025: 0 0",
			"Nguyễn Thị Ánh, Đơn vị P2, 2026: 0 0",
			"Lê Văn Bình, Đơn vị KV1, 2026: 0 0",
		}, o.yearly(t, reports.Query{Period: reports.Period{From: "2025-01-01", To: "2026-12-31"}}), "nobody has a row for a year in which they did not serve")
		require.Equal(t, []string{"Nguyễn Thị Ánh, Đơn vị P1, 2025: 0 0"},
			o.yearly(t, reports.Query{Period: reports.Period{From: "2025-07-01", To: "2025-09-30"}, Search: "anh"}))
		for unit, want := range map[string]int{"P1": 0, "KV1": 2, "P2": 2} {
			require.Len(t, o.yearly(t, reports.Query{Period: reports.Period{From: "2025-01-01", To: "2026-12-31"}, UnitID: o.Unit(unit)}), want, unit)
		}
		rows, _, err := o.Yearly(ctx, trainingtest.Root, reports.Query{Period: year2026, Search: "binh"}, 10, 0)
		require.NoError(t, err)
		require.False(t, rows[0].Obliged(), "the norm binds civil servants")

		// A unit that ended keeps its name in the rows of those who served in it to the end.
		_, err = d.Writer().ExecContext(ctx, "UPDATE unit_periods SET valid_to = '2025-03-31' WHERE unit_id = ?", o.Unit("P2"))
		require.NoError(t, err)
		require.Equal(t, []string{"Trần Văn An, Đơn vị P2, 2025: 0 0"}, o.yearly(t, reports.Query{Period: reports.YearPeriod(2025), Search: "tran"}))
		require.Equal(t, []string{"Trần Văn An, Đơn vị P2, 2025: 0 0"}, o.yearly(t, reports.Query{Period: reports.YearPeriod(2025), UnitID: o.Unit("P2")}))
	})
}
