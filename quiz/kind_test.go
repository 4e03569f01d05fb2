package quiz_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
	"liem/quiz"
)

func htmlOf(i int) markdown.HTML { return markdown.HTML(fmt.Sprintf("option %d", i)) }

// anyOf makes a question of a kind with a right answer; it fails for a kind that it does not know, so that a new kind
// cannot be forgotten here.
func anyOf(t require.TestingT, kind quiz.Kind) (q quiz.Question, right string) {
	switch kind {
	case quiz.KindSingle:
		return choice("single", kind, ".x.."), `"b"`
	case quiz.KindMultiple:
		return choice("multiple", kind, "x.x."), `["a","c"]`
	case quiz.KindTrueFalse:
		return choice("truefalse", kind, "x."), `"a"`
	case quiz.KindNumeric:
		return numeric("numeric", "20.5", "0.5"), `21`
	}
	require.FailNow(t, "no sample", "kind %s", kind)
	return q, ""
}

func TestEveryKindIsDrawnShownAndGraded(t *testing.T) {
	for _, kind := range quiz.Kinds {
		q, right := anyOf(t, kind)
		paper := quiz.Draw(quiz.Settings{}, []quiz.Question{q}, 1)
		shown, err := quiz.View(paper, byDigest(q))
		require.NoError(t, err)
		require.Equal(t, kind, shown[0].Kind)
		require.Len(t, shown[0].Options, len(q.Options))
		value, err := quiz.ValidateAnswer(paper.Items[0], json.RawMessage(right))
		require.NoError(t, err)
		result, err := quiz.Grade(paper, byDigest(q), map[int]json.RawMessage{1: value})
		require.NoError(t, err)
		require.True(t, result.Items[0].Correct, kind)
	}
	require.Panics(t, func() { quiz.Draw(quiz.Settings{Shuffle: true}, []quiz.Question{choice("x", "ranking", "x.")}, 1) })
}

// TestTextsExist: every key that the package makes from a value has a text in both languages.
func TestTextsExist(t *testing.T) {
	keys := []string{}
	for _, k := range quiz.Kinds {
		keys = append(keys, k.TextKey())
	}
	for _, r := range quiz.Reviews {
		keys = append(keys, r.TextKey())
	}
	for _, r := range []quiz.Reason{quiz.ReasonRight, quiz.ReasonWrong, quiz.ReasonUnanswered} {
		keys = append(keys, r.TextKey())
	}
	for _, language := range []string{"vi", "en"} {
		data, err := os.ReadFile("../internal/i18n/text/quiz." + language + ".json")
		require.NoError(t, err)
		texts := map[string]any{}
		require.NoError(t, json.Unmarshal(data, &texts))
		for _, key := range keys {
			require.Contains(t, texts, key, language)
		}
	}
}

// TestNothingShownHoldsTheKey: what a person gets before submitting must not tell the answer. All right options, feedback
// and numbers in this test can be told from what may be shown.
func TestNothingShownHoldsTheKey(t *testing.T) {
	var all []quiz.Question
	for _, kind := range quiz.Kinds {
		q, _ := anyOf(t, kind)
		all = append(all, q)
	}
	paper := quiz.Draw(quiz.Settings{Shuffle: true}, all, 7)
	shown, err := quiz.View(paper, byDigest(all...))
	require.NoError(t, err)
	data, err := json.Marshal(shown)
	require.NoError(t, err)
	for _, secret := range []string{"SECRET", "orrect", "eedback", "20.5", "olerance", "umeric\":{", "digest"} {
		require.NotContains(t, string(data), secret)
	}
	// Turning every key round changes nothing of what is shown.
	turned := byDigest(all...)
	for digest, q := range turned {
		options := append([]quiz.Option(nil), q.Options...)
		for i := range options {
			options[i].Correct = !options[i].Correct
			options[i].Feedback = "other"
		}
		q.Options, q.Feedback = options, "other"
		turned[digest] = q
	}
	again, err := quiz.View(paper, turned)
	require.NoError(t, err)
	require.Equal(t, shown, again)
}

func TestReviewShowsOnlyWhatTheSettingsAllow(t *testing.T) {
	var all []quiz.Question
	answers := map[int]json.RawMessage{}
	for i, kind := range quiz.Kinds {
		q, right := anyOf(t, kind)
		all = append(all, q)
		answers[i+1] = json.RawMessage(right)
	}
	paper := quiz.Draw(quiz.Settings{}, all, 1)
	result, err := quiz.Grade(paper, byDigest(all...), answers)
	require.NoError(t, err)

	none, err := quiz.ReviewPaper(quiz.ReviewNone, paper, byDigest(all...), answers, result)
	require.NoError(t, err)
	require.Empty(t, none)

	marks, err := quiz.ReviewPaper(quiz.ReviewMarks, paper, byDigest(all...), answers, result)
	require.NoError(t, err)
	require.Len(t, marks, len(all))
	for _, r := range marks {
		require.True(t, r.ItemResult.Correct)
		require.Nil(t, r.Numeric)
		require.Empty(t, r.Feedback)
		for _, o := range r.Options {
			require.False(t, o.Correct)
			require.Empty(t, o.Feedback)
		}
	}
	full, err := quiz.ReviewPaper(quiz.ReviewFull, paper, byDigest(all...), answers, result)
	require.NoError(t, err)
	require.True(t, full[0].Options[1].Chosen)
	require.True(t, full[0].Options[1].Correct)
	require.NotEmpty(t, full[0].Options[1].Feedback)
	require.Equal(t, "21", full[3].Given)
	require.Equal(t, "20.5", full[3].Numeric.Value)
}

func TestCheckSuccession(t *testing.T) {
	old := []quiz.Question{choice("a", quiz.KindSingle, "x."), choice("b", quiz.KindSingle, "x.")}
	changed := numeric("a", "1", "0")
	changed.File, changed.Position = "q.quiz.md", markdown.Position{Line: 9, Column: 1}
	problems := quiz.CheckSuccession(old, []quiz.Question{changed, choice("b", quiz.KindSingle, ".x"), numeric("c", "1", "0")})
	require.Equal(t, []string{"9:1 quiz.kind_changed"}, places(problems))
	require.Equal(t, "q.quiz.md", problems[0].File)
	require.True(t, markdown.Blocking(problems))
	require.Empty(t, quiz.CheckSuccession(nil, old))
}

func TestWhatTakesAnAnswerBack(t *testing.T) {
	many := quiz.Item{Kind: quiz.KindMultiple, Order: []int{0, 1, 2}}
	for _, raw := range []string{"", "null", `""`, "[]", "[ ]", " [\n] "} {
		value, err := quiz.ValidateAnswer(many, json.RawMessage(raw))
		require.NoError(t, err, raw)
		require.Equal(t, "null", string(value), raw)
	}
}
