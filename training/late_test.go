package training_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people"
	"liem/quiz"
	"liem/training"
	"liem/training/trainingtest"
)

// almost begins a course, does its lessons, and answers a started attempt right.
func almost(t *testing.T, s *trainingtest.School, a people.Actor, slug string) (attemptID string) {
	t.Helper()
	for _, stem := range []string{"mot", "hai"} {
		_, err := s.Training.LessonDone(context.Background(), a, slug, stem)
		require.NoError(t, err)
	}
	id := s.Start(t, a, slug, "kiem-tra")
	s.Answer(t, a, id, s.Right(t, id))
	return id
}

// TestTimeIsUp leaves an attempt that is answered right, and comes back three days later, in each of the ways that there
// are. It was handed in at its deadline.
func TestTimeIsUp(t *testing.T) {
	for name, comeBack := range map[string]func(ctx context.Context, s *trainingtest.School, a people.Actor, id string) error{
		"the job": func(ctx context.Context, s *trainingtest.School, _ people.Actor, _ string) error {
			n, err := s.Training.CloseExpired(ctx)
			if err == nil && n != 1 {
				err = fmt.Errorf("%d attempts were over", n)
			}
			return err
		},
		"the page": func(ctx context.Context, s *trainingtest.School, a people.Actor, id string) error {
			view, err := s.Training.Attempt(ctx, a, id)
			if err == nil && (!view.Submitted || len(view.Questions) > 0) {
				err = errors.New("an attempt that is over shows no questions")
			}
			return err
		},
		"handing in": func(ctx context.Context, s *trainingtest.School, a people.Actor, id string) error {
			_, err := s.Training.Submit(ctx, a, id)
			return err
		},
		"starting anew": func(ctx context.Context, s *trainingtest.School, a people.Actor, id string) error {
			got, err := s.Training.StartAttempt(ctx, a, "khoa-1", "kiem-tra")
			if err == nil && got != id {
				err = errors.New("the course is complete: there is nothing to start")
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Run(t, func(t *testing.T, d *db.DB) {
				ctx := context.Background()
				s := trainingtest.New(t, d)
				s.Publish(t, trainingtest.Course(1))
				a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
				sealed := 0
				s.Training.Sealed = func() { sealed++ }
				id := almost(t, s, a, "khoa-1")
				deadline := s.Clock.Now().Add(20 * time.Minute)
				s.Clock.Add(72 * time.Hour)
				require.NoError(t, comeBack(ctx, s, a, id))
				at, err := quiz.NewStore(d.Reader()).Attempt(ctx, id)
				require.NoError(t, err)
				require.True(t, deadline.Equal(*at.SubmittedAt))
				require.Equal(t, quiz.ByTime, at.SubmittedBy)
				require.True(t, at.Passed)
				c := completion(t, s, a)
				require.True(t, deadline.Equal(c.DoneAt))
				require.EqualValues(t, "2026-11-24", c.DoneOn, "not the day on which it was noticed")
				require.Equal(t, 1, sealed)
				result, err := s.Training.Result(ctx, a, id)
				require.NoError(t, err)
				require.True(t, result.ByTime)
				n, err := s.Training.CloseExpired(ctx)
				require.NoError(t, err)
				require.Zero(t, n)
			})
		})
	}
}

func TestANewAttemptAfterOneThatRanOut(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		first := s.Start(t, a, "khoa-1", "kiem-tra")
		s.Clock.Add(20*time.Minute + quiz.Grace)
		require.Equal(t, first, s.Start(t, a, "khoa-1", "kiem-tra"), "within the grace it still runs")
		s.Clock.Add(time.Microsecond)
		view, err := s.Training.Quiz(ctx, a, "khoa-1", "kiem-tra")
		require.NoError(t, err)
		require.True(t, view.MayStart)
		ids := atOnce(t, 4, func(int) (string, error) { return s.Training.StartAttempt(ctx, a, "khoa-1", "kiem-tra") })
		require.NotEqual(t, first, ids[0])
		for _, id := range ids {
			require.Equal(t, ids[0], id)
		}
		require.Equal(t, 2, count(t, d, "attempts"))
		require.Equal(t, 1, count(t, d, "attempts WHERE submitted_by = 'time'"))
	})
}

// TestHandingInAndStartingAtOnce crosses the two ways that take an enrolment and an attempt, round after round: neither
// may wait for the other for ever, and one attempt is graded once.
func TestHandingInAndStartingAtOnce(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1).Edit(t, "03-kiem-tra.quiz.md", "attempts: 3\n", ""))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		const rounds = 10
		for range rounds {
			id := s.Start(t, a, "khoa-1", "kiem-tra")
			s.Clock.Add(time.Hour)
			atOnce(t, 6, func(i int) (training.Outcome, error) {
				switch i % 3 {
				case 0:
					return s.Training.Submit(ctx, a, id)
				case 1:
					_, err := s.Training.StartAttempt(ctx, a, "khoa-1", "kiem-tra")
					return training.Outcome{}, err
				}
				_, err := s.Training.CloseExpired(ctx)
				return training.Outcome{}, err
			})
		}
		require.Equal(t, rounds, count(t, d, "attempts WHERE submitted_by = 'time'"))
		require.Equal(t, 1, count(t, d, "attempts WHERE submitted_at IS NULL"))
		if d.Engine() == db.Postgres {
			var deadlocks int
			require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").Scan(&deadlocks))
			require.Zero(t, deadlocks)
		}
	})
}

// TestOneThatCannotBeGradedKeepsNobodyWaiting damages the oldest of two attempts that are over.
func TestOneThatCannotBeGradedKeepsNobodyWaiting(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		a, b := s.Officer(t, "Nguyễn Thị Ánh", "P1"), s.Officer(t, "Trần Văn An", "P1")
		broken := s.Start(t, a, "khoa-1", "kiem-tra")
		s.Clock.Add(time.Minute)
		whole := s.Start(t, b, "khoa-1", "kiem-tra")
		_, err := d.Writer().ExecContext(ctx, `UPDATE attempts SET paper = '{"v":1,"items":[{"digest":"gone","kind":"numeric"}]}' WHERE id = ?`, broken)
		require.NoError(t, err)
		s.Clock.Add(time.Hour)
		n, err := s.Training.CloseExpired(ctx)
		require.ErrorContains(t, err, broken)
		require.Equal(t, 1, n)
		at, err := quiz.NewStore(d.Reader()).Attempt(ctx, whole)
		require.NoError(t, err)
		require.NotNil(t, at.SubmittedAt)
	})
}

// TestForms saves by posted forms, the way of a browser without scripts.
func TestForms(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1).Edit(t, "03-kiem-tra.quiz.md", "shuffle: true", "shuffle: false"))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		id := s.Start(t, a, "khoa-1", "kiem-tra")
		raw := func(s string) json.RawMessage { return json.RawMessage(s) }
		stored := func() map[int]string {
			view, err := s.Training.Attempt(ctx, a, id)
			require.NoError(t, err)
			out := map[int]string{}
			for n, saved := range view.Answers {
				out[n] = string(rune('0'+saved.Seq)) + ":" + string(saved.Value)
			}
			return out
		}
		save := func(values map[int]json.RawMessage) map[int]error {
			refused, err := s.Training.SaveForm(ctx, a, id, values)
			require.NoError(t, err)
			return refused
		}
		refused := save(map[int]json.RawMessage{1: raw(`"b"`), 2: raw(`["b","a"]`), 3: raw("null"), 4: raw(`"năm"`)})
		require.Len(t, refused, 1)
		require.ErrorContains(t, refused[4], "quiz.answer.not_number", "what is wrong with one answer costs the others nothing")
		require.Equal(t, map[int]string{1: `1:"b"`, 2: `1:["a","b"]`}, stored())

		require.Empty(t, save(map[int]json.RawMessage{1: raw(`"b"`), 2: raw("null"), 4: raw(`"5,0"`)}))
		require.Equal(t, map[int]string{1: `1:"b"`, 2: "2:null", 4: "1:5"}, stored(), "what did not change stays as it is")

		s.Clock.Add(time.Hour)
		require.Empty(t, save(map[int]json.RawMessage{1: raw(`"c"`), 2: raw(`["a"]`)}))
		_, err := s.Training.Submit(ctx, a, id)
		require.NoError(t, err)
		result, err := s.Training.Result(ctx, a, id)
		require.NoError(t, err)
		require.Equal(t, 2, result.Late, "what comes too late is kept")
		require.True(t, result.Items[0].Correct, "and not counted")
		require.False(t, result.Items[1].Answered)
	})
}
