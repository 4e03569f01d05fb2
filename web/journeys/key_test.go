package journeys

import (
	"html"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses/library"
	"liem/internal/markdown"
	"liem/quiz"
)

// key knows the right answers of a sample course's quiz, by the question's text: whoever takes it in a journey has
// studied.
type key map[string]quiz.Question

func keyOf(t *testing.T, slug, file string) key {
	t.Helper()
	folder, err := library.Course(slug)
	require.NoError(t, err)
	source, err := fs.ReadFile(folder, file)
	require.NoError(t, err)
	q, problems := quiz.Parse(file, source, nil, markdown.Labels{})
	require.False(t, markdown.Blocking(problems), "%v", problems)
	k := key{}
	for _, question := range q.Questions {
		k[plain(string(question.Prompt))] = question
	}
	return k
}

var tag = regexp.MustCompile(`<[^>]*>`)

// plain is the text of HTML without white space, to compare what is on the page with what was written.
func plain(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(s, " "))), "")
}

// right is the texts of a question's right options, or its number.
func (k key) right(t *testing.T, prompt string) (options map[string]bool, number string) {
	t.Helper()
	q, ok := k[plain(prompt)]
	require.True(t, ok, "the page asks what the quiz does not hold: %q", prompt)
	if q.Numeric != nil {
		return nil, q.Numeric.Value
	}
	options = map[string]bool{}
	for _, o := range q.Options {
		if o.Correct {
			options[plain(string(o.HTML))] = true
		}
	}
	return options, ""
}
