package demo_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/courses/library"
	"liem/internal/clock"
	"liem/internal/db/dbtest"
	"liem/people"
	"liem/quiz"
	"liem/records"
	"liem/server/demo"
	"liem/training"
)

// stage is the services over a seeded database.
type stage struct {
	people   *people.Service
	training *training.Service
	courses  *courses.Service
}

func newStage(t *testing.T, o demo.Options) stage {
	t.Helper()
	answerer := quiz.NewAnswerer(o.DB, o.Business, o.System)
	t.Cleanup(answerer.Close)
	log := slog.New(slog.DiscardHandler)
	s := stage{
		people: people.NewService(people.Options{DB: o.DB, System: o.System, Business: o.Business, Keys: o.Keys, Log: log}),
		training: training.NewService(training.Options{DB: o.DB, Cache: courses.NewCache(o.DB), Answerer: answerer, Business: o.Business,
			System: o.System, Log: log}),
		courses: courses.NewService(o.DB, o.Blobs, o.Business, nil),
	}
	t.Cleanup(s.training.Close)
	return s
}

func (s stage) signIn(t *testing.T, name string) people.Actor {
	t.Helper()
	in, err := s.people.SignIn(context.Background(), people.SignIn{Username: name, Password: demo.Password, IP: "127.0.0.1"})
	require.NoError(t, err, name)
	require.False(t, in.Actor.MustChangePassword)
	return in.Actor
}

func TestWhatTheOfficerFinds(t *testing.T) {
	if len(library.Names()) < 3 {
		t.Fatal("the officer's first page needs three sample courses")
	}
	t.Run("in autumn", func(t *testing.T) {
		t.Parallel()
		firstPage(t, seeded(t))
	})
	t.Run("when the year is young", func(t *testing.T) {
		t.Parallel()
		o := options(t, dbtest.SQLite(t), time.Date(2027, 1, 5, 1, 0, 0, 0, time.UTC))
		seed(t, o)
		nothingAhead(t, o.DB, o.Business.Now())
		firstPage(t, o)
	})
}

func firstPage(t *testing.T, o demo.Options) {
	t.Helper()
	s := newStage(t, o)
	home, err := s.training.Home(context.Background(), s.signIn(t, "officer"))
	require.NoError(t, err)
	require.Len(t, home.Done, 1)
	require.Equal(t, 1, home.Done[0].VersionNumber)
	require.Positive(t, home.Tally.Total, "hours in the ring")
	require.Len(t, home.Due, 1)
	require.Zero(t, home.Due[0].Done)
	require.Equal(t, clock.DateOf(o.Business.Now(), clock.Hanoi).Add(9), home.Due[0].DueOn)
	require.Len(t, home.Begun, 1)
	require.Positive(t, home.Begun[0].Done)
	require.Less(t, home.Begun[0].Done, home.Begun[0].Total)
	require.Len(t, home.Offers, min(len(library.Names())-2, 6), "the first page offers six at most")
	require.NotNil(t, home.Next)
	require.Equal(t, home.Due[0].Slug, home.Next.Slug)
	require.Equal(t, 1, number(t, o.DB, "SELECT COUNT(*) FROM attempts WHERE enrolment_id = ? AND NOT passed", home.Done[0].EnrolmentID))
}

func TestEveryOfficerIsOfferedTheGuides(t *testing.T) {
	t.Parallel()
	s := newStage(t, seeded(t))
	for _, name := range demo.Usernames() {
		who := s.signIn(t, name)
		if who.OfficerID == "" {
			continue // takes no courses
		}
		for _, slug := range []string{"su-dung-liem", "using-liem"} {
			course, err := s.training.Course(context.Background(), who, slug)
			require.NoError(t, err, name)
			require.Equal(t, 1, course.Version.Number)
		}
	}
}

func TestWhatTheAccountsMayDo(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	o := seeded(t)
	s := newStage(t, o)
	tree, err := s.people.Tree(ctx, s.people.Today())
	require.NoError(t, err)
	unit := func(code string) string {
		u, ok := tree.ByCode(code)
		require.True(t, ok, code)
		return u.ID
	}
	officer, head := s.signIn(t, "officer"), s.signIn(t, "head")
	require.True(t, people.Can(head, people.ActReportCompletions, people.Target{UnitID: officer.UnitID}), "the head answers for the officer's unit")
	require.False(t, people.Can(head, people.ActReportCompletions, people.Target{UnitID: unit("KV2")}))
	require.True(t, people.Can(s.signIn(t, "manager"), people.ActPublishCourse, people.Target{UnitID: unit("VKS-TINH")}))
	require.True(t, people.Can(s.signIn(t, "hr"), people.ActExportCompletions, people.Target{UnitID: unit("KV7-NV")}))
	require.True(t, people.Can(s.signIn(t, "inspector"), people.ActVerifyLedger, people.Target{}))

	author := s.signIn(t, "author")
	require.True(t, people.Can(author, people.ActEditCourse, people.Target{UnitID: unit("P1")}))
	require.False(t, people.Can(author, people.ActEditCourse, people.Target{UnitID: unit("P2")}))
	rows, _, err := s.courses.List(ctx, author, courses.ListQuery{})
	require.NoError(t, err)
	require.Len(t, rows, 1, "the author's department owns a course")
	require.Equal(t, 2, rows[0].Number)

	admin := s.signIn(t, "admin")
	require.Empty(t, admin.OfficerID)
	require.True(t, people.Can(admin, people.ActManageAccounts, people.Target{}))
	for _, name := range demo.Usernames() {
		require.Equal(t, name != "admin", s.signIn(t, name).OfficerID != "", name)
	}
}

// TestTheClockNeverGoesBack: and with the business clock ahead, what the machine notes stays behind the machine's clock.
func TestTheClockNeverGoesBack(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d := dbtest.SQLite(t)
	o := options(t, d, autumn)
	same, err := demo.Clock(ctx, d, o.System, "")
	require.NoError(t, err)
	require.Equal(t, autumn, same.Now(), "without a day it is the system's clock")
	_, err = demo.Clock(ctx, d, o.System, "2025-12-31")
	require.ErrorContains(t, err, "demo.too_early")

	o.Business, err = demo.Clock(ctx, d, o.System, "2027-01-05")
	require.NoError(t, err)
	require.Equal(t, clock.Date("2027-01-05").Start().Add(8*time.Hour), o.Business.Now())
	seed(t, o)
	behind(t, o)

	for _, day := range []clock.Date{"", "2026-12-24"} {
		_, err = demo.Clock(ctx, d, o.System, day)
		require.ErrorContains(t, err, "demo.before_newest", "%q", day)
	}
	later := someoneReads(t, o, 10*time.Hour)
	again, err := demo.Clock(ctx, d, o.System, "2027-01-05")
	require.NoError(t, err)
	require.True(t, again.Now().After(later), "on the day of the newest entry the clock goes on from it")
	require.Equal(t, clock.Date("2027-01-05"), clock.DateOf(again.Now(), clock.Hanoi))
}

// behind: trail and ledger follow the machine's clock, records the business clock.
func behind(t *testing.T, o demo.Options) {
	t.Helper()
	require.Zero(t, number(t, o.DB, "SELECT COUNT(*) FROM audit_entries WHERE at > ?", autumn))
	require.Zero(t, number(t, o.DB, "SELECT COUNT(*) FROM ledger_heads WHERE signed_at > ?", autumn))
	require.Zero(t, number(t, o.DB, "SELECT COUNT(*) FROM answers WHERE saved_at > ?", autumn))
	require.Positive(t, number(t, o.DB, "SELECT COUNT(*) FROM completions WHERE done_at > ?", autumn))
	report, err := records.Verify(context.Background(), o.DB, o.Keys.Verifier(), records.Kept{})
	require.NoError(t, err)
	require.True(t, report.OK())
}

// someoneReads lets an officer do something so much later, and returns when that was.
func someoneReads(t *testing.T, o demo.Options, later time.Duration) time.Time {
	t.Helper()
	ctx := context.Background()
	o.Business = clock.At(o.Business.Now().Add(later))
	s := newStage(t, o)
	a := s.signIn(t, "officer")
	home, err := s.training.Home(ctx, a)
	require.NoError(t, err)
	_, err = s.training.LessonDone(ctx, a, home.Next.Slug, home.Next.PartStem)
	require.NoError(t, err)
	return o.Business.Now()
}
