package courses

import "strings"

// Piece is a stretch of text, found or not.
type Piece struct {
	Text string
	Hit  bool
}

// excerptWords is how long an excerpt is.
const excerptWords = 40

// hits marks the words that belong to a term: those that stand together as typed, where there are any, for one syllable
// by itself is found almost everywhere.
func (q *query) hits(folds []string) []bool {
	single, together := make([]bool, len(folds)), make([]bool, len(folds))
	joined := false
	for i := range folds {
		for j := range q.terms {
			n := q.terms[j].found(folds, i)
			for k := range n {
				single[i+k] = true
			}
			if n > 0 && q.follows(j, folds, i) {
				joined = true
				for k := i - len(q.terms[j-1].fold); k < i+n; k++ {
					together[k] = true
				}
			}
		}
	}
	if joined {
		return together
	}
	return single
}

// mark is a short text whole, with what was found in it.
func (q *query) mark(s string) []Piece {
	if s == "" {
		return nil
	}
	spans := wordsOf(s)
	return pieces(s, spans, q.hits(strings.Split(foldWords(s), " ")), 0, len(spans))
}

// excerpt is the stretch of a text that holds most of what was looked for, the first of equals.
func (q *query) excerpt(body, fold string) []Piece {
	spans := wordsOf(body)
	folds := strings.Split(fold, " ")
	if len(spans) == 0 || len(folds) != len(spans) {
		return nil
	}
	hits := q.hits(folds)
	from := densest(folds, hits)
	return pieces(body, spans, hits, from, min(from+excerptWords, len(spans)))
}

// densest finds where a window of an excerpt's length holds the most different words that were found, then the most of
// them; it begins a little before the first.
func densest(folds []string, hits []bool) int {
	best, bestFit := 0, -1
	for i := range hits {
		if !hits[i] {
			continue
		}
		different, all := map[string]bool{}, 0
		for j := i; j < min(i+excerptWords-5, len(hits)); j++ {
			if hits[j] {
				different[folds[j]] = true
				all++
			}
		}
		if fit := 100*len(different) + all; fit > bestFit {
			best, bestFit = i, fit
		}
	}
	return max(0, min(best-5, len(folds)-excerptWords))
}

// pieces cuts a text from one word to before another; what is left out is shown by dots.
func pieces(s string, spans []span, hits []bool, from, to int) []Piece {
	var out []Piece
	add := func(text string, hit bool) {
		switch last := len(out) - 1; {
		case text == "":
		case last >= 0 && out[last].Hit == hit:
			out[last].Text += text
		default:
			out = append(out, Piece{text, hit})
		}
	}
	at := 0
	if from > 0 {
		at = spans[from].from
		add("… ", false)
	}
	for i := from; i < to; i++ {
		between := s[at:spans[i].from]
		add(between, i > from && hits[i-1] && hits[i] && between == " ")
		add(s[spans[i].from:spans[i].to], hits[i])
		at = spans[i].to
	}
	if to < len(spans) {
		add(" …", false)
		return out
	}
	add(s[at:], false)
	return out
}
