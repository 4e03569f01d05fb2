package quiz_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
	"liem/quiz"
)

// quizzes are whole files to begin with: a good one, and every wrong one.
func quizzes() []string {
	list := []string{sample}
	for _, src := range wrong {
		if len(src) < 5000 {
			list = append(list, src)
		}
	}
	slices.Sort(list)
	return list
}

// FuzzParse holds what must be true of every quiz file. Without -fuzz it checks the seeds and TestQuizMixtures; make soak
// takes more of these.
func FuzzParse(f *testing.F) {
	for _, src := range quizzes() {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) { checkQuiz(t, src) })
}

// checkQuiz: reading never panics, problems stand in the file, and a quiz without a blocking problem can be drawn,
// shown, stored and graded, each question by its own right answer.
func checkQuiz(t testing.TB, src []byte) {
	t.Helper()
	q, problems := quiz.Parse("a.quiz.md", src, nil, markdown.Labels{})
	lines := 1 + strings.Count(string(src), "\n") + strings.Count(string(src), "\r")
	for _, p := range problems {
		require.True(t, 1 <= p.Line && p.Line <= lines+1 && p.Column >= 1, "%+v in %q", p, src)
		require.Equal(t, "a.quiz.md", p.File)
	}
	if markdown.Blocking(problems) {
		return
	}
	require.NotEmpty(t, q.Title, "%q", src)
	require.NotEmpty(t, q.Questions, "%q", src)
	ids := map[string]bool{}
	for _, question := range q.Questions {
		require.False(t, ids[question.ID], "%q", src)
		ids[question.ID] = true
		checkQuestion(t, question, src)
	}
	paper := quiz.Draw(q.Settings, q.Questions, 1)
	_, err := quiz.View(paper, byDigest(q.Questions...))
	require.NoError(t, err, "%q", src)
}

func checkQuestion(t testing.TB, q quiz.Question, src []byte) {
	t.Helper()
	require.Contains(t, quiz.Kinds, q.Kind, "%q", src)
	require.NotEmpty(t, q.Text)
	require.Positive(t, q.Points)
	right := 0
	for _, o := range q.Options {
		require.NotEmpty(t, o.HTML, "%q", src)
		if o.Correct {
			right++
		}
	}
	switch q.Kind {
	case quiz.KindNumeric:
		require.NotNil(t, q.Numeric, "%q", src)
		require.Empty(t, q.Options)
	case quiz.KindMultiple:
		require.Positive(t, right, "%q", src)
		require.GreaterOrEqual(t, len(q.Options), 2)
	default:
		require.Equal(t, 1, right, "%q", src)
		require.GreaterOrEqual(t, len(q.Options), 2)
	}
	data, err := q.Content()
	require.NoError(t, err)
	read, err := quiz.ReadQuestion(data)
	require.NoError(t, err)
	require.Equal(t, q.Digest(), read.Digest(), "%q", src)
}

// TestQuizMixtures changes lines of the seeds at random, the same way in every run. make soak takes very many.
func TestQuizMixtures(t *testing.T) {
	rounds := 1500
	if os.Getenv("LIEM_SOAK") != "" {
		rounds = 100_000
	}
	files := quizzes()
	var lines []string
	for _, src := range files {
		lines = append(lines, strings.SplitAfter(src, "\n")...)
	}
	random := rand.New(rand.NewPCG(2026, 7))
	for range rounds {
		file := sample // half of the time, so that many come out right
		if random.IntN(2) == 0 {
			file = files[random.IntN(len(files))]
		}
		src := strings.SplitAfter(file, "\n")
		for range random.IntN(4) {
			at, other := random.IntN(len(src)), lines[random.IntN(len(lines))]
			switch random.IntN(3) {
			case 0:
				src[at] = other
			case 1:
				src = slices.Insert(src, at, other)
			default:
				src = append(src[:at:at], src[min(at+1, len(src)-1):]...)
			}
		}
		checkQuiz(t, []byte(strings.Join(src, "")))
	}
}
