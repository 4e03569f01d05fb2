package demo

import (
	"context"
	"sort"

	"liem/internal/audit"
	"liem/internal/db"
	"liem/internal/ledger"
	"liem/people"
	"liem/quiz"
	"liem/records"
	"liem/training"
)

// store writes everybody with all they did, and the mark that says so: in one transaction, all of it or nothing.
func store(ctx context.Context, d *db.DB, h *history) error {
	sort.SliceStable(h.completions, func(i, j int) bool { return h.completions[i].DoneAt.Before(h.completions[j].DoneAt) })
	officers, postings := h.cast.rows()
	accounts, grants := h.cast.accounts()
	return d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		who, what, learnt := people.NewStore(tx), quiz.NewStore(tx), training.NewStore(tx)
		for _, step := range []func() error{
			func() error { return who.InsertOfficers(ctx, officers) },
			func() error { return who.InsertPostings(ctx, postings) },
			func() error { return who.InsertAccounts(ctx, accounts) },
			func() error { return who.InsertGrants(ctx, grants) },
			func() error { return learnt.InsertMany(ctx, h.enrolments) },
			func() error { return learnt.InsertProgress(ctx, h.progress) },
			func() error { return what.InsertAttempts(ctx, h.attempts) },
			func() error { return what.InsertAnswers(ctx, h.answers) },
			func() error { return records.NewStore(tx).InsertMany(ctx, h.completions) },
			func() error { return ledger.EnqueueMany(ctx, tx, h.leaves()) },
			func() error { return audit.WriteMany(ctx, tx, h.trail()) },
		} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
}

// leaves are the completions' leaves in the order in which they were queued.
func (h *history) leaves() []ledger.Leaf {
	leaves := make([]ledger.Leaf, len(h.completions))
	for i, c := range h.completions {
		leaves[i] = ledger.Leaf{Hash: c.Leaf, QueuedAt: h.cal.system(c.DoneAt)}
	}
	return leaves
}

// trail is a line for each completion, as training writes it, and the mark at the end.
func (h *history) trail() []audit.Entry {
	d := newDice("trail")
	entries := make([]audit.Entry, 0, len(h.completions)+1)
	for _, c := range h.completions {
		at := h.cal.system(c.DoneAt)
		entries = append(entries, audit.Entry{ID: d.id(at), At: at, Actor: "system", Action: "completion.record", Target: "completion:" + c.ID})
	}
	at := h.cal.system(h.cal.now)
	return append(entries, audit.Entry{ID: d.id(at), At: at, Actor: seeder, Action: marked, Target: "demo:" + string(h.cal.today())})
}
