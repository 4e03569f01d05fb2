package ledger

import (
	"bytes"
	"context"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"liem/internal/db"
)

// Problem is something that Check found; Key names its text.
type Problem struct {
	Key  string
	Args []any // names and values, for the text
}

// Report is what Check looked at and what it found.
type Report struct {
	Leaves   int64 // recomputed
	Heads    int   // signatures checked
	Waiting  int
	Size     int64     // of the newest head
	Root     tlog.Hash // recomputed for it
	Kept     bool      // a head kept elsewhere was compared
	Problems []Problem
}

// maxProblems ends the list of a log that is wrong throughout.
const maxProblems = 100

func (r *Report) add(key string, args ...any) {
	if len(r.Problems) < maxProblems {
		r.Problems = append(r.Problems, Problem{key, args})
	}
}

// Check recomputes the whole tree from its leaves in one snapshot, in flat memory: every stored hash, the root and the
// signature of every head, and, when the text of a head kept elsewhere is given, that the log still begins with it.
func Check(ctx context.Context, d *db.DB, verifier note.Verifier, kept string) (Report, error) {
	var r Report
	err := d.ReadTx(ctx, func(ctx context.Context, tx db.Tx) error {
		heads, err := openHeads(ctx, tx, verifier, kept, &r)
		if err != nil {
			return err
		}
		if err := recompute(ctx, tx, heads, &r); err != nil {
			return err
		}
		r.Waiting, err = NewStore(tx).Queued(ctx)
		return err
	})
	return r, err
}

// openHeads reads every head by size, checking signatures; a head kept elsewhere joins them.
func openHeads(ctx context.Context, tx db.Tx, verifier note.Verifier, kept string, r *Report) (map[int64][]tlog.Hash, error) {
	heads := map[int64][]tlog.Hash{}
	rows, err := tx.QueryContext(ctx, "SELECT size, root, note FROM ledger_heads ORDER BY size")
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var size int64
		var root []byte
		var text string
		if err := rows.Scan(&size, &root, &text); err != nil {
			return nil, db.Fault(err)
		}
		r.Heads++
		r.Size = size
		signed, err := OpenHead(text, verifier)
		switch {
		case err != nil:
			r.add("ledger.bad_signature", "Size", size)
		case signed.Size != size || !bytes.Equal(signed.Root[:], root):
			r.add("ledger.head_differs", "Size", size)
		default:
			heads[size] = append(heads[size], signed.Root)
		}
	}
	if kept != "" {
		h, err := OpenHead(kept, verifier)
		if err != nil {
			r.add("ledger.kept_bad_signature")
		} else {
			r.Kept = true
			if h.Size > r.Size {
				r.add("ledger.kept_is_longer", "Kept", h.Size, "Size", r.Size)
			}
			heads[h.Size] = append(heads[h.Size], h.Root)
		}
	}
	return heads, db.Fault(rows.Err())
}

// recompute walks leaves and stored hashes side by side, in order, building the tree anew.
func recompute(ctx context.Context, tx db.Tx, heads map[int64][]tlog.Hash, r *Report) error {
	stored := &hashCursor{tx: tx}
	tree := &frontier{}
	for page := int64(0); ; page += pageSize {
		leaves, err := leafPage(ctx, tx, page)
		if err != nil {
			return err
		}
		for _, leaf := range leaves {
			if leaf.Idx != r.Leaves {
				r.add("ledger.gap", "Index", r.Leaves)
				return nil // nothing after a gap can be recomputed
			}
			for _, h := range tree.add(tlog.RecordHash(leaf.Leaf)) {
				if err := stored.compare(ctx, h, r); err != nil {
					return err
				}
			}
			r.Leaves++
			checkHeads(r, heads[r.Leaves], tree.root())
		}
		if len(leaves) < pageSize {
			break
		}
	}
	if r.Leaves < r.Size {
		r.add("ledger.leaves_missing", "Leaves", r.Leaves, "Size", r.Size)
	}
	if r.Leaves > r.Size {
		r.add("ledger.leaves_unsigned", "Leaves", r.Leaves, "Size", r.Size)
	}
	r.Root = tree.root()
	return nil
}

func checkHeads(r *Report, roots []tlog.Hash, root tlog.Hash) {
	for _, signed := range roots {
		if signed != root {
			r.add("ledger.root_differs", "Size", r.Leaves)
		}
	}
}

const pageSize = 5000

func leafPage(ctx context.Context, tx db.Tx, from int64) ([]leafRow, error) {
	var rows []leafRow
	err := tx.NewSelect().Model(&rows).Where("idx >= ?", from).Order("idx").Limit(pageSize).Scan(ctx)
	return rows, db.Fault(err)
}

// hashCursor reads the stored hashes in order, a page at a time.
type hashCursor struct {
	tx   db.Tx
	page []hashRow
	next int64
}

func (c *hashCursor) compare(ctx context.Context, want tlog.Hash, r *Report) error {
	if len(c.page) == 0 {
		if err := c.tx.NewSelect().Model(&c.page).Where("idx >= ?", c.next).Order("idx").Limit(pageSize).Scan(ctx); err != nil {
			return db.Fault(err)
		}
	}
	if len(c.page) == 0 || c.page[0].Idx != c.next {
		r.add("ledger.hash_missing", "Index", c.next)
		c.next++
		return nil
	}
	if !bytes.Equal(c.page[0].Hash, want[:]) {
		r.add("ledger.hash_differs", "Index", c.next)
	}
	c.page = c.page[1:]
	c.next++
	return nil
}

// frontier holds the roots of the complete subtrees at the right edge of the tree: all that is needed to go on.
type frontier struct {
	size  int64
	edges []tlog.Hash // by level, highest first
}

// add appends a leaf's record hash and returns the hashes that it stores, in the order of tlog.StoredHashIndex: the
// leaf's, then those of the subtrees that it completes.
func (f *frontier) add(leaf tlog.Hash) []tlog.Hash {
	added := []tlog.Hash{leaf}
	h := leaf
	for n := f.size; n&1 == 1; n >>= 1 {
		last := len(f.edges) - 1
		h = tlog.NodeHash(f.edges[last], h)
		f.edges = f.edges[:last]
		added = append(added, h)
	}
	f.edges = append(f.edges, h)
	f.size++
	return added
}

// root is the tree's root: the edges folded from the right.
func (f *frontier) root() tlog.Hash {
	if len(f.edges) == 0 {
		return tlog.Hash{}
	}
	h := f.edges[len(f.edges)-1]
	for i := len(f.edges) - 2; i >= 0; i-- {
		h = tlog.NodeHash(f.edges[i], h)
	}
	return h
}

// String describes a problem for logs.
func (p Problem) String() string { return fmt.Sprint(append([]any{p.Key}, p.Args...)...) }
