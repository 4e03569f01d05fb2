package records

import (
	"context"
	"slices"

	"golang.org/x/mod/sumdb/note"

	"liem/internal/audit"
	"liem/internal/db"
	"liem/internal/ledger"
)

// Kept is what the verifier brings from elsewhere: without it Verify says what it cannot see.
type Kept struct {
	Head      string // a signed head that was kept outside the database; may be empty
	OwnPublic bool   // the public key came from outside too
}

// Report is what Verify looked at and what it found.
type Report struct {
	Ledger      ledger.Report
	Completions int          // compared with their leaves
	Erased      int          // documents erased; their leaves were found in the tree
	Waiting     int          // sealed, and waiting to enter the ledger
	Trail       audit.Report // the trail's entries against their seals
	Problems    []ledger.Problem
	Unseen      []string // i18n keys: what this run could not see
}

// OK tells that nothing was found.
func (r *Report) OK() bool { return len(r.All()) == 0 }

// All are the problems of the ledger, of the records and of the trail.
func (r *Report) All() []ledger.Problem {
	return slices.Concat(r.Ledger.Problems, r.Problems, r.Trail.Problems)
}

const (
	verifyPage  = 500
	maxProblems = 100
)

// Verify recomputes the whole ledger and compares every completion with its leaf and its document, and every sealed entry
// of the trail with its seal, in flat memory.
func Verify(ctx context.Context, d *db.DB, verifier note.Verifier, kept Kept) (Report, error) {
	var r Report
	var err error
	if r.Ledger, err = ledger.Check(ctx, d, verifier, kept.Head); err != nil {
		return r, err
	}
	err = d.ReadTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := r.compareAll(ctx, tx); err != nil {
			return err
		}
		n, err := NewStore(tx).orphans(ctx)
		if n > 0 {
			r.add("records.orphans", "Count", n)
		}
		if err != nil {
			return err
		}
		strays, err := NewStore(tx).strays(ctx)
		if err != nil {
			return err
		}
		for _, id := range strays {
			r.add("records.erased_unnoted", "ID", id)
		}
		r.Trail, err = audit.Check(ctx, tx)
		return err
	})
	if !r.Ledger.Kept {
		r.Unseen = append(r.Unseen, "records.unseen_head")
	}
	if !kept.OwnPublic {
		r.Unseen = append(r.Unseen, "records.unseen_key")
	}
	return r, err
}

func (r *Report) add(key string, args ...any) {
	if len(r.Problems) < maxProblems {
		r.Problems = append(r.Problems, ledger.Problem{Key: key, Args: args})
	}
}

func (r *Report) compareAll(ctx context.Context, tx db.Tx) error {
	after := ""
	for {
		page, err := NewStore(tx).page(ctx, after, verifyPage)
		if err != nil || len(page) == 0 {
			return err
		}
		if err := r.compare(ctx, tx, page); err != nil {
			return err
		}
		after = page[len(page)-1].ID
	}
}

// compare checks a page of completions: two queries for all of their leaves.
func (r *Report) compare(ctx context.Context, tx db.Tx, page []Completion) error {
	leaves := make([][]byte, len(page))
	for i := range page {
		leaves[i] = page[i].Leaf
	}
	index, err := ledger.NewStore(tx).Indexes(ctx, leaves)
	if err != nil {
		return err
	}
	queued, err := NewStore(tx).waiting(ctx, leaves)
	if err != nil {
		return err
	}
	for i := range page {
		c := &page[i]
		_, sequenced := index[string(c.Leaf)]
		switch {
		case sequenced:
		case queued[string(c.Leaf)]:
			r.Waiting++
		default:
			r.add("records.not_in_ledger", "ID", c.ID)
		}
		r.compareDocument(c)
	}
	return nil
}

func (r *Report) compareDocument(c *Completion) {
	r.Completions++
	if c.Erased() {
		r.Erased++
		return
	}
	leaf, columns := c.fits()
	if !leaf {
		r.add("records.leaf_differs", "ID", c.ID)
	}
	if !columns {
		r.add("records.columns_differ", "ID", c.ID)
	}
}
