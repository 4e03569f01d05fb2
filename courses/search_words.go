package courses

import (
	"strings"
	"unicode"

	"liem/internal/text"
)

// span is a word's place in a text, in bytes.
type span struct{ from, to int }

// wordsOf finds the words: runs of letters and digits, with the marks that belong to them.
func wordsOf(s string) []span {
	var out []span
	from := -1
	for i, r := range s {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || (from >= 0 && unicode.IsMark(r))
		switch {
		case in && from < 0:
			from = i
		case !in && from >= 0:
			out, from = append(out, span{from, i}), -1
		}
	}
	if from >= 0 {
		out = append(out, span{from, len(s)})
	}
	return out
}

// foldWords are the words of a text, folded, with single spaces between: as many as wordsOf finds.
func foldWords(s string) string {
	words := wordsOf(s)
	out := make([]string, len(words))
	for i, w := range words {
		if out[i] = strings.ReplaceAll(text.Fold(s[w.from:w.to]), " ", ""); out[i] == "" {
			out[i] = "-" // nothing but marks: no word that anybody looks for
		}
	}
	return strings.Join(out, " ")
}
