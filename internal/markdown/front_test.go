package markdown_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
)

func TestSplitFrontMatter(t *testing.T) {
	for src, want := range map[string]struct {
		yaml, body string
		front, at  int
	}{
		"---\ntitle: a\n---\nb\n":             {"title: a\n", "b\n", 2, 4},
		"---\n---\nb":                         {"", "b", 2, 3},
		"---\ntitle: a\n---":                  {"title: a\n", "", 2, 4},
		"--- \t\ntitle: a\n---  \nb":          {"title: a\n", "b", 2, 4},
		"---\r\ntitle: a\r\n---\r\nb\r\n":     {"title: a\n", "b\n", 2, 4},
		"---\rtitle: a\r---\rb":               {"title: a\n", "b", 2, 4},
		"\ufeff---\ntitle: a\n---\nb":         {"title: a\n", "b", 2, 4},
		"---\ntitle: a\n---\n---\nb\n---\n":   {"title: a\n", "---\nb\n---\n", 2, 4},
		"---\ntitle: |\n  ----\n ---\n---\nb": {"title: |\n  ----\n ---\n", "b", 2, 6},
		"b\n---\nc\n---\n":                    {"", "b\n---\nc\n---\n", 1, 1},
		" ---\na: b\n---\n":                   {"", " ---\na: b\n---\n", 1, 1},
		"----\na\n----\n":                     {"", "----\na\n----\n", 1, 1},
		"---":                                 {"", "---", 1, 1},
		"":                                    {"", "", 1, 1},
	} {
		front, body, at, problem := markdown.SplitFrontMatter([]byte(src))
		require.Nil(t, problem, "%q", src)
		require.Equal(t, want.yaml, string(front.YAML), "%q", src)
		require.Equal(t, want.body, string(body), "%q", src)
		require.Equal(t, want.front, front.Line, "%q", src)
		require.Equal(t, want.at, at, "%q", src)
	}
}

func TestFrontMatterThatDoesNotEnd(t *testing.T) {
	for src, code := range map[string]string{
		"---\ntitle: a\n":      "markdown.front_not_closed",
		"---\n":                "markdown.front_not_closed",
		"---\ntitle: a\n\n--":  "markdown.front_not_closed",
		"---\r\ntitle: a\r\nb": "markdown.front_not_closed",
		"---\n" + strings.Repeat("a: b\n", 3201) + "---\nb": "markdown.front_too_long",
	} {
		front, body, _, problem := markdown.SplitFrontMatter([]byte(src))
		require.NotNil(t, problem, code)
		require.Equal(t, code, problem.Code)
		require.Equal(t, markdown.Position{Line: 1, Column: 1}, problem.Position())
		require.True(t, problem.Blocks())
		require.Empty(t, body)
		require.Empty(t, front.YAML)
	}
	_, _, _, problem := markdown.SplitFrontMatter([]byte("---\n" + strings.Repeat("a: b\n", 3200) + "---\nb"))
	require.Nil(t, problem)
}
