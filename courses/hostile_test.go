package courses_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/training/trainingtest"
)

// TestTextsMadeToBeSlowAreRefused: by what they are, at their file, in words, whatever else the course holds.
func TestTextsMadeToBeSlowAreRefused(t *testing.T) {
	lists := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.Repeat(" ", 2*min(i, 40)) + "- a\n\n")
		}
		return b.String()
	}
	aliases := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'k'; c++ {
		aliases += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+", ", 8) + "*" + string(c-1) + "]\n"
	}
	for name, c := range map[string]struct{ text, code string }{
		"5 MB":                        {trainingtest.Lesson("Bài hai", strings.Repeat("chữ ", 5<<20/5)), "course.file_too_large"},
		"quotes 7,000 deep":           {trainingtest.Lesson("Bài hai", strings.Repeat("> ", 7_000)+"a"), "markdown.too_deep"},
		"quotes 10,000 deep":          {trainingtest.Lesson("Bài hai", strings.Repeat("> ", 10_000)+"a"), "markdown.line_too_long"},
		"marks 10,000 deep":           {trainingtest.Lesson("Bài hai", strings.Repeat(">", 10_000)+"a"), "markdown.too_deep"},
		"lists 41 deep, 10,000 times": {trainingtest.Lesson("Bài hai", lists(10_000)), "markdown.too_deep"},
		"brackets 10,000 deep":        {"---\ntitle: " + strings.Repeat("[", 10_000) + "\n---\n\nNội dung.\n", "markdown.front_syntax"},
		"aliases that explode":        {"---\ntitle: Bài hai\n" + aliases + "---\n\nNội dung.\n", "markdown.front_reference"},
		"front matter of 100 KB":      {"---\ntitle: " + strings.Repeat("a", 100_000) + "\n---\n\nNội dung.\n", "markdown.front_too_long"},
		"a table of 100,000 cells":    {trainingtest.Lesson("Bài hai", strings.Repeat("|a", 1000)+"\n"+strings.Repeat("|-", 1000)+strings.Repeat("\n|a", 100)), "markdown.table_too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := courses.Compile(trainingtest.Course(1).With("02-hai.md", c.text).Open(t), today)
			require.NotEmpty(t, blocking(t, problems))
			found := false
			for _, p := range problems {
				found = found || p.File == "02-hai.md" && p.Code == c.code
			}
			require.True(t, found, "%v", blocking(t, problems))
		})
	}
}
