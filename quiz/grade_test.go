package quiz_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/fault"
	"liem/quiz"
)

// questions of each kind; the options' right ones are given by an x.
func choice(id string, kind quiz.Kind, right string) quiz.Question {
	q := quiz.Question{ID: id, Kind: kind, Points: 100, Feedback: "SECRET feedback"}
	for i, mark := range right {
		q.Options = append(q.Options, quiz.Option{
			HTML: htmlOf(i), Correct: mark == 'x', Feedback: "SECRET option feedback",
		})
	}
	return q
}

func numeric(id, value, tolerance string) quiz.Question {
	return quiz.Question{
		ID: id, Kind: quiz.KindNumeric, Points: 100, Feedback: "SECRET feedback",
		Numeric: &quiz.Numeric{Value: value, Tolerance: tolerance},
	}
}

func byDigest(questions ...quiz.Question) map[string]quiz.Question {
	m := map[string]quiz.Question{}
	for _, q := range questions {
		m[q.Digest()] = q
	}
	return m
}

func TestGradeByKind(t *testing.T) {
	single := choice("s", quiz.KindSingle, ".x.")
	multiple := choice("m", quiz.KindMultiple, "x.x.")
	truth := choice("t", quiz.KindTrueFalse, ".x")
	twenty := numeric("n", "20", "0")
	near := numeric("n", "0.3", "0.1")
	for _, c := range []struct {
		q      quiz.Question
		answer string
		right  bool
	}{
		{single, `"b"`, true}, {single, `"a"`, false}, {single, `"c"`, false},
		{multiple, `["a","c"]`, true}, {multiple, `["c","a","a"]`, true}, {multiple, `["a"]`, false}, {multiple, `"a"`, false},
		{multiple, `["a","b","c"]`, false}, {multiple, `["a","b","c","d"]`, false}, {multiple, `["b","d"]`, false},
		{truth, `"b"`, true}, {truth, `"a"`, false},
		{twenty, `20`, true}, {twenty, `"20,0"`, true}, {twenty, `" 20.00 "`, true}, {twenty, `20.0000000001`, false}, {twenty, `-20`, false},
		{near, `0.2`, true}, {near, `0.4`, true}, {near, `"0,4"`, true}, {near, `0.40000000000000001`, false}, {near, `0.19999999999999999`, false},
	} {
		paper := quiz.Draw(quiz.Settings{}, []quiz.Question{c.q}, 1)
		value, err := quiz.ValidateAnswer(paper.Items[0], json.RawMessage(c.answer))
		require.NoError(t, err, "%s %s", c.q.Kind, c.answer)
		result, err := quiz.Grade(paper, byDigest(c.q), map[int]json.RawMessage{1: value})
		require.NoError(t, err)
		require.Equal(t, c.right, result.Items[0].Correct, "%s %s", c.q.Kind, c.answer)
		require.True(t, result.Items[0].Answered)
		if c.right {
			require.Equal(t, quiz.Result{V: 1, Points: 100, Max: 100, Mark: 10000, Items: []quiz.ItemResult{
				{N: 1, Points: 100, Max: 100, Correct: true, Answered: true, Reason: quiz.ReasonRight},
			}}, result)
		} else {
			require.Equal(t, quiz.ReasonWrong, result.Items[0].Reason)
			require.Zero(t, result.Points)
		}
	}
}

func TestValidateAnswer(t *testing.T) {
	item := func(q quiz.Question) quiz.Item { return quiz.Draw(quiz.Settings{}, []quiz.Question{q}, 1).Items[0] }
	single, multiple := item(choice("s", quiz.KindSingle, ".x.")), item(choice("m", quiz.KindMultiple, "x.x."))
	number := item(numeric("n", "1", "0"))
	for _, c := range []struct {
		item quiz.Item
		raw  string
		want string // "" means refused with the key
		key  string
	}{
		{single, `"b"`, `"b"`, ""}, {single, `["b"]`, `"b"`, ""}, {single, ` null `, `null`, ""}, {single, `""`, `null`, ""}, {single, ``, `null`, ""},
		{multiple, `["c","a","c"]`, `["a","c"]`, ""}, {multiple, `[]`, `null`, ""}, {multiple, `"d"`, `["d"]`, ""},
		{number, `20.50`, `20.5`, ""}, {number, `"−20,5"`, `-20.5`, ""}, {number, `-0`, `0`, ""}, {number, `007`, "", "quiz.answer.not_json"},
		{single, `"d"`, "", "quiz.answer.not_option"}, {single, `"ab"`, "", "quiz.answer.not_option"}, {single, `"B"`, "", "quiz.answer.not_option"},
		{single, `["a","b"]`, "", "quiz.answer.one_option"}, {single, `1`, "", "quiz.answer.not_option"}, {single, `{"a":1}`, "", "quiz.answer.not_option"},
		{multiple, `["a",1]`, "", "quiz.answer.not_option"}, {multiple, `["a","e"]`, "", "quiz.answer.not_option"}, {multiple, `[""]`, "", "quiz.answer.not_option"},
		{number, `"hai mươi"`, "", "quiz.answer.not_number"}, {number, `"1.000,5"`, "", "quiz.answer.not_number"}, {number, `" 1.000"`, "", "quiz.answer.not_number"}, {number, `"-12.345"`, "", "quiz.answer.not_number"},
		{number, `"0.125"`, "0.125", ""}, {number, `"1,000"`, "1", ""}, {number, `1.000`, "1", ""}, {number, `1e9`, "", "quiz.answer.not_number"},
		{number, `[1]`, "", "quiz.answer.not_number"}, {number, `true`, "", "quiz.answer.not_number"}, {number, `NaN`, "", "quiz.answer.not_json"},
		{number, `"1e999999999"`, "", "quiz.answer.not_number"}, {single, `"b`, "", "quiz.answer.not_json"},
		{single, `"` + string(make([]byte, quiz.MaxAnswer)) + `"`, "", "quiz.answer.too_large"},
	} {
		got, err := quiz.ValidateAnswer(c.item, json.RawMessage(c.raw))
		if c.key == "" {
			require.NoError(t, err, c.raw)
			require.Equal(t, c.want, string(got), c.raw)
			again, err := quiz.ValidateAnswer(c.item, got)
			require.NoError(t, err)
			require.Equal(t, string(got), string(again), "the canonical form is its own canonical form")
			continue
		}
		f, ok := fault.As(err)
		require.True(t, ok, c.raw)
		require.Equal(t, fault.Invalid, f.Kind)
		require.Equal(t, c.key, f.Key, c.raw)
	}
}

func TestMarksAndPassing(t *testing.T) {
	questions := []quiz.Question{choice("a", quiz.KindSingle, "x."), choice("b", quiz.KindSingle, "x."), choice("c", quiz.KindSingle, "x.")}
	paper := quiz.Draw(quiz.Settings{}, questions, 1)
	grade := func(answers map[int]json.RawMessage) quiz.Result {
		r, err := quiz.Grade(paper, byDigest(questions...), answers)
		require.NoError(t, err)
		return r
	}
	two := grade(map[int]json.RawMessage{1: json.RawMessage(`"a"`), 2: json.RawMessage(`"a"`)})
	require.Equal(t, 6666, two.Mark, "rounded down")
	require.True(t, two.Passed(quiz.Settings{Pass: 6666}))
	require.False(t, two.Passed(quiz.Settings{Pass: 6667}))
	require.Equal(t, quiz.ReasonUnanswered, two.Items[2].Reason)

	none := grade(nil)
	require.Zero(t, none.Mark)
	require.True(t, none.Passed(quiz.Settings{Pass: 0}))
	require.False(t, none.Passed(quiz.Settings{Pass: 1}))
	taken := grade(map[int]json.RawMessage{1: json.RawMessage(`null`)})
	require.False(t, taken.Items[0].Answered)
}

func TestMissingQuestionsAreNeverGradedAsWrong(t *testing.T) {
	q := choice("a", quiz.KindSingle, "x.")
	paper := quiz.Draw(quiz.Settings{}, []quiz.Question{q}, 1)
	_, err := quiz.Grade(paper, nil, nil)
	require.Equal(t, fault.Internal, fault.KindOf(err))
	_, err = quiz.View(paper, nil)
	require.Error(t, err)
	shorter := q
	shorter.Options = q.Options[:1]
	_, err = quiz.Grade(paper, map[string]quiz.Question{paper.Items[0].Digest: shorter}, nil)
	require.Error(t, err)
}

func TestDecimal(t *testing.T) {
	for in, want := range map[string]string{
		"20": "20", "20,50": "20.5", "-0.0": "0", "+3": "3", "0,1": "0.1", "00012": "12",
		"0.000000000000000000000000000001": "0.000000000000000000000000000001",
	} {
		d, ok := quiz.ParseDecimal(in)
		require.True(t, ok, in)
		require.Equal(t, want, d.String())
	}
	for _, in := range []string{"", " ", "-", ".", "1.", ".5", "1,2,3", "1.2.3", "1 000", "1e3", "0x1", "--1", "१", "1234567890123456789012345678901"} {
		_, ok := quiz.ParseDecimal(in)
		require.False(t, ok, in)
	}
}
