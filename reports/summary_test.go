package reports_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/audit"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/reports"
)

// insertDone adds officers "o0", "o1", … of whom the last is no civil servant, and a completion of each on each of the
// days given, with 20 tiết of its category.
func insertDone(t *testing.T, d *db.DB, officers int, days []clock.Date, categories []string) {
	t.Helper()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	err := d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		run := func(statement string, args ...any) {
			_, err := tx.ExecContext(ctx, statement, args...)
			require.NoError(t, err, statement)
		}
		run("INSERT INTO units (id, code, created_at) VALUES ('u', 'U', ?)", now)
		run("INSERT INTO unit_periods (id, unit_id, parent_id, kind, name, short_name, position, valid_from, valid_to) VALUES ('p', 'u', NULL, 'province', 'VKSND tỉnh', '', 0, '2020-01-01', '9999-12-31')")
		run("INSERT INTO courses (id, slug, unit_id, created_at, created_by) VALUES ('c', 'c', 'u', ?, '')", now)
		run("INSERT INTO course_versions (id, course_id, number, state, digest, slug, title, search_text, sort_key, summary, category, hours, language, valid_as_of, meta, overview_html, note, created_at, created_by) VALUES ('v', 'c', 1, 'published', 'h1:x', 'c', 'C', 'c', 'c', '', 'job_position', 2000, 'vi', '', '{}', '', '', ?, '')", now)
		for o := range officers {
			id, staff := fmt.Sprintf("o%d", o), people.CivilServant
			if o == officers-1 {
				staff = people.Contract
			}
			run("INSERT INTO officers (id, number, family_name, given_name, full_name, search_text, sort_key, birth_date, gender, staff_type, email, created_at, updated_at) VALUES (?, ?, '', 'An', 'An', 'an', ?, '', '', ?, '', ?, ?)", id, id, []byte(id), staff, now, now)
			run("INSERT INTO postings (id, officer_id, unit_id, position, title, valid_from, valid_to) VALUES (?, ?, 'u', '', '', '2020-01-01', '9999-12-31')", id, id)
			for i, day := range days {
				e := fmt.Sprintf("%s-%d", id, i)
				run("INSERT INTO enrolments (id, officer_id, course_id, version_id, origin, due_on, last_part_id, opened_at, seen_at, closed_at) VALUES (?, ?, 'c', 'v', 'self', '', '', ?, ?, ?)", e, id, now, now, now)
				run("INSERT INTO completions (id, enrolment_id, officer_id, course_id, version_id, version_number, version_digest, course_title, category, course_hours, hours, hours_reason, plan, begun_on, done_on, done_at, mark, year, document, salt, leaf) VALUES (?, ?, ?, 'c', 'v', 1, 'h1:x', 'C', ?, 2000, 2000, '', '1/KH', ?, ?, ?, NULL, ?, '', ?, ?)",
					e, e, id, categories[i], day, day, now, day.Year(), []byte("s"), []byte(e))
			}
		}
		return nil
	})
	require.NoError(t, err)
}

func TestSummariesSumTheRows(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		now := clock.At(time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC))
		insertDone(t, d, 3, []clock.Date{"2026-01-31", "2026-03-01", "2025-12-31"}, []string{"political_theory", "digital_innovation", "job_position"})
		s, root := reports.NewService(d, nil, now, now), people.System("cli")

		first, err := reports.QuarterPeriod(2026, 1)
		require.NoError(t, err)
		months, err := s.CompletionsByMonth(ctx, root, reports.Query{Period: first})
		require.NoError(t, err)
		require.Equal(t, []reports.Bucket{{Name: "2026-01", Count: 3}, {Name: "2026-02"}, {Name: "2026-03", Count: 3}}, months)
		_, total, err := s.Completions(ctx, root, reports.Query{Period: first}, 10, 0)
		require.NoError(t, err)
		require.Equal(t, 6, total, "the picture and the table count the same rows")

		years, err := s.CompletionsByMonth(ctx, root, reports.Query{Period: reports.Period{From: "2024-01-01", To: "2026-12-31"}})
		require.NoError(t, err)
		require.Equal(t, []reports.Bucket{{Name: "2024"}, {Name: "2025", Count: 3}, {Name: "2026", Count: 6}}, years, "a long period by years")

		sum, err := s.YearlySummary(ctx, root, reports.Query{Period: reports.YearPeriod(2026)})
		require.NoError(t, err)
		require.Equal(t, reports.YearlySummary{Hours: [5]int{6000, 0, 0, 0, 6000}, Obliged: 2, Met: 2}, sum)
		sum, err = s.YearlySummary(ctx, root, reports.Query{Period: reports.YearPeriod(2025)})
		require.NoError(t, err)
		require.Equal(t, reports.YearlySummary{Hours: [5]int{0, 0, 0, 6000, 0}, Obliged: 2}, sum, "20 tiết are not enough")
		sum, err = s.YearlySummary(ctx, root, reports.Query{Period: reports.YearPeriod(2026), Search: "nobody"})
		require.NoError(t, err)
		require.Zero(t, sum)
	})
}

func TestIdentityNumbersNeedAPurpose(t *testing.T) {
	d := dbtest.SQLite(t)
	ctx := context.Background()
	now := clock.At(time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC))
	s, root := reports.NewService(d, nil, now, now), people.System("cli")
	q := reports.Query{Period: reports.YearPeriod(2026), NationalID: true}

	_, err := s.StreamCompletions(ctx, root, q, reports.Export{Format: "csv"})
	e, ok := fault.As(err)
	require.True(t, ok)
	require.Equal(t, "reports.purpose_missing", e.Key)
	require.Equal(t, "purpose", e.Field)
	_, n, err := audit.List(ctx, d.Reader(), audit.Query{Limit: 1})
	require.NoError(t, err)
	require.Zero(t, n, "a refused export is none")

	_, err = s.StreamCompletions(ctx, root, q, reports.Export{Format: "csv", Purpose: "Báo cáo quý"})
	require.NoError(t, err)
	entries, _, err := audit.List(ctx, d.Reader(), audit.Query{Limit: 1})
	require.NoError(t, err)
	require.Contains(t, string(fmt.Appendf(nil, "%s", entries[0].Detail)), "Báo cáo quý")
}
