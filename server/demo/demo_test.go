package demo_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/blob"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/internal/secret"
	"liem/people"
	"liem/quiz"
	"liem/records"
	"liem/server/demo"
	"liem/training"
)

// autumn is a day on which the whole history has room.
var autumn = time.Date(2026, 11, 25, 3, 0, 0, 0, time.UTC)

func options(t *testing.T, d *db.DB, now time.Time) demo.Options {
	t.Helper()
	return at(t, d, now, t.TempDir(), t.TempDir())
}

// at is the options with keys and files in folders of one's choice.
func at(t *testing.T, d *db.DB, now time.Time, keyDir, media string) demo.Options {
	t.Helper()
	keys, err := secret.Load(secret.Files{Dir: keyDir})
	require.NoError(t, err)
	blobs, err := blob.OpenDir(media)
	require.NoError(t, err)
	t.Cleanup(func() { blobs.Close() })
	return demo.Options{DB: d, Keys: keys, Blobs: blobs, Business: clock.At(now), System: clock.At(now)}
}

func seed(t *testing.T, o demo.Options) {
	t.Helper()
	did, err := demo.Seed(context.Background(), o)
	require.NoError(t, err)
	require.True(t, did)
}

// filled is a database seeded in autumn, made once; the tests that only read it share the work.
var filled struct {
	sync.Once
	path, keys, media string
}

// seeded is a copy of that database, with its keys and files.
func seeded(t *testing.T) demo.Options {
	t.Helper()
	filled.Do(func() {
		dir, err := os.MkdirTemp("", "liem-demo-*")
		require.NoError(t, err)
		filled.path, filled.keys, filled.media = filepath.Join(dir, "liem.db"), filepath.Join(dir, "keys"), filepath.Join(dir, "media")
		d := dbtest.SQLite(t)
		o := at(t, d, autumn, filled.keys, filled.media)
		seed(t, o)
		_, err = d.Writer().ExecContext(context.Background(), "VACUUM INTO ?", filled.path)
		require.NoError(t, err)
	})
	raw, err := os.ReadFile(filled.path)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "liem.db")
	require.NoError(t, os.WriteFile(path, raw, 0o600))
	d, err := db.Open(context.Background(), db.Config{Path: path})
	require.NoError(t, err)
	t.Cleanup(func() { d.Close() })
	return at(t, d, autumn, filled.keys, filled.media)
}

func TestMain(m *testing.M) {
	code := m.Run()
	if filled.path != "" {
		os.RemoveAll(filepath.Dir(filled.path))
	}
	os.Exit(code)
}

func number(t *testing.T, d *db.DB, query string, args ...any) int {
	t.Helper()
	var n int
	require.NoError(t, d.Reader().QueryRowContext(context.Background(), query, args...).Scan(&n))
	return n
}

func texts(t *testing.T, d *db.DB, query string, args ...any) []string {
	t.Helper()
	rows, err := d.Reader().QueryContext(context.Background(), query, args...)
	require.NoError(t, err)
	defer rows.Close()
	var list []string
	for rows.Next() {
		var s string
		require.NoError(t, rows.Scan(&s))
		list = append(list, s)
	}
	require.NoError(t, rows.Err())
	return list
}

var tables = []string{"units", "unit_periods", "officers", "postings", "accounts", "grants", "courses", "course_versions", "enrolments",
	"progress", "attempts", "answers", "completions", "ledger_leaves", "ledger_heads", "audit_entries"}

func sizes(t *testing.T, d *db.DB) map[string]int {
	t.Helper()
	found := map[string]int{}
	for _, table := range tables {
		found[table] = number(t, d, "SELECT COUNT(*) FROM "+table)
	}
	return found
}

func TestSeedOnBothEngines(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		o := options(t, d, autumn)
		seed(t, o)
		today := clock.DateOf(autumn, clock.Hanoi)

		_, serving, err := people.NewStore(d.Reader()).Officers(context.Background(), people.OfficerQuery{Scope: people.Scope{All: true}, On: today, Limit: 1})
		require.NoError(t, err)
		require.Equal(t, 300, serving)
		got := sizes(t, d)
		require.Greater(t, got["officers"], serving, "some have left")
		require.Greater(t, got["postings"], got["officers"], "some have moved")
		require.Equal(t, 7, got["accounts"])
		require.Greater(t, got["completions"], 300)
		require.Equal(t, got["completions"], got["ledger_leaves"])
		require.Positive(t, number(t, d, "SELECT COUNT(*) FROM attempts WHERE NOT passed"))
		require.Positive(t, number(t, d, "SELECT COUNT(*) FROM enrolments WHERE closed_at IS NULL AND due_on <> '' AND due_on < ?", today))
		require.Positive(t, number(t, d, "SELECT COUNT(*) FROM enrolments WHERE closed_at IS NULL AND due_on > ? AND due_on <= ?", today, today.Add(14)))
		require.Positive(t, number(t, d, "SELECT COUNT(*) FROM completions c JOIN postings p ON p.officer_id = c.officer_id AND p.kind = 'main' AND p.valid_from <= c.done_on AND p.valid_to >= c.done_on "+
			"JOIN units u ON u.id = p.unit_id WHERE u.code LIKE 'H-%'"), "districts of the years before have records")
		require.Len(t, texts(t, d, "SELECT DISTINCT CAST(version_number AS TEXT) FROM completions ORDER BY 1"), 2)

		require.Equal(t, []string{"answered", "answered", "open"}, texts(t, d, "SELECT state FROM lesson_questions ORDER BY state"))
		nothingAhead(t, d, autumn)
		soundPostings(t, d)
		regraded(t, d)
		report, err := records.Verify(context.Background(), d, o.Keys.Verifier(), records.Kept{})
		require.NoError(t, err)
		require.True(t, report.OK(), "%v %v", report.Problems, report.Ledger.Problems)
		require.Zero(t, report.Waiting)

		again, err := demo.Seed(context.Background(), o)
		require.NoError(t, err)
		require.False(t, again)
		require.Equal(t, got, sizes(t, d))
	})
}

// nothingAhead finds what lies after now, by either clock; here they show the same.
func nothingAhead(t *testing.T, d *db.DB, now time.Time) {
	t.Helper()
	for _, column := range []string{"enrolments.opened_at", "enrolments.seen_at", "enrolments.closed_at", "progress.done_at", "attempts.started_at",
		"attempts.submitted_at", "answers.saved_at", "completions.done_at", "course_versions.published_at", "ledger_leaves.added_at",
		"ledger_heads.signed_at", "audit_entries.at"} {
		table, name := column[:len(column)-len(column[lastDot(column):])], column[lastDot(column)+1:]
		require.Zero(t, number(t, d, "SELECT COUNT(*) FROM "+table+" WHERE "+name+" > ?", now), column)
	}
	require.Zero(t, number(t, d, "SELECT COUNT(*) FROM completions WHERE done_on < begun_on OR done_on > ?", clock.DateOf(now, clock.Hanoi)))
	require.Zero(t, number(t, d, "SELECT COUNT(*) FROM enrolments e JOIN course_versions v ON v.id = e.version_id WHERE v.published_at > e.opened_at"))
}

func lastDot(s string) int {
	for i := len(s) - 1; ; i-- {
		if s[i] == '.' {
			return i
		}
	}
}

// soundPostings: nobody serves twice on one day, or in a unit that was not there.
func soundPostings(t *testing.T, d *db.DB) {
	t.Helper()
	require.Zero(t, number(t, d, "SELECT COUNT(*) FROM postings a JOIN postings b ON b.officer_id = a.officer_id AND b.id <> a.id AND a.kind = 'main' AND b.kind = 'main' AND a.valid_from <= b.valid_to AND b.valid_from <= a.valid_to"))
	require.Zero(t, number(t, d, "SELECT COUNT(*) FROM postings WHERE valid_from > valid_to"))
	require.Zero(t, number(t, d, `SELECT COUNT(*) FROM postings p WHERE NOT EXISTS (SELECT 1 FROM unit_periods u WHERE u.unit_id = p.unit_id AND u.valid_from <= p.valid_from AND u.valid_to >= p.valid_from)
		OR NOT EXISTS (SELECT 1 FROM unit_periods u WHERE u.unit_id = p.unit_id AND u.valid_from <= p.valid_to AND u.valid_to >= p.valid_to)`))
	require.Zero(t, number(t, d, "SELECT COUNT(*) FROM completions c WHERE NOT EXISTS (SELECT 1 FROM postings p WHERE p.officer_id = c.officer_id AND p.valid_from <= c.done_on AND p.valid_to >= c.done_on)"))
}

// regraded draws and grades every paper anew: no mark stands that the answers do not give.
func regraded(t *testing.T, d *db.DB) {
	t.Helper()
	ctx := context.Background()
	cache, store := courses.NewCache(d), quiz.NewStore(d.Reader())
	best := map[string]map[string]int{}
	for _, id := range texts(t, d, "SELECT id FROM attempts") {
		at, err := store.Attempt(ctx, id)
		require.NoError(t, err)
		v, err := cache.Version(ctx, at.VersionID)
		require.NoError(t, err)
		part, ok := v.PartByID(at.PartID)
		require.True(t, ok)
		require.Equal(t, quiz.Draw(part.Settings, v.QuizQuestions(part), at.Seed), at.Paper)
		saved, err := store.Answers(ctx, id)
		require.NoError(t, err)
		result, err := quiz.Grade(at.Paper, v.Questions(), quiz.Values(saved))
		require.NoError(t, err)
		require.Equal(t, result, at.Grades)
		require.Equal(t, result.Passed(at.Settings), at.Passed)
		if best[at.EnrolmentID] == nil {
			best[at.EnrolmentID] = map[string]int{}
		}
		best[at.EnrolmentID][at.PartID] = max(best[at.EnrolmentID][at.PartID], result.Mark)
	}
	for _, id := range texts(t, d, "SELECT id FROM completions") {
		c, err := records.NewStore(d.Reader()).Get(ctx, id)
		require.NoError(t, err)
		v, err := cache.Version(ctx, c.VersionID)
		require.NoError(t, err)
		e, err := training.NewStore(d.Reader()).Get(ctx, c.EnrolmentID)
		require.NoError(t, err)
		require.True(t, training.Finished(v, &e))
		require.LessOrEqual(t, v.Meta.Plan.Date, c.BegunOn, "no plan is younger than what was held under it")
		require.NotNil(t, e.ClosedAt)
		want, err := training.Statement(v, &e, best[e.ID], c.HoursReason == records.Repeated, c.DoneAt)
		require.NoError(t, err)
		require.Equal(t, want.Mark, c.Mark)
		require.Equal(t, want.Hours, c.Hours)
		require.Equal(t, want.DoneOn, c.DoneOn)
	}
}

// brokenBlobs stops taking files after a while, as a kill would.
type brokenBlobs struct {
	blob.Store
	left int
}

var errKilled = errors.New("killed")

func (b *brokenBlobs) Put(ctx context.Context, r io.Reader) (string, int64, error) {
	if b.left--; b.left < 0 {
		return "", 0, errKilled
	}
	return b.Store.Put(ctx, r)
}

// TestSeedGoesOnWhereItWasCutShort cuts one seeding short again and again, a day later each time.
func TestSeedGoesOnWhereItWasCutShort(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t)
	o := options(t, d, autumn)
	for day, files := range []int{0, 5, 5} {
		cut := o
		cut.Blobs = &brokenBlobs{o.Blobs, files}
		cut.Business = clock.At(autumn.AddDate(0, 0, day))
		cut.System = cut.Business
		_, err := demo.Seed(context.Background(), cut)
		require.ErrorIs(t, err, errKilled)
		require.Zero(t, number(t, d, "SELECT COUNT(*) FROM officers"))
	}
	betweenUploadAndPublishing(t, d)
	o.Business = clock.At(autumn.AddDate(0, 0, 2)) // the day of the last cut: the draft that it left is the same
	o.System = o.Business
	seed(t, o)
	require.Equal(t, number(t, d, "SELECT COUNT(*) FROM courses")+1, number(t, d, "SELECT COUNT(*) FROM course_versions WHERE state = 'published'"))
	nothingAhead(t, d, o.Business.Now())
}

// betweenUploadAndPublishing takes the published course back to where a kill between the two leaves it.
func betweenUploadAndPublishing(t *testing.T, d *db.DB) {
	t.Helper()
	require.Equal(t, 1, number(t, d, "SELECT COUNT(*) FROM course_versions WHERE state = 'published'"))
	for _, statement := range []string{
		"UPDATE courses SET current_version_id = NULL",
		"UPDATE course_versions SET state = 'draft', number = NULL, published_at = NULL, published_by = NULL, note = ''",
		"DELETE FROM audit_entries WHERE action = 'course.publish'",
	} {
		_, err := d.Writer().ExecContext(context.Background(), statement)
		require.NoError(t, err)
	}
}

func TestSeedRefusesOthersDatabases(t *testing.T) {
	d := dbtest.SQLite(t)
	o := options(t, d, autumn)
	service := people.NewService(people.Options{DB: d, System: o.System, Business: o.Business, Keys: o.Keys, Log: slog.New(slog.DiscardHandler)})
	_, err := service.AddUnit(context.Background(), people.System("cli"), people.NewUnit{Code: "X", Name: "X", Kind: people.Province, From: "2020-01-01"})
	require.NoError(t, err)
	_, err = demo.Seed(context.Background(), o)
	require.True(t, fault.Is(err, fault.Conflict), "%v", err)
	require.Equal(t, 1, number(t, d, "SELECT COUNT(*) FROM units"))
	require.Zero(t, number(t, d, "SELECT COUNT(*) FROM courses"))
}

func TestSameDaySameHistory(t *testing.T) {
	t.Parallel()
	history := func(d *db.DB) []string {
		list := texts(t, d, "SELECT number || full_name || birth_date FROM officers ORDER BY id")
		list = append(list, texts(t, d, "SELECT document FROM completions ORDER BY id")...)
		return append(list, texts(t, d, "SELECT id || paper || grades FROM attempts ORDER BY id")...)
	}
	d := dbtest.SQLite(t)
	seed(t, options(t, d, autumn))
	require.Equal(t, history(seeded(t).DB), history(d))
}
