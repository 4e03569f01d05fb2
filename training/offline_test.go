package training_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/training"
	"liem/training/trainingtest"
)

func TestACourseIsKeptOnceItIsBegun(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		v := s.Publish(t, trainingtest.Course(1))
		a, b := s.Officer(t, "Nguyễn Thị Ánh", "P1"), s.Officer(t, "Trần Văn An", "P1")

		_, err := s.Training.Offline(ctx, a, "khoa-1")
		require.True(t, fault.Is(err, fault.Conflict), "%v", err)
		_, err = s.Training.Offline(ctx, a, "khong-co")
		require.True(t, fault.Is(err, fault.NotFound), "%v", err)
		require.Zero(t, count(t, d, "enrolments"), "asking begins nothing")

		e, err := s.Training.Begin(ctx, a, "khoa-1")
		require.NoError(t, err)
		view, err := s.Training.Offline(ctx, a, "khoa-1")
		require.NoError(t, err)
		require.Equal(t, e.ID, view.EnrolmentID)
		require.Equal(t, v.ID, view.Version.Version.ID)
		require.Empty(t, view.Attempts)

		mine, others := s.Start(t, a, "khoa-1", "kiem-tra"), s.Start(t, b, "khoa-1", "kiem-tra")
		view, err = s.Training.Offline(ctx, a, "khoa-1")
		require.NoError(t, err)
		require.Len(t, view.Attempts, 1)
		require.Equal(t, mine, view.Attempts[0].ID)
		require.NotEqual(t, others, mine)
		require.NotEmpty(t, view.Attempts[0].Questions)
	})
}

func TestWhatStandsOfKeptCourses(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		first := s.Publish(t, trainingtest.Course(1))
		s.Publish(t, trainingtest.Course(2))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		e, err := s.Training.Begin(ctx, a, "khoa-1")
		require.NoError(t, err)
		attempt := s.Start(t, a, "khoa-1", "kiem-tra")
		s.Start(t, s.Officer(t, "Trần Văn An", "P1"), "khoa-1", "kiem-tra")

		kept, open, err := s.Training.Kept(ctx, a, []string{"khoa-1", "khoa-2", "khong-co"})
		require.NoError(t, err)
		require.Equal(t, []training.KeptCourse{{Slug: "khoa-1", EnrolmentID: e.ID, VersionID: first.ID, Number: 1}}, kept)
		require.Equal(t, []training.OpenAttempt{{ID: attempt, Slug: "khoa-1"}}, open)

		renamed := trainingtest.Course(1)
		renamed.Slug = "khoa-mot"
		s.PublishAs(t, renamed, courses.Publication{Revision: courses.RevisionEditorial, Note: "Đổi địa chỉ"})
		for _, slug := range []string{"khoa-1", "khoa-mot"} { // the address under which it was kept, and today's
			kept, open, err = s.Training.Kept(ctx, a, []string{slug})
			require.NoError(t, err)
			require.Equal(t, []training.KeptCourse{{Slug: slug, EnrolmentID: e.ID, VersionID: first.ID, Number: 1}}, kept)
			require.Equal(t, slug, open[0].Slug)
		}

		s.Complete(t, a, "khoa-1") // hands the attempt in
		_, open, err = s.Training.Kept(ctx, a, []string{"khoa-1"})
		require.NoError(t, err)
		require.Empty(t, open)

		again, err := s.Training.Begin(ctx, a, "khoa-1")
		require.NoError(t, err)
		kept, _, err = s.Training.Kept(ctx, a, []string{"khoa-1"})
		require.NoError(t, err)
		require.Equal(t, again.ID, kept[0].EnrolmentID, "the open run stands")
	})
}

func TestALessonReadOfflineCountsOnce(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		v := s.Publish(t, trainingtest.Course(1))
		a, b := s.Officer(t, "Nguyễn Thị Ánh", "P1"), s.Officer(t, "Trần Văn An", "P1")
		e, err := s.Training.Begin(ctx, a, "khoa-1")
		require.NoError(t, err)
		read := training.ReadOffline{Slug: "khoa-1", Stem: "mot", VersionID: v.ID, EnrolmentID: e.ID}

		atOnce(t, 6, func(int) (training.Outcome, error) { return s.Training.LessonReadOffline(ctx, a, read) })
		require.Equal(t, 1, count(t, d, "progress"))

		_, err = s.Training.LessonReadOffline(ctx, b, read)
		require.True(t, fault.Is(err, fault.NotFound), "another's run does not exist: %v", err)
		quiz := read
		quiz.Stem = "kiem-tra"
		_, err = s.Training.LessonReadOffline(ctx, a, quiz)
		require.True(t, fault.Is(err, fault.Invalid), "%v", err)
		other := read
		other.VersionID = s.Publish(t, trainingtest.Course(2)).ID
		_, err = s.Training.LessonReadOffline(ctx, a, other)
		require.True(t, fault.Is(err, fault.NotFound), "a version of another course: %v", err)

		// What was read in a run that is over marks nothing in the next one.
		s.Complete(t, a, "khoa-1")
		next, err := s.Training.Begin(ctx, a, "khoa-1")
		require.NoError(t, err)
		_, err = s.Training.LessonReadOffline(ctx, a, read)
		require.NoError(t, err)
		require.Zero(t, count(t, d, "progress WHERE enrolment_id = '"+next.ID+"'"))
	})
}

func TestALessonReadOfflineMustHaveTheSameText(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		course := trainingtest.Course(1)
		v := s.Publish(t, course)
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		e, err := s.Training.Begin(ctx, a, "khoa-1")
		require.NoError(t, err)
		changed := course.Edit(t, "01-mot.md", "Nội dung bài một.", "Nội dung mới của bài một.")
		s.PublishAs(t, changed, courses.Publication{Revision: courses.RevisionSubstantive, Moves: true, Note: "Luật đã sửa"})

		_, err = s.Training.LessonReadOffline(ctx, a, training.ReadOffline{Slug: "khoa-1", Stem: "mot", VersionID: v.ID, EnrolmentID: e.ID})
		require.True(t, fault.Is(err, fault.Conflict), "the law has changed since it was read: %v", err)
		require.Zero(t, count(t, d, "progress"))
		_, err = s.Training.LessonReadOffline(ctx, a, training.ReadOffline{Slug: "khoa-1", Stem: "hai", VersionID: v.ID, EnrolmentID: e.ID})
		require.NoError(t, err)
		require.Equal(t, 1, count(t, d, "progress"), "what has not changed stands")
	})
}
