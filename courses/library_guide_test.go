package courses_test

import (
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/courses/library"
	"liem/internal/i18n"
	"liem/people"
)

// guides are the courses on the use of Liêm itself, by the language they are written in.
var guides = map[string]i18n.Locale{"su-dung-liem": i18n.Vietnamese, "using-liem": i18n.English}

var (
	bold        = regexp.MustCompile(`\*\*([^*\n]+)\*\*`)
	placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)
	code        = regexp.MustCompile("(?s)```.*?```")
)

// isLabel tells how the guides write the words of a page: bold, with a capital, and no full stop at the end, which a
// paragraph's opening words have.
func isLabel(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(first) && !strings.HasSuffix(text, ".")
}

// TestGuidesQuoteThePagesAsTheyAre holds the guides to the product: whatever they set in bold as the words of a page is
// a text of the product, so that renaming a button without mending the guides fails here.
func TestGuidesQuoteThePagesAsTheyAre(t *testing.T) {
	for name, locale := range guides {
		t.Run(name, func(t *testing.T) {
			said := map[string]bool{}
			for _, m := range i18n.Messages(locale) {
				said[placeholder.ReplaceAllString(m.Other, "…")] = true
			}
			quoted := 0
			for path, text := range texts(t, name) {
				for _, m := range bold.FindAllStringSubmatch(code.ReplaceAllString(text, ""), -1) {
					if isLabel(m[1]) {
						require.True(t, said[m[1]], "%s/%s quotes “%s”, which no page says", name, path, m[1])
						quoted++
					}
				}
			}
			require.Greater(t, quoted, 100, "the guides quote the pages")
		})
	}
}

// TestGuidesHaveALessonForEachRole holds the two guides to the same shape: a lesson for everybody, one for each role,
// and a quiz; who is only a learner needs no lesson of another role.
func TestGuidesHaveALessonForEachRole(t *testing.T) {
	for name, locale := range guides {
		c, problems := courses.Compile(sample(t, name), libraryDay)
		require.Empty(t, problems)
		require.Equal(t, locale, i18n.Locale(c.Meta.Language))
		parts := c.Parts()
		require.Len(t, parts, 1+len(people.Roles)+1)
		for i, p := range parts {
			require.Equal(t, i == len(parts)-1, p.Kind == courses.KindQuiz, p.Stem)
		}
		require.Equal(t, []string{parts[0].ID, parts[1].ID, parts[len(parts)-1].ID}, c.Meta.Completion)
		require.GreaterOrEqual(t, c.QuestionCount(), 12)
	}
}

// texts are the Markdown files of a sample course, by path.
func texts(t *testing.T, name string) map[string]string {
	t.Helper()
	require.Contains(t, library.Names(), name)
	out := map[string]string{}
	for _, f := range sample(t, name).Files {
		if !strings.HasSuffix(f.Path, ".md") {
			continue
		}
		r, err := f.Open()
		require.NoError(t, err)
		raw, err := io.ReadAll(r)
		require.NoError(t, err)
		require.NoError(t, r.Close())
		out[f.Path] = string(raw)
	}
	return out
}
