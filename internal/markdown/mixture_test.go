package markdown

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// TestRenderMixtures puts pieces of the seeds together at random, the same way in every run. make soak takes very many.
func TestRenderMixtures(t *testing.T) {
	rounds := 400
	if os.Getenv("LIEM_SOAK") != "" {
		rounds = 200_000
	}
	pieces := seeds(t)
	for n := range rounds {
		src := mixture(rand.New(rand.NewPCG(2026, uint64(n))), pieces)
		if !t.Run("", func(t *testing.T) { checkDocument(t, []byte(src)) }) {
			t.Fatalf("round %d: %q", n, src)
		}
	}
}

// glue is what pieces are joined with: the beginnings and ends of containers.
var glue = []string{"", " ", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n\n    ", "\n: ", "|", "`", "*", "[", "](", ")", "\\", "&", "\t", "<", "\n[^1]: "}

func mixture(random *rand.Rand, pieces []string) string {
	var b strings.Builder
	for range 1 + random.IntN(6) {
		piece := []rune(pieces[random.IntN(len(pieces))])
		from := random.IntN(len(piece) + 1)
		if random.IntN(3) > 0 {
			from = 0
		}
		to := from + random.IntN(len(piece)-from+1)
		b.WriteString(string(piece[from:min(to, from+300)]))
		b.WriteString(glue[random.IntN(len(glue))])
	}
	return b.String()
}
