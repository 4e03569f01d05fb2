package markdown_test

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/markdown"
)

// fronts are pieces of front matter, right and wrong.
var fronts = []string{
	"title: Quà tặng: được nhận gì\n", "count: 1\n", "hours: 4,5\n", "sample: có\n", "themes: [a, \"b: c\"]\n", "themes:\n  - a: b\n",
	"plan:\n  number: 1\n  date: 2026-01-15\n", "title: |\n  một\n  hai: ba\n", "title: \"một\n  hai", "day: '2026-11-01'\n",
	"&a ", "*a", "!!str ", "<<: *a\n", "? a\n: b\n", "- ", "[", "]", "{", "}", ": ", ":\n", "# ễ\n", "\t", "\n", " ", "---\n", "...\n",
	"%YAML 1.2\n", "'", "\"", "\\", "|", ">", ",", "~", "null", "\u00a0", "@", "`", "0x1", "1_000", ".inf", "2026-11-01", "\x00",
}

// FuzzFront holds what must be true of all front matter: it is read without a panic, and its problems stand inside it.
func FuzzFront(f *testing.F) {
	f.Add([]byte(strings.Join(fronts, "")))
	for _, s := range fronts {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, yaml []byte) { checkFront(t, string(yaml)) })
}

func checkFront(t testing.TB, yaml string) {
	t.Helper()
	var m meta
	front := markdown.Front{File: "bai.md", YAML: []byte(yaml), Line: 2}
	lines := 1 + strings.Count(yaml, "\n") + strings.Count(yaml, "\r")
	for _, p := range markdown.DecodeYAML(front, &m) {
		require.True(t, 2 <= p.Line && p.Line <= lines+2 && p.Column >= 1, "%+v in %q", p, yaml)
	}
	for _, path := range []string{"title", "plan.date", "themes.a"} {
		at := front.At(path)
		require.True(t, 2 <= at.Line && at.Line <= lines+2 && at.Column >= 1, "%+v in %q", at, yaml)
	}
}

// TestFrontMixtures puts pieces together at random, the same way in every run. make soak takes very many.
func TestFrontMixtures(t *testing.T) {
	rounds := 2000
	if os.Getenv("LIEM_SOAK") != "" {
		rounds = 1_000_000
	}
	random := rand.New(rand.NewPCG(2026, 1))
	for range rounds {
		var b strings.Builder
		for range 1 + random.IntN(8) {
			b.WriteString(fronts[random.IntN(len(fronts))])
		}
		checkFront(t, b.String())
	}
}
