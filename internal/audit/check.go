package audit

import (
	"bytes"
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/internal/ledger"
)

// Report is what Check looked at and what it found.
type Report struct {
	Seals    int // recomputed
	Entries  int // compared with their seals
	Unsealed int // too young for a seal
	Problems []ledger.Problem
}

// maxProblems ends the list of a trail that is wrong throughout.
const maxProblems = 100

func (r *Report) add(key string, args ...any) {
	if len(r.Problems) < maxProblems {
		r.Problems = append(r.Problems, ledger.Problem{Key: key, Args: args})
	}
}

const checkPage = 100

// Check compares every sealed entry with its seal, and every seal with its leaf in the ledger, in the memory of one seal.
// It names entries that were changed or deleted since they were sealed, and those that were slipped into a sealed period.
func Check(ctx context.Context, tx db.Tx) (Report, error) {
	var r Report
	until, after := time.Time{}, int64(0)
	for {
		seals, err := sealPage(ctx, tx, after, checkPage)
		if err != nil {
			return r, err
		}
		if len(seals) == 0 {
			break
		}
		for i := range seals {
			s := &seals[i]
			if s.N != after+1 {
				r.add("trail.seal_missing", "N", after+1)
			} else if !s.FromAt.Equal(until) {
				r.add("trail.seal_differs", "N", s.N)
			}
			if err := r.checkSeal(ctx, tx, s); err != nil {
				return r, err
			}
			until, after = s.UntilAt, s.N
		}
	}
	var err error
	r.Unsealed, err = unsealed(ctx, tx, until)
	return r, err
}

func (r *Report) checkSeal(ctx context.Context, tx bun.IDB, s *sealRow) error {
	r.Seals++
	held, err := sealedIn(ctx, tx, s.N)
	if err != nil {
		return err
	}
	rows, err := rowsBetween(ctx, tx, s.FromAt, s.UntilAt)
	if err != nil {
		return err
	}
	if err := r.compare(s.N, held, rows); err != nil {
		return err
	}
	document, err := canonical(sealed{V: 1, Kind: "audit", N: s.N, From: s.FromAt.UTC().Format(momentForm),
		Until: s.UntilAt.UTC().Format(momentForm), Entries: len(held), Digest: digestOf(held)})
	if err != nil {
		return err
	}
	if string(document) != s.Document || s.Entries != len(held) || !bytes.Equal(leafOf(s.Salt, document), s.Leaf) {
		r.add("trail.seal_differs", "N", s.N)
	}
	known, err := inLedger(ctx, tx, s.Leaf)
	if err == nil && !known {
		r.add("trail.seal_not_in_ledger", "N", s.N)
	}
	return err
}

// compare walks what a seal holds and what is in its period side by side; both are ordered by id.
func (r *Report) compare(n int64, held []sealedRow, rows []row) error {
	for len(held) > 0 || len(rows) > 0 {
		switch {
		case len(rows) == 0 || (len(held) > 0 && held[0].EntryID < rows[0].ID):
			r.add("trail.entry_deleted", "ID", held[0].EntryID, "N", n)
			held = held[1:]
		case len(held) == 0 || rows[0].ID < held[0].EntryID:
			r.add("trail.entry_inserted", "ID", rows[0].ID, "N", n)
			rows = rows[1:]
		default:
			hash, err := rows[0].hash()
			if err != nil {
				return err
			}
			if !bytes.Equal(hash, held[0].Hash) {
				r.add("trail.entry_changed", "ID", rows[0].ID, "N", n)
			}
			r.Entries++
			held, rows = held[1:], rows[1:]
		}
	}
	return nil
}
