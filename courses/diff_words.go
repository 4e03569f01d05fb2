package courses

import (
	"regexp"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Words that changed are marked only where most of a line stayed: a line that was written anew reads better whole.
const mostWords = 0.6

// markWords marks, in lines that took each other's place, the words that differ.
func markWords(all []Line) {
	for i := 0; i < len(all); {
		removed := run(all[i:], LineRemoved)
		added := run(all[i+removed:], LineAdded)
		for k := range min(removed, added) {
			old, now := &all[i+k], &all[i+removed+k]
			old.Pieces, now.Pieces = wordPieces(old.Text, now.Text)
		}
		i += max(1, removed+added)
	}
}

// run counts the lines of a kind at the beginning.
func run(all []Line, kind LineKind) (n int) {
	for n < len(all) && all[n].Kind == kind {
		n++
	}
	return n
}

// tokens are words, and what stands between them.
var tokens = regexp.MustCompile(`[\pL\pN\pM]+|[^\pL\pN\pM]`)

// wordPieces parts two lines into stretches that are the same and stretches that differ; nil where most of them differs.
func wordPieces(old, now string) (before, after []Piece) {
	a, b := tokens.FindAllString(old, -1), tokens.FindAllString(now, -1)
	edits := udiff.Lines(oneALine(a), oneALine(b))
	gone, come := make([]bool, len(a)), make([]bool, len(b))
	offsets := offsetsOf(a)
	j, at := 0, 0 // the next token of either side
	lost, won := 0, 0
	for _, e := range edits {
		from, to := offsets[e.Start], offsets[e.End]
		j += from - at
		for k := from; k < to; k++ {
			gone[k] = true
			lost += len(a[k])
		}
		for range strings.Count(e.New, "\n") {
			come[j] = true
			won += len(b[j])
			j++
		}
		at = to
	}
	if float64(lost) > mostWords*float64(len(old)) || float64(won) > mostWords*float64(len(now)) {
		return nil, nil
	}
	return tokenPieces(a, gone), tokenPieces(b, come)
}

// oneALine writes each token on a line of its own, as the comparison reads them.
func oneALine(tokens []string) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteString(t)
		b.WriteByte('\n')
	}
	return b.String()
}

// offsetsOf finds a token by the place where its line begins; the last place is after all.
func offsetsOf(tokens []string) map[int]int {
	out := map[int]int{}
	at := 0
	for i, t := range tokens {
		out[at] = i
		at += len(t) + 1
	}
	out[at] = len(tokens)
	return out
}

func tokenPieces(tokens []string, hit []bool) []Piece {
	var out []Piece
	for i, t := range tokens {
		// A space between two words that both differ belongs to them.
		mark := hit[i] || (t == " " && i > 0 && i < len(tokens)-1 && hit[i-1] && hit[i+1])
		if last := len(out) - 1; last >= 0 && out[last].Hit == mark {
			out[last].Text += t
		} else {
			out = append(out, Piece{t, mark})
		}
	}
	return out
}
