package quiz_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/quiz"
)

func TestAttemptsAreStoredWhole(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		k := newDesk(t, d, 3)
		store := quiz.NewStore(d.Writer())
		at, err := store.Attempt(ctx, k.id)
		require.NoError(t, err)
		require.Equal(t, 1, at.Number)
		require.Len(t, at.Paper.Items, 3)
		require.Equal(t, 5000, at.Settings.Pass)
		require.True(t, at.StartedAt.Add(20*time.Minute).Equal(*at.DeadlineAt))
		v, err := k.Cache.Version(ctx, at.VersionID)
		require.NoError(t, err)
		part, _ := v.PartByID(at.PartID)
		require.Equal(t, at.Paper, quiz.Draw(part.Settings, v.QuizQuestions(part), at.Seed), "the paper can be drawn again from its seed")

		second := at
		second.ID, second.Number = db.NewID(), 2
		require.Equal(t, fault.Conflict, fault.KindOf(store.InsertAttempt(ctx, second)), "one open attempt at a time")

		_, err = k.save(1, 1, "1")
		require.NoError(t, err)
		_, err = k.Training.Submit(ctx, k.who, k.id)
		require.NoError(t, err)
		require.NoError(t, store.InsertAttempt(ctx, second))
		best, err := store.BestMarks(ctx, at.EnrolmentID)
		require.NoError(t, err)
		require.Equal(t, map[string]int{at.PartID: 3333}, best, "open attempts have no mark")

		list, err := store.Attempts(ctx, at.EnrolmentID, at.PartID)
		require.NoError(t, err)
		require.Len(t, list, 2)
		require.Equal(t, quiz.ByPerson, list[0].SubmittedBy)
		require.Equal(t, 3333, list[0].Grades.Mark)
		require.False(t, list[0].Passed)
		open, err := store.OpenOf(ctx, at.EnrolmentID)
		require.NoError(t, err)
		require.Len(t, open, 1)
		require.Equal(t, second.ID, open[0].ID)

		expired, err := store.Expired(ctx, *at.DeadlineAt, 10)
		require.NoError(t, err)
		require.Empty(t, expired, "the deadline itself is in time")
		expired, err = store.Expired(ctx, at.DeadlineAt.Add(time.Microsecond), 10)
		require.NoError(t, err)
		require.Equal(t, []quiz.Attempt{{ID: second.ID, EnrolmentID: at.EnrolmentID, OfficerID: at.OfficerID, VersionID: at.VersionID, PartID: at.PartID}}, expired)
	})
}

func TestQuestionVersionsAreKeptOnce(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		store := quiz.NewStore(d.Writer())
		one := quiz.Question{ID: "a", Kind: quiz.KindNumeric, Points: 100, Text: "Một?", Prompt: "<p>Một?</p>", Numeric: &quiz.Numeric{Value: "1", Tolerance: "0"}}
		two := one
		two.Text = "Hai?"
		now := time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC)
		require.NoError(t, store.InsertQuestions(ctx, "c", []quiz.Question{one, two}, now))
		require.NoError(t, store.InsertQuestions(ctx, "c", []quiz.Question{two}, now.Add(time.Hour)))
		found, err := store.QuestionsByDigest(ctx, []string{one.Digest(), two.Digest(), "none"})
		require.NoError(t, err)
		require.Equal(t, map[string]quiz.Question{one.Digest(): one, two.Digest(): two}, found)
	})
}
