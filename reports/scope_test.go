package reports_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/reports"
	"liem/training/trainingtest"
)

// TestNobodySeesMoreThanTheyMay compares both reports, their counts and their exports with what a slow reading of the
// rules gives, over random trees that change, random postings, completions, roles and questions.
func TestNobodySeesMoreThanTheyMay(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f != nil && os.Getenv("LIEM_SOAK") == "" {
		require.NoError(t, f.Value.Set("15")) // each check is a world of its own with several questions
	}
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		versions := []courses.Version{o.Publish(t, trainingtest.Course(1)), o.Publish(t, trainingtest.Course(2).Edit(t, "course.md", "job_position", "state_management"))}
		rapid.Check(t, func(r *rapid.T) {
			w := newWorld(t, r, o, versions)
			for range 15 {
				w.ask(t, r)
			}
		})
	})
}

// reporting are the roles that may see reports, some more often than others, and one that may not.
var reporting = []people.Role{people.RoleHR, people.RoleHR, people.RoleManager, people.RoleHead, people.RoleInspector, people.RoleAuthor}

// ask puts one question as one person.
func (w *world) ask(t *testing.T, r *rapid.T) {
	ctx := context.Background()
	grants := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) trainingtest.Grant {
		return trainingtest.Grant{Role: rapid.SampledFrom(reporting).Draw(r, "role"), Unit: rapid.SampledFrom(w.codes()).Draw(r, "over")}
	}), 0, 3).Draw(r, "grants")
	actor := w.Staff(t, grants...)
	q := w.question(r)
	what := fmt.Sprintf("%v asks %+v", grants, q)

	rows, total, err := w.Completions(ctx, actor, q, 1000, 0)
	if requireSameError(t, w.refusal(grants, people.ActReportCompletions, q), err, what) {
		var got []string
		for _, row := range rows {
			got = append(got, shownCompletion(row))
		}
		want := w.completionsFor(grants, people.ActReportCompletions, q)
		require.Equal(t, want, got, what)
		require.Equal(t, len(want), total, what)
		buckets, err := w.CompletionsByMonth(ctx, actor, q)
		require.NoError(t, err)
		sum := 0
		for _, b := range buckets {
			sum += b.Count
		}
		require.Equal(t, total, sum, what)
	}
	yearly, total, err := w.Yearly(ctx, actor, q, 1000, 0)
	if requireSameError(t, w.refusal(grants, people.ActReportCompletions, q), err, what) {
		var got []string
		for _, row := range yearly {
			got = append(got, shownYear(row))
		}
		want := w.yearlyFor(grants, people.ActReportCompletions, q)
		require.Equal(t, want, got, what)
		require.Equal(t, len(want), total, what)
	}
	stream, err := w.StreamCompletions(ctx, actor, q, reports.Export{Purpose: "Báo cáo"})
	if requireSameError(t, w.refusal(grants, people.ActExportCompletions, q), err, what) {
		var got []string
		require.NoError(t, stream(func(row *reports.CompletionRow) error { got = append(got, shownCompletion(*row)); return nil }))
		require.Equal(t, w.completionsFor(grants, people.ActExportCompletions, q), got, what)
	}
}

// requireSameError compares a refusal with the one expected, and tells whether there was none.
func requireSameError(t *testing.T, want string, err error, what string) bool {
	t.Helper()
	if want == "" {
		require.NoError(t, err, what)
		return true
	}
	e, ok := fault.As(err)
	require.True(t, ok, "%s: %v", what, err)
	require.Equal(t, want, e.Key, what)
	return false
}

func shownCompletion(r reports.CompletionRow) string {
	return fmt.Sprintf("%d %s %s %s %s %s", r.Ordinal, r.Number, r.DoneOn, r.Course, r.Unit, r.NationalID)
}

func shownYear(r reports.YearlyRow) string {
	return fmt.Sprintf("%d %s %d %s %d %d %d %d", r.Ordinal, r.Number, r.Year, r.Unit, r.Courses, r.Hours[2], r.Hours[3], r.TotalHours)
}
