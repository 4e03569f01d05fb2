package main

import (
	"context"
	"strings"
	"time"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/jobs"
	"liem/internal/ledger"
	"liem/migrations"
	"liem/people"
)

// schema tells whether the schema is the program's own.
func (p *patient) schema(ctx context.Context) bool {
	s, err := db.Schema(ctx, p.db, migrations.FS)
	switch {
	case err != nil:
		p.found("schema", stateFail, "unreadable", "Reason", p.c.explain(err))
	case len(s.Unknown) > 0:
		p.found("schema", stateFail, "newer", "Migration", s.Unknown[0])
	case len(s.Pending) > 0:
		p.found("schema", stateFail, "older", "Migrations", strings.Join(s.Pending, ", "))
	default:
		p.found("schema", stateOK, "ok", "Migration", s.Applied[len(s.Applied)-1])
		return true
	}
	return false
}

// drift is how far clocks may be apart: replicas compare them for leases.
const drift = 5 * time.Second

// clocks compares this machine's clock with the database's, and with what was signed last.
func (p *patient) clocks(ctx context.Context) error {
	now := clock.System.Now()
	theirs, err := p.db.Now(ctx, now)
	if err != nil {
		return err
	}
	head, err := ledger.NewStore(p.db.Reader()).Head(ctx)
	if err != nil {
		return err
	}
	switch apart := theirs.Sub(clock.System.Now()).Abs(); {
	case apart > drift:
		p.found("clock", stateFail, "apart", "Seconds", int(apart.Seconds()))
	case head.SignedAt.After(now.Add(time.Minute)):
		p.found("clock", stateFail, "behind", "Now", p.c.p.Time(now), "Signed", p.c.p.Time(head.SignedAt))
	default:
		p.found("clock", stateOK, "ok", "Now", p.c.p.Time(now))
	}
	return nil
}

// patience is how long a leaf may wait for the ledger; the sequencer comes round every few seconds.
const patience = 5 * time.Minute

// ledger checks the newest head's signature, and that nothing waits too long.
func (p *patient) ledger(ctx context.Context) error {
	store := ledger.NewStore(p.db.Reader())
	head, err := store.Head(ctx)
	if err != nil {
		return err
	}
	oldest, err := store.OldestQueued(ctx)
	if err != nil {
		return err
	}
	waiting, err := store.Queued(ctx)
	if err != nil {
		return err
	}
	if p.keys != nil && head.Note != "" {
		if _, err := ledger.OpenHead(head.Note, p.keys.Verifier()); err != nil {
			p.found("ledger", stateFail, "signature", "Size", head.Size)
			return nil
		}
	}
	if waiting > 0 && clock.System.Now().Sub(oldest) > patience {
		p.found("ledger", stateWarn, "stuck", "Waiting", waiting, "Since", p.c.p.Time(oldest))
		return nil
	}
	p.found("ledger", stateOK, "ok", "Size", p.c.p.Number(int(head.Size)), "Waiting", p.c.p.Number(waiting))
	return nil
}

// jobs lists work that was given up and rounds that fail.
func (p *patient) jobs(ctx context.Context) error {
	const most = 20
	dead, err := jobs.ListDead(ctx, p.db.Reader(), most)
	if err != nil {
		return err
	}
	failing, err := jobs.ListFailing(ctx, p.db.Reader())
	if err != nil {
		return err
	}
	for _, d := range dead {
		p.found("jobs", stateWarn, "dead", "Kind", d.Kind, "ID", d.ID, "Reason", d.LastError)
	}
	for _, f := range failing {
		p.found("jobs", stateWarn, "failing", "Name", f.Name, "Reason", f.LastError)
	}
	if len(dead)+len(failing) == 0 {
		p.found("jobs", stateOK, "ok")
	}
	return nil
}

// people looks for what a new installation still lacks: a unit, and somebody to sign in.
func (p *patient) people(ctx context.Context) error {
	tree, err := people.LoadTree(ctx, p.db.Reader(), today())
	if err != nil {
		return err
	}
	accounts, err := people.NewStore(p.db.Reader()).Accounts(ctx)
	switch {
	case err != nil:
		return err
	case len(tree.Roots()) == 0:
		p.found("people", stateWarn, "no_unit")
	case len(accounts) == 0:
		p.found("people", stateWarn, "no_account")
	default:
		p.found("people", stateOK, "ok", "Units", len(tree.All()), "Accounts", len(accounts))
	}
	return nil
}
