package training_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/quiz"
	"liem/records"
	"liem/training"
	"liem/training/trainingtest"
)

// completion is the one completion of an officer.
func completion(t *testing.T, s *trainingtest.School, a people.Actor) records.Completion {
	t.Helper()
	list, err := records.NewStore(s.DB.Reader()).OfOfficer(context.Background(), a.OfficerID, 0)
	require.NoError(t, err)
	require.Len(t, list, 1)
	return list[0]
}

func TestCompletingACourse(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		v := s.Publish(t, trainingtest.Course(1))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		sealed := 0
		s.Training.Sealed = func() { sealed++ }
		o, err := s.Training.LessonDone(ctx, a, "khoa-1", "mot")
		require.NoError(t, err)
		require.Equal(t, training.Outcome{NextStem: "hai"}, o)
		o, err = s.Training.LessonDone(ctx, a, "khoa-1", "hai")
		require.NoError(t, err)
		require.Equal(t, training.Outcome{NextStem: "kiem-tra"}, o)

		id := s.Start(t, a, "khoa-1", "kiem-tra")
		right := s.Right(t, id)
		right[1], right[2] = json.RawMessage("null"), json.RawMessage("null")
		s.Answer(t, a, id, right)
		o, err = s.Training.Submit(ctx, a, id)
		require.NoError(t, err)
		require.Equal(t, training.Outcome{NextStem: "kiem-tra"}, o, "half of the points are not 70 %")
		require.Zero(t, sealed)

		id = s.Start(t, a, "khoa-1", "kiem-tra")
		right = s.Right(t, id)
		right[1] = json.RawMessage("null")
		s.Answer(t, a, id, right)
		o, err = s.Training.Submit(ctx, a, id)
		require.NoError(t, err)
		require.Empty(t, o.NextStem)
		require.Equal(t, 1, sealed)

		c := completion(t, s, a)
		require.Equal(t, c.ID, o.Completion.ID)
		require.Equal(t, 1, c.VersionNumber)
		require.Equal(t, v.Digest, c.VersionDigest)
		require.Equal(t, 7500, *c.Mark, "the best attempt counts")
		require.Equal(t, 800, c.Hours)
		require.Equal(t, "12/KH-VKS, 15/01/2026", c.Plan)
		require.EqualValues(t, "2026-11-24", c.DoneOn)
		require.EqualValues(t, "2026-11-24", c.BegunOn)
		require.Contains(t, c.Document, `"unit":"Đơn vị P1"`)
		require.Equal(t, 1, count(t, d, "ledger_queue"))
		require.Equal(t, 1, count(t, d, "audit_entries WHERE action = 'completion.record'"))

		result, err := s.Training.Result(ctx, a, id)
		require.NoError(t, err)
		require.Equal(t, c.ID, result.Completion.ID)
		require.False(t, result.MayRetry)
		require.Equal(t, 7500, result.Mark)
		require.Len(t, result.Items, 4)
	})
}

// TestSubmittingTwiceAndAtOnce hands one attempt in many times at the same moment.
func TestSubmittingTwiceAndAtOnce(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		for _, stem := range []string{"mot", "hai"} {
			_, err := s.Training.LessonDone(ctx, a, "khoa-1", stem)
			require.NoError(t, err)
		}
		ids := atOnce(t, 6, func(int) (string, error) { return s.Training.StartAttempt(ctx, a, "khoa-1", "kiem-tra") })
		for _, id := range ids {
			require.Equal(t, ids[0], id, "one attempt, however often it is started")
		}
		require.Equal(t, 1, count(t, d, "attempts"))
		s.Answer(t, a, ids[0], s.Right(t, ids[0]))
		s.Clock.Add(1000)
		outcomes := atOnce(t, 6, func(int) (training.Outcome, error) { return s.Training.Submit(ctx, a, ids[0]) })
		c := completion(t, s, a)
		for _, o := range outcomes {
			require.NotNil(t, o.Completion, "every tab hears of the completion")
			require.Equal(t, c.ID, o.Completion.ID)
		}
		s.Clock.Add(1000)
		again, err := s.Training.Submit(ctx, a, ids[0])
		require.NoError(t, err)
		require.Equal(t, c.ID, again.Completion.ID)
		at, err := quiz.NewStore(d.Reader()).Attempt(ctx, ids[0])
		require.NoError(t, err)
		require.True(t, c.DoneAt.Equal(*at.SubmittedAt), "the first time stands")
		require.Equal(t, 1, count(t, d, "ledger_queue"))
	})
}

// TestTheLastPartsAtOnce does the last two lessons and the quiz at the same moment, in three tabs.
func TestTheLastPartsAtOnce(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		for _, name := range []string{"Nguyễn Thị Ánh", "Trần Văn An", "Lê Văn Bình"} {
			a := s.Officer(t, name, "P1")
			id := s.Start(t, a, "khoa-1", "kiem-tra")
			s.Answer(t, a, id, s.Right(t, id))
			outcomes := atOnce(t, 6, func(i int) (training.Outcome, error) {
				switch i % 3 {
				case 0:
					return s.Training.LessonDone(ctx, a, "khoa-1", "mot")
				case 1:
					return s.Training.LessonDone(ctx, a, "khoa-1", "hai")
				}
				return s.Training.Submit(ctx, a, id)
			})
			c := completion(t, s, a)
			told := 0
			for _, o := range outcomes {
				if o.Completion != nil {
					require.Equal(t, c.ID, o.Completion.ID)
					told++
				}
			}
			require.Positive(t, told)
		}
		require.Equal(t, 3, count(t, d, "completions"))
		require.Equal(t, 3, count(t, d, "ledger_queue"))
	})
}

func TestOtherPeoplesAttemptsDoNotExist(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		a, b := s.Officer(t, "Nguyễn Thị Ánh", "P1"), s.Officer(t, "Trần Văn An", "P1")
		id := s.Start(t, a, "khoa-1", "kiem-tra")
		for _, who := range []people.Actor{b, s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "TINH"}), trainingtest.Root} {
			_, err := s.Training.Attempt(ctx, who, id)
			require.Equal(t, fault.NotFound, fault.KindOf(err))
			_, err = s.Training.Submit(ctx, who, id)
			require.Equal(t, fault.NotFound, fault.KindOf(err))
			_, err = s.Training.Result(ctx, who, id)
			require.Equal(t, fault.NotFound, fault.KindOf(err))
			_, err = s.Training.SaveAnswer(ctx, who, id, 1, 1, json.RawMessage(`"a"`), nil)
			require.Equal(t, fault.NotFound, fault.KindOf(err))
			_, err = s.Training.SaveForm(ctx, who, id, map[int]json.RawMessage{1: json.RawMessage(`"a"`)})
			require.Equal(t, fault.NotFound, fault.KindOf(err))
		}
		require.Zero(t, count(t, d, "answers"))
		require.Zero(t, count(t, d, "late_answers"))
		_, err := s.Training.Result(ctx, a, id)
		require.Equal(t, fault.Conflict, fault.KindOf(err), "an open attempt has no result")
	})
}

func TestAttemptsRunOut(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		for left := 2; left >= 0; left-- {
			id := s.Start(t, a, "khoa-1", "kiem-tra")
			view, err := s.Training.Quiz(ctx, a, "khoa-1", "kiem-tra")
			require.NoError(t, err)
			require.Equal(t, id, view.OpenID)
			require.Equal(t, training.PartRunning, view.State)
			require.False(t, view.MayStart)
			_, err = s.Training.Submit(ctx, a, id)
			require.NoError(t, err)
			view, err = s.Training.Quiz(ctx, a, "khoa-1", "kiem-tra")
			require.NoError(t, err)
			require.Equal(t, left, view.Left)
			require.Equal(t, left > 0, view.MayStart)
			result, err := s.Training.Result(ctx, a, id)
			require.NoError(t, err)
			require.Equal(t, left > 0, result.MayRetry)
			require.False(t, result.Passed)
		}
		_, err := s.Training.StartAttempt(ctx, a, "khoa-1", "kiem-tra")
		e, _ := fault.As(err)
		require.Equal(t, "training.no_attempt_left", e.Key)
		require.Equal(t, 3, e.Args["Count"])
		_, err = s.Training.StartAttempt(ctx, a, "khoa-1", "mot")
		require.Equal(t, fault.NotFound, fault.KindOf(err), "a lesson has no attempts")
	})
}

func TestCoursesThatNeedLess(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1).Without("03-kiem-tra.quiz.md"))
		s.Publish(t, trainingtest.Course(2).Edit(t, "course.md", "counts: true", "counts: true\ncompletion: [mot]"))
		a, b := s.Officer(t, "Nguyễn Thị Ánh", "P1"), s.Officer(t, "Trần Văn An", "P1")

		_, err := s.Training.LessonDone(ctx, a, "khoa-1", "hai")
		require.NoError(t, err)
		o, err := s.Training.LessonDone(ctx, a, "khoa-1", "mot")
		require.NoError(t, err)
		require.NotNil(t, o.Completion, "a course without a quiz completes by its lessons")
		require.Nil(t, o.Completion.Mark)

		id := s.Start(t, b, "khoa-2", "kiem-tra")
		s.Answer(t, b, id, s.Right(t, id))
		o, err = s.Training.LessonDone(ctx, b, "khoa-2", "mot")
		require.NoError(t, err)
		require.NotNil(t, o.Completion, "this one needs its first lesson alone")
		require.Nil(t, o.Completion.Mark, "a quiz that is not needed gives no mark")
		s.Clock.Add(1000)
		_, err = s.Training.Submit(ctx, b, id)
		require.NoError(t, err, "what was begun may be ended")
		_, err = s.Training.LessonDone(ctx, b, "khoa-2", "hai")
		require.NoError(t, err)
		require.Equal(t, 2, count(t, d, "completions"))
		result, err := s.Training.Result(ctx, b, id)
		require.NoError(t, err)
		require.True(t, result.Passed)
		view, err := s.Training.Course(ctx, b, "khoa-2")
		require.NoError(t, err)
		require.Equal(t, []int{1, 1}, []int{view.Done, view.Total})
		require.Equal(t, []courses.PartKind{courses.KindLesson, courses.KindLesson, courses.KindQuiz}, []courses.PartKind{view.Parts[0].Part.Kind, view.Parts[1].Part.Kind, view.Parts[2].Part.Kind})
		_, err = s.Training.LessonDone(ctx, b, "khoa-2", "kiem-tra")
		require.Equal(t, fault.Invalid, fault.KindOf(err), "a quiz is not done by saying so")
	})
}
