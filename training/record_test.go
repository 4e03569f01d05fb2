package training_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/records"
	"liem/training/trainingtest"
)

func TestHoursAndTheirReasons(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		s.Publish(t, trainingtest.Course(2).Edit(t, "course.md", "plan:\n  number: 12/KH-VKS\n  date: 2026-01-15\n", ""))
		s.Publish(t, trainingtest.Course(3).Edit(t, "course.md", "counts: true", "counts: false"))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		complete := func(slug string) records.Completion {
			s.Clock.Add(time.Minute)
			_, err := s.Training.Begin(ctx, a, slug)
			require.NoError(t, err)
			s.Complete(t, a, slug)
			view, err := s.Training.Course(ctx, a, slug)
			require.NoError(t, err)
			return *view.Completion
		}
		hours := func(c records.Completion) []any { return []any{c.CourseHours, c.Hours, c.HoursReason, c.Year} }
		require.Equal(t, []any{800, 800, "", 2026}, hours(complete("khoa-1")))
		require.Equal(t, []any{800, 0, records.NoPlan, 2026}, hours(complete("khoa-2")))
		require.Equal(t, []any{800, 0, records.NotCounted, 2026}, hours(complete("khoa-3")))
		require.Equal(t, []any{800, 0, records.Repeated, 2026}, hours(complete("khoa-1")), "one version counts once a year")
		s.Publish(t, trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung", "Chữ"))
		require.Equal(t, []any{800, 800, "", 2026}, hours(complete("khoa-1")), "a new version counts")

		view, err := s.Training.Record(ctx, a, 2026)
		require.NoError(t, err)
		require.Len(t, view.Rows, 5)
		require.Equal(t, 1600, view.Tally.Total)
		require.EqualValues(t, -1, view.Rows[0].Index, "the ledger has not taken it yet")

		s.Clock.Set(clock.Date("2027-01-02").Start())
		require.Equal(t, []any{800, 800, "", 2027}, hours(complete("khoa-1")), "and so does the next year")
	})
}

// TestTheYearIsThatOfTheBeginning begins a course on the last evening of a year and completes it in the next.
func TestTheYearIsThatOfTheBeginning(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		s.Clock.Set(clock.Date("2027-01-01").Start().Add(-time.Minute)) // 23:59 in Hà Nội
		_, err := s.Training.Begin(ctx, a, "khoa-1")
		require.NoError(t, err)
		s.Clock.Add(2 * time.Minute)
		s.Complete(t, a, "khoa-1")
		c := completion(t, s, a)
		require.Equal(t, []any{clock.Date("2026-12-31"), clock.Date("2027-01-01"), 2026}, []any{c.BegunOn, c.DoneOn, c.Year})
		for year, rows := range map[int]int{2026: 1, 2027: 0, 0: 1} {
			view, err := s.Training.Record(ctx, a, year)
			require.NoError(t, err)
			require.Len(t, view.Rows, rows, year)
			require.Equal(t, []int{2026}, view.Years)
		}
	})
}

// TestOfficersKeepTheirVersion publishes version 2 while one officer is inside.
func TestOfficersKeepTheirVersion(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		v1 := s.Publish(t, trainingtest.Course(1))
		a, b := s.Officer(t, "Nguyễn Thị Ánh", "P1"), s.Officer(t, "Trần Văn An", "P1")
		_, err := s.Training.LessonDone(ctx, a, "khoa-1", "mot")
		require.NoError(t, err)
		renamed := trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung bài hai", "Nội dung mới").With("04-ba.md", trainingtest.Lesson("Bài ba", "Thêm."))
		renamed.Slug = "khoa-moi"
		v2 := s.Publish(t, renamed)

		for _, slug := range []string{"khoa-1", "khoa-moi"} { // by the old address and the new
			lesson, err := s.Training.Lesson(ctx, a, slug, "hai")
			require.NoError(t, err)
			require.Contains(t, string(lesson.Part.HTML), "Nội dung bài hai")
			view, err := s.Training.Course(ctx, a, slug)
			require.NoError(t, err)
			require.True(t, view.Newer)
			require.Equal(t, 3, view.Total)
			lesson, err = s.Training.Lesson(ctx, b, slug, "hai")
			require.NoError(t, err)
			require.Contains(t, string(lesson.Part.HTML), "Nội dung mới")
		}
		s.Complete(t, a, "khoa-moi")
		c := completion(t, s, a)
		require.Equal(t, []any{v1.ID, 1, v1.Digest}, []any{c.VersionID, c.VersionNumber, c.VersionDigest})

		s.Clock.Add(time.Minute)
		e, err := s.Training.Begin(ctx, a, "khoa-1")
		require.NoError(t, err)
		require.Equal(t, v2.ID, e.VersionID, "the next enrolment takes the new version")
		s.Complete(t, a, "khoa-1")
		require.Equal(t, 1, count(t, d, "completions"), "which needs one lesson more")
		o, err := s.Training.LessonDone(ctx, a, "khoa-1", "ba")
		require.NoError(t, err)
		require.Equal(t, []any{2, v2.Digest}, []any{o.Completion.VersionNumber, o.Completion.VersionDigest})
	})
}

// TestRecordsSayWhereTheOfficerServed completes courses before and after a transfer.
func TestRecordsSayWhereTheOfficerServed(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		s.Publish(t, trainingtest.Course(2))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		s.Move(t, a, "KV1", "2026-11-25")
		s.Complete(t, a, "khoa-1")
		require.Contains(t, completion(t, s, a).Document, `"unit":"Đơn vị P1"`)
		s.Clock.Add(24 * time.Hour)
		s.Complete(t, a, "khoa-2")
		list, err := records.NewStore(d.Reader()).OfOfficer(context.Background(), a.OfficerID, 0)
		require.NoError(t, err)
		require.Contains(t, list[0].Document, `"position":"Trưởng phòng"`)
		require.Contains(t, list[0].Document, `"unit":"Đơn vị KV1"`)
	})
}
