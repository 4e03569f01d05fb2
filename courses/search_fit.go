package courses

import "strings"

// What a word counts by where it is found.
const (
	fitTitle   = 8
	fitHeading = 4
	fitBody    = 1
)

// weigh tells how well a passage fits: by where its words stand, whether they stand together as typed, and whether they
// have the marks that were typed. Many Vietnamese words differ by their marks alone, so that the engine's own order, which
// knows folded words only, decides among equals.
func (q *query) weigh(p *passage) float64 {
	return fitTitle*q.fit(p.Course+" "+p.PartTitle, p.FoldTitle) + fitHeading*q.fit(p.Heading, p.FoldHeading) + fitBody*q.fit(p.Body, p.FoldBody)
}

// fit counts the terms in one text: 1 each that is found, 1 more that follows the one before, and 1 more with its marks.
func (q *query) fit(raw, fold string) float64 {
	if fold == "" {
		return 0
	}
	folds, spans := strings.Split(fold, " "), wordsOf(raw)
	if len(folds) != len(spans) {
		return 0 // never: the one was made of the other
	}
	sum := 0.0
	for i := range q.terms {
		sum += q.best(i, raw, folds, spans)
	}
	return sum
}

// best is the best place of a term in a text.
func (q *query) best(n int, raw string, folds []string, spans []span) float64 {
	most := 0.0
	for i := range folds {
		length := q.terms[n].found(folds, i)
		if length == 0 {
			continue
		}
		here := 1.0
		if q.follows(n, folds, i) {
			here++
		}
		if q.terms[n].sameMarks(raw, spans[i:i+length]) {
			here++
		}
		most = max(most, here)
	}
	return most
}

// follows tells whether the term before ends where this one begins.
func (q *query) follows(n int, folds []string, i int) bool {
	if n == 0 {
		return false
	}
	before := &q.terms[n-1]
	at := i - len(before.fold)
	return at >= 0 && before.found(folds, at) > 0
}

func (t *term) sameMarks(raw string, at []span) bool {
	for i, w := range at {
		word := strings.ToLower(raw[w.from:w.to])
		if word != t.raw[i] && (!t.prefix || !strings.HasPrefix(word, t.raw[i])) {
			return false
		}
	}
	return true
}
