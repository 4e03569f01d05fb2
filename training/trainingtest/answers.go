package trainingtest

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/people"
	"liem/quiz"
)

// Right are the right answers to an attempt's paper, by place.
func (s *School) Right(t testing.TB, attemptID string) map[int]json.RawMessage {
	t.Helper()
	ctx := context.Background()
	at, err := quiz.NewStore(s.DB.Reader()).Attempt(ctx, attemptID)
	require.NoError(t, err)
	v, err := s.Cache.Version(ctx, at.VersionID)
	require.NoError(t, err)
	answers := map[int]json.RawMessage{}
	for i, item := range at.Paper.Items {
		answers[i+1] = right(t, item, v.Questions()[item.Digest])
	}
	return answers
}

func right(t testing.TB, item quiz.Item, q quiz.Question) json.RawMessage {
	t.Helper()
	if q.Numeric != nil {
		return json.RawMessage(q.Numeric.Value)
	}
	keys := []string{}
	for place, authored := range item.Order {
		if q.Options[authored].Correct {
			keys = append(keys, string(rune('a'+place)))
		}
	}
	var value any = keys
	if q.Kind != quiz.KindMultiple {
		value = keys[0]
	}
	raw, err := json.Marshal(value)
	require.NoError(t, err)
	return raw
}

// Start begins an attempt at a quiz.
func (s *School) Start(t testing.TB, a people.Actor, slug, stem string) string {
	t.Helper()
	id, err := s.Training.StartAttempt(context.Background(), a, slug, stem)
	require.NoError(t, err)
	return id
}

// Answer saves answers, each the next at its place.
func (s *School) Answer(t testing.TB, a people.Actor, attemptID string, values map[int]json.RawMessage) {
	t.Helper()
	refused, err := s.Training.SaveForm(context.Background(), a, attemptID, values)
	require.NoError(t, err)
	require.Empty(t, refused)
}

// Pass begins an attempt, answers everything right and hands it in.
func (s *School) Pass(t testing.TB, a people.Actor, slug, stem string) string {
	t.Helper()
	id := s.Start(t, a, slug, stem)
	s.Answer(t, a, id, s.Right(t, id))
	_, err := s.Training.Submit(context.Background(), a, id)
	require.NoError(t, err)
	return id
}

// Complete takes a course that Course made from its beginning to its end.
func (s *School) Complete(t testing.TB, a people.Actor, slug string) {
	t.Helper()
	for _, stem := range []string{"mot", "hai"} {
		_, err := s.Training.LessonDone(context.Background(), a, slug, stem)
		require.NoError(t, err)
	}
	s.Pass(t, a, slug, "kiem-tra")
}
