package quiz_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"liem/quiz"
)

// questionBank draws between one and twelve questions of all kinds.
var questionBank = rapid.Custom(func(t *rapid.T) []quiz.Question {
	n := rapid.IntRange(1, 12).Draw(t, "questions")
	questions := make([]quiz.Question, n)
	for i := range questions {
		id := "q" + strconv.Itoa(i)
		switch kind := rapid.SampledFrom(quiz.Kinds).Draw(t, "kind"); kind {
		case quiz.KindNumeric:
			questions[i] = numeric(id, strconv.Itoa(rapid.IntRange(-50, 50).Draw(t, "value")), "0.5")
		case quiz.KindTrueFalse:
			questions[i] = choice(id, kind, rapid.SampledFrom([]string{"x.", ".x"}).Draw(t, "key"))
		case quiz.KindSingle:
			marks := slices.Repeat([]byte{'.'}, rapid.IntRange(2, 6).Draw(t, "options"))
			marks[rapid.IntRange(0, len(marks)-1).Draw(t, "right")] = 'x'
			questions[i] = choice(id, kind, string(marks))
		default:
			questions[i] = choice(id, kind, rapid.StringMatching(`[x.]{1,5}x`).Draw(t, "key"))
		}
		questions[i].Points = rapid.IntRange(1, 500).Draw(t, "points")
	}
	return questions
})

func settingsFor(t *rapid.T, questions []quiz.Question) quiz.Settings {
	return quiz.Settings{
		Draw: rapid.IntRange(0, len(questions)).Draw(t, "draw"), Shuffle: rapid.Bool().Draw(t, "shuffle"),
	}
}

func TestDrawIsDeterministicAndFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		questions := questionBank.Draw(t, "bank")
		settings, seed := settingsFor(t, questions), rapid.Int64().Draw(t, "seed")
		paper := quiz.Draw(settings, questions, seed)
		require.Equal(t, paper, quiz.Draw(settings, questions, seed))

		want := len(questions)
		if settings.Draw > 0 {
			want = settings.Draw
		}
		require.Len(t, paper.Items, want)
		seen, last := map[string]bool{}, -1
		for _, item := range paper.Items {
			at := slices.IndexFunc(questions, func(q quiz.Question) bool { return q.Digest() == item.Digest })
			require.GreaterOrEqual(t, at, 0)
			require.False(t, seen[item.Digest], "no question twice")
			seen[item.Digest] = true
			require.Equal(t, questions[at].Points, item.Points)
			if !settings.Shuffle {
				require.Greater(t, at, last, "the author's order is kept")
			}
			last = at
			sorted := slices.Clone(item.Order)
			slices.Sort(sorted)
			for i, v := range sorted {
				require.Equal(t, i, v, "the order is a permutation")
			}
			require.Len(t, item.Order, len(questions[at].Options))
			if item.Kind == quiz.KindTrueFalse || !settings.Shuffle {
				require.True(t, slices.IsSorted(item.Order))
			}
		}
		data, err := json.Marshal(paper)
		require.NoError(t, err)
		read, err := quiz.ReadPaper(data)
		require.NoError(t, err)
		require.Equal(t, paper.Digests(), read.Digests())
	})
}

// TestGradeDoesNotDependOnTheOrder: who knows the same things has the same points for each question, however the paper was
// shuffled.
func TestGradeDoesNotDependOnTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		questions := questionBank.Draw(t, "bank")
		known := byDigest(questions...)
		chosen := map[string][]bool{} // what the person would choose, by question and the author's order
		numbers := map[string]int{}
		for _, q := range questions {
			for range q.Options {
				chosen[q.ID] = append(chosen[q.ID], rapid.Bool().Draw(t, "chosen"))
			}
			numbers[q.ID] = rapid.IntRange(-50, 50).Draw(t, "number")
		}
		points := func(seed int64, shuffle bool) map[string]int {
			paper := quiz.Draw(quiz.Settings{Shuffle: shuffle}, questions, seed)
			result, err := quiz.Grade(paper, known, answersFor(t, paper, chosen, numbers))
			require.NoError(t, err)
			byID := map[string]int{}
			sum, most := 0, 0
			for i, item := range result.Items {
				byID[paper.Items[i].QuestionID] = item.Points
				require.Contains(t, []int{0, item.Max}, item.Points)
				sum, most = sum+item.Points, most+item.Max
			}
			require.Equal(t, sum, result.Points)
			require.Equal(t, most, result.Max)
			require.Equal(t, paper.Points(), result.Max)
			require.LessOrEqual(t, result.Mark, 10000)
			return byID
		}
		plain := points(0, false)
		require.Equal(t, plain, points(rapid.Int64().Draw(t, "seed"), true))
	})
}

// answersFor turns what a person would choose into the keys that the paper's form would send.
func answersFor(t *rapid.T, paper quiz.Paper, chosen map[string][]bool, numbers map[string]int) map[int]json.RawMessage {
	answers := map[int]json.RawMessage{}
	for i, item := range paper.Items {
		var raw any = numbers[item.QuestionID]
		if len(item.Order) > 0 {
			first, keys := len(item.Order), []string{}
			for place, authored := range item.Order {
				if chosen[item.QuestionID][authored] {
					keys = append(keys, string(rune('a'+place)))
					first = min(first, authored)
				}
			}
			raw = keys
			if item.Kind != quiz.KindMultiple && first < len(item.Order) {
				raw = string(rune('a' + slices.Index(item.Order, first)))
			}
		}
		data, err := json.Marshal(raw)
		require.NoError(t, err)
		value, err := quiz.ValidateAnswer(item, data)
		require.NoError(t, err)
		answers[i+1] = value
	}
	return answers
}

// TestDrawStaysTheSame pins the algorithm: papers drawn years ago must be explained by their seed.
func TestDrawStaysTheSame(t *testing.T) {
	var questions []quiz.Question
	for i := range 6 {
		questions = append(questions, choice("q"+strconv.Itoa(i), quiz.KindSingle, "x..."))
	}
	paper := quiz.Draw(quiz.Settings{Draw: 3, Shuffle: true}, questions, 20261124)
	got := []string{}
	for _, item := range paper.Items {
		got = append(got, item.QuestionID)
		for _, at := range item.Order {
			got = append(got, strconv.Itoa(at))
		}
	}
	require.Equal(t, []string{
		"q1", "1", "3", "0", "2", "q4", "3", "2", "1", "0", "q0", "0", "2", "3", "1",
	}, got)
}

// TestDrawReachesEveryQuestion: over many seeds each question comes up about as often as any other.
func TestDrawReachesEveryQuestion(t *testing.T) {
	var questions []quiz.Question
	for i := range 8 {
		questions = append(questions, choice("q"+strconv.Itoa(i), quiz.KindSingle, "x."))
	}
	count := map[string]int{}
	for seed := range int64(4000) {
		for _, item := range quiz.Draw(quiz.Settings{Draw: 2, Shuffle: true}, questions, seed).Items {
			count[item.QuestionID]++
		}
	}
	for id, n := range count { // 1000 expected each, standard deviation 27
		require.InDelta(t, 1000, n, 150, id)
	}
	require.Len(t, count, 8)
}
