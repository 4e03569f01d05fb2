package courses

import (
	"context"
	"slices"
	"sort"
	"strings"

	"liem/people"
)

// Hit is a part of a course in which words were found, or the course's overview.
type Hit struct {
	Slug   string
	Stem   string // empty for the overview
	Anchor string // of the heading under which they stand; empty before the first
	Course []Piece
	Part   []Piece
	// Heading and Excerpt are of the passage that fits best.
	Heading []Piece
	Excerpt []Piece
}

// Found is the answer to a search.
type Found struct {
	Hits  []Hit
	More  bool // there is more than is shown: more words would help
	Words bool // something was asked for
}

// Bounds of a search: passages that the engine may offer, and hits that a person is shown.
const (
	searchOffers = 60
	enoughOffers = 20 // that hold the words one after the other
	searchHits   = 30
)

// Search looks through everything on offer: titles, headings and the text of lessons, with or without marks, the best
// first. Words in quotation marks stand together; the last word may be the beginning of one. Questions of quizzes are not
// searched.
func (s *Service) Search(ctx context.Context, a people.Actor, input string) (Found, error) {
	if err := people.Require(a, people.ActLearn, people.Target{}); err != nil {
		return Found{}, err
	}
	q := readQuery(input)
	if len(q.terms) == 0 {
		return Found{}, nil
	}
	offers, err := NewStore(s.DB.Reader()).search(ctx, s.DB.Engine(), q, searchOffers)
	if err != nil {
		return Found{}, err
	}
	return q.arrange(offers), nil
}

// arrange puts the passages into the order of how well they fit, and keeps the best one of each part.
func (q *query) arrange(offers []passage) Found {
	f := Found{Words: true, More: len(offers) == searchOffers}
	weights := make([]float64, len(offers))
	order := make([]int, len(offers))
	for i := range offers {
		weights[i], order[i] = q.weigh(&offers[i]), i
	}
	sort.SliceStable(order, func(i, j int) bool { return weights[order[i]] > weights[order[j]] })
	type place struct{ slug, stem string }
	seen := map[place]bool{}
	for _, i := range order {
		p := &offers[i]
		if !q.own(p) {
			continue
		}
		at := place{p.Slug, p.Stem}
		if seen[at] {
			continue
		}
		if seen[at] = true; len(f.Hits) == searchHits {
			f.More = true
			break
		}
		f.Hits = append(f.Hits, q.hit(p))
	}
	return f
}

// own tells whether anything was found in the part itself, not in the name of its course alone.
func (q *query) own(p *passage) bool {
	return p.Stem == "" || q.finds(foldWords(p.PartTitle)) || q.finds(p.FoldHeading) || q.finds(p.FoldBody)
}

// finds tells whether a folded text holds a term.
func (q *query) finds(fold string) bool {
	return slices.Contains(q.hits(strings.Split(fold, " ")), true)
}

func (q *query) hit(p *passage) Hit {
	h := Hit{Slug: p.Slug, Stem: p.Stem, Anchor: p.Anchor, Course: q.mark(p.Course), Part: q.mark(p.PartTitle), Heading: q.mark(p.Heading),
		Excerpt: q.excerpt(p.Body, p.FoldBody)}
	if p.Stem == "" {
		h.Part = nil
	}
	return h
}
