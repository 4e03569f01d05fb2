package training_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/training"
	"liem/training/trainingtest"
)

// count is the number of rows of a table, or of those that a condition after its name leaves.
func count(t *testing.T, d *db.DB, table string) int {
	t.Helper()
	var n int
	require.NoError(t, d.Reader().QueryRowContext(context.Background(), "SELECT COUNT(*) FROM "+table).Scan(&n))
	return n
}

// atOnce does something several times at the same moment and returns what each led to.
func atOnce[T any](t *testing.T, times int, do func(i int) (T, error)) []T {
	t.Helper()
	results := make([]T, times)
	var wg sync.WaitGroup
	for i := range times {
		wg.Go(func() {
			var err error
			if results[i], err = do(i); err != nil {
				t.Errorf("number %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	return results
}

func TestBeginningTwiceAndAtOnce(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		v := s.Publish(t, trainingtest.Course(1))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		all := atOnce(t, 6, func(int) (training.Enrolment, error) { return s.Training.Begin(ctx, a, "khoa-1") })
		for _, e := range all {
			require.Equal(t, all[0].ID, e.ID)
		}
		require.Equal(t, v.ID, all[0].VersionID)
		require.Equal(t, training.OriginSelf, all[0].Origin)
		require.Equal(t, 1, count(t, d, "enrolments"))

		// A lesson that is opened begins the course too.
		b := s.Officer(t, "Trần Văn An", "P1")
		atOnce(t, 6, func(int) (training.LessonView, error) { return s.Training.Lesson(ctx, b, "khoa-1", "hai") })
		require.Equal(t, 2, count(t, d, "enrolments"))
	})
}

func TestWhatBeginsNothing(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		s.Upload(t, trainingtest.Course(2))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		_, err := s.Training.Lesson(ctx, a, "khoa-1", "khong-co")
		require.Equal(t, fault.NotFound, fault.KindOf(err))
		_, err = s.Training.Lesson(ctx, a, "khoa-1", "kiem-tra")
		require.Equal(t, fault.NotFound, fault.KindOf(err), "a quiz is no lesson")
		require.Equal(t, 1, count(t, d, "enrolments"), "but it is a part of the course")
		for _, slug := range []string{"khoa-2", "khoa-3"} {
			_, err = s.Training.Begin(ctx, a, slug)
			require.Equal(t, fault.NotFound, fault.KindOf(err), "%s is not published", slug)
			_, err = s.Training.Course(ctx, a, slug)
			require.Equal(t, fault.NotFound, fault.KindOf(err))
		}
		manager := s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "TINH"})
		_, err = s.Training.Begin(ctx, manager, "khoa-1")
		require.Equal(t, fault.Forbidden, fault.KindOf(err), "who is no officer does not learn")
		require.Equal(t, 1, count(t, d, "enrolments"))
	})
}

func TestWithdrawnCourses(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		v := s.Publish(t, trainingtest.Course(1))
		inside, done, late := s.Officer(t, "Nguyễn Thị Ánh", "P1"), s.Officer(t, "Trần Văn An", "P1"), s.Officer(t, "Lê Văn Bình", "P1")
		_, err := s.Training.LessonDone(ctx, inside, "khoa-1", "mot")
		require.NoError(t, err)
		s.Complete(t, done, "khoa-1")
		require.NoError(t, s.Courses.Withdraw(ctx, trainingtest.Root, v.CourseID, true, ""))

		s.Complete(t, inside, "khoa-1")
		for _, a := range []people.Actor{inside, done} {
			view, err := s.Training.Course(ctx, a, "khoa-1")
			require.NoError(t, err, "who was inside still sees it")
			require.NotNil(t, view.Completion)
			_, err = s.Training.Begin(ctx, a, "khoa-1")
			require.Equal(t, fault.NotFound, fault.KindOf(err), "but nobody begins it again")
		}
		_, err = s.Training.Course(ctx, late, "khoa-1")
		require.Equal(t, fault.NotFound, fault.KindOf(err))
		_, err = s.Training.Begin(ctx, late, "khoa-1")
		require.Equal(t, fault.NotFound, fault.KindOf(err))
		_, err = s.Training.Lesson(ctx, late, "khoa-1", "mot")
		require.Equal(t, fault.NotFound, fault.KindOf(err))
	})
}

func TestTakingACourseAgain(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		s.Complete(t, a, "khoa-1")
		first, err := s.Training.Course(ctx, a, "khoa-1")
		require.NoError(t, err)
		require.NotNil(t, first.Enrolment.ClosedAt)
		require.Equal(t, 3, first.Done)
		lesson, err := s.Training.Lesson(ctx, a, "khoa-1", "mot")
		require.NoError(t, err)
		require.True(t, lesson.Completed, "reading again begins nothing")
		_, err = s.Training.StartAttempt(ctx, a, "khoa-1", "kiem-tra")
		e, _ := fault.As(err)
		require.Equal(t, "training.course_completed", e.Key)

		s.Clock.Add(1000)
		_, err = s.Training.Begin(ctx, a, "khoa-1")
		require.NoError(t, err)
		second, err := s.Training.Course(ctx, a, "khoa-1")
		require.NoError(t, err)
		require.NotEqual(t, first.Enrolment.ID, second.Enrolment.ID)
		require.Zero(t, second.Done)
		require.Equal(t, "mot", second.Next.Part.Stem)
		require.Equal(t, first.Completion.ID, second.Completion.ID, "the record stays")
		quiz, err := s.Training.Quiz(ctx, a, "khoa-1", "kiem-tra")
		require.NoError(t, err)
		require.Empty(t, quiz.Attempts)
		require.Equal(t, 3, quiz.Left, "attempts are counted anew")

		s.Complete(t, a, "khoa-1")
		require.Equal(t, 2, count(t, d, "completions"))
	})
}
