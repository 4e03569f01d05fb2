package demo

import (
	"context"
	"sort"
	"time"

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
	questions, steps := h.ask()
	return d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		who, what, learnt := people.NewStore(tx), quiz.NewStore(tx), training.NewStore(tx)
		for _, step := range []func() error{
			func() error { return who.InsertOfficers(ctx, officers) },
			func() error { return who.InsertPostings(ctx, postings) },
			func() error { return who.InsertAccounts(ctx, accounts) },
			func() error { return who.InsertGrants(ctx, grants) },
			func() error {
				ids := make([]string, len(accounts))
				for i, a := range accounts {
					ids[i] = a.ID
				}
				_, err := who.Acknowledge(ctx, ids, people.NoticeVersion, h.cal.system(h.cal.now))
				return err
			},
			func() error { return learnt.InsertMany(ctx, h.enrolments) },
			func() error { return learnt.InsertProgress(ctx, h.progress) },
			func() error { return what.InsertAttempts(ctx, h.attempts) },
			func() error { return what.InsertAnswers(ctx, h.answers) },
			func() error { return learnt.InsertInquiries(ctx, questions, steps) },
			func() error { return records.NewStore(tx).InsertMany(ctx, h.completions) },
			func() error { return ledger.EnqueueMany(ctx, tx, h.leaves()) },
			func() error { return audit.WriteMany(ctx, tx, h.trail(accounts, grants)) },
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

// trail is a line for each completion and each account, as training and people write them, and the mark at the end.
func (h *history) trail(accounts []people.Account, grants []people.Grant) []audit.Entry {
	d := newDice("trail")
	var entries []audit.Entry
	note := func(at time.Time, actor, action, target string, detail any) {
		entries = append(entries, audit.Entry{ID: d.id(at), At: at, Actor: actor, Action: action, Target: target, Detail: detail})
	}
	for _, c := range h.completions {
		note(h.cal.system(c.DoneAt), "system", "completion.record", "completion:"+c.ID, nil)
	}
	now := h.cal.system(h.cal.now)
	roles := map[string]string{}
	for _, g := range grants {
		roles[g.AccountID] = string(g.Role)
	}
	for _, a := range accounts {
		note(now, seeder, "account.create", "account:"+a.ID, map[string]string{"role": roles[a.ID]})
	}
	note(now, seeder, marked, "demo:"+string(h.cal.today()), nil)
	return entries
}
