package courses

import (
	"slices"
	"strings"

	"liem/internal/text"
)

// Bounds of what somebody may look for; the rest of a longer text is not read.
const (
	queryRunes = 200
	queryWords = 12
)

// query is what somebody looks for.
type query struct{ terms []term }

// term is a word, or several that stand together.
type term struct {
	fold   []string
	raw    []string // as typed, in lower case
	prefix bool     // the last word may go on
}

// readQuery reads what was typed. Nothing in it can be wrong: what is no word counts as a gap.
func readQuery(input string) query {
	if runes := []rune(text.NFC(strings.ToValidUTF8(input, " "))); len(runes) > queryRunes {
		input = string(runes[:queryRunes])
	} else {
		input = string(runes)
	}
	var q query
	left := queryWords
	for i, part := range strings.Split(quotes.Replace(input), `"`) {
		var t term // every other part stood in quotation marks
		for _, w := range wordsOf(part) {
			if left == 0 {
				break
			}
			left--
			raw := strings.ToLower(part[w.from:w.to])
			t.fold, t.raw = append(t.fold, text.Fold(raw)), append(t.raw, raw)
		}
		if len(t.fold) == 0 {
			continue
		}
		if i%2 == 1 {
			q.terms = append(q.terms, t)
			continue
		}
		for j := range t.fold {
			q.terms = append(q.terms, term{fold: t.fold[j : j+1], raw: t.raw[j : j+1]})
		}
	}
	q.openEnd(input)
	return q
}

// openEnd lets the last word be the beginning of one. A single letter begins too many: after other words it waits for the
// next one.
func (q *query) openEnd(input string) {
	n := len(q.terms)
	if n == 0 || len(q.terms[n-1].fold) > 1 || strings.HasSuffix(strings.TrimSpace(quotes.Replace(input)), `"`) {
		return
	}
	switch last := &q.terms[n-1]; {
	case len(last.fold[0]) > 1:
		last.prefix = true
	case n > 1 && !strings.HasSuffix(input, " "):
		q.terms = q.terms[:n-1]
	}
}

// quotes are the marks that people type, and keyboards make of them.
var quotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`)

// joined is the query whose words all stand one after the other.
func (q *query) joined() query {
	var all term
	for _, t := range q.terms {
		all.fold, all.raw, all.prefix = append(all.fold, t.fold...), append(all.raw, t.raw...), t.prefix
	}
	return query{terms: []term{all}}
}

// found tells how many words of the term begin at the i-th of the folded words; 0 = none.
func (t *term) found(folds []string, i int) int {
	n := len(t.fold)
	if i+n > len(folds) || !slices.Equal(t.fold[:n-1], folds[i:i+n-1]) {
		return 0
	}
	last := folds[i+n-1]
	if last == t.fold[n-1] || (t.prefix && strings.HasPrefix(last, t.fold[n-1])) {
		return n
	}
	return 0
}
