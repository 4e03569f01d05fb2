package quiz

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sort"

	"liem/internal/fault"
)

// paperVersion is the version of a paper's JSON.
const paperVersion = 1

// A Paper is what one attempt was given. Its JSON is stored with the attempt.
type Paper struct {
	V     int    `json:"v"`
	Items []Item `json:"items"`
}

// An Item is one question on a paper.
type Item struct {
	Digest     string `json:"digest"`
	QuestionID string `json:"id"`
	Kind       Kind   `json:"kind"`
	Points     int    `json:"points"`          // hundredths
	Order      []int  `json:"order,omitempty"` // for each option as shown, its place in the author's order, from 0
}

// Item returns what stands at place n, from 1.
func (p Paper) Item(n int) (Item, bool) {
	if n < 1 || n > len(p.Items) {
		return Item{}, false
	}
	return p.Items[n-1], true
}

// Points are what the whole paper is worth, in hundredths.
func (p Paper) Points() int {
	sum := 0
	for _, item := range p.Items {
		sum += item.Points
	}
	return sum
}

// Digests are the digests of the paper's questions, in the paper's order.
func (p Paper) Digests() []string {
	digests := make([]string, len(p.Items))
	for i, item := range p.Items {
		digests[i] = item.Digest
	}
	return digests
}

// ReadPaper reads a stored paper.
func ReadPaper(data []byte) (Paper, error) {
	var p Paper
	if err := json.Unmarshal(data, &p); err != nil {
		return Paper{}, fmt.Errorf("quiz: reading a paper: %w", err)
	}
	if p.V != paperVersion {
		return Paper{}, fmt.Errorf("quiz: paper version %d, not %d", p.V, paperVersion)
	}
	return p, nil
}

// question returns the version of a question that an item names, of the same kind and with as many options.
func (item Item) question(questions map[string]Question) (Question, error) {
	q, ok := questions[item.Digest]
	if !ok || q.Kind != item.Kind || len(q.Options) != len(item.Order) {
		return Question{}, fault.New(fault.Internal, "fault.internal").
			Because(fmt.Errorf("quiz: the paper's question %s (%s) is missing or differs", item.QuestionID, item.Digest))
	}
	return q, nil
}

// drawStream is the second word of the generator's seed: another stream than any other use of the same seed.
const drawStream = 0x6c69656d // "liem"

// Draw makes a paper from a seed; the same settings, questions and seed give the same paper for ever.
//
// The generator is PCG-DXSM (math/rand/v2) seeded with (seed, drawStream); a number below n is the first output
// not below 2^64 mod n, modulo n; shuffling is Fisher–Yates from the end. First the questions are shuffled and the first
// Draw of them taken, put back into the author's order unless the settings shuffle; then the options of each question are
// shuffled in the order of the paper, true/false excepted.
func Draw(settings Settings, questions []Question, seed int64) Paper {
	rng := &drawer{rand.NewPCG(uint64(seed), drawStream)} // #nosec G115 -- every bit counts, the sign does not
	chosen := rng.permutation(len(questions))
	if settings.Draw > 0 && settings.Draw < len(chosen) {
		chosen = chosen[:settings.Draw]
	}
	if !settings.Shuffle {
		sort.Ints(chosen)
	}
	paper := Paper{V: paperVersion, Items: make([]Item, 0, len(chosen))}
	for _, at := range chosen {
		q := questions[at]
		item := Item{Digest: q.Digest(), QuestionID: q.ID, Kind: q.Kind, Points: q.Points}
		switch {
		case len(q.Options) == 0:
		case settings.Shuffle && ruleOf(q.Kind).shuffles():
			item.Order = rng.permutation(len(q.Options))
		default:
			item.Order = identity(len(q.Options))
		}
		paper.Items = append(paper.Items, item)
	}
	return paper
}

type drawer struct{ pcg *rand.PCG }

func (d *drawer) below(n int) int {
	bound := uint64(n)      // #nosec G115 -- a number of questions or options
	limit := -bound % bound // 2^64 modulo n: outputs below it would favour small numbers
	for {
		if v := d.pcg.Uint64(); v >= limit {
			return int(v % bound) // #nosec G115 -- less than n
		}
	}
}

func (d *drawer) permutation(n int) []int {
	order := identity(n)
	for i := n - 1; i > 0; i-- {
		j := d.below(i + 1)
		order[i], order[j] = order[j], order[i]
	}
	return order
}

func identity(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}
