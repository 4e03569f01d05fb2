package main

import (
	"context"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/records"
	"liem/server/app"
)

// verifyCmd checks the ledger and every completion against it.
type verifyCmd struct {
	Key      string `placeholder:"FILE|KEY"`
	Head     string `placeholder:"FILE"`
	ReadOnly bool
}

// verified is what verify looked at and found.
type verified struct {
	OK          bool     `json:"ok"`
	Entries     int64    `json:"entries"`
	Root        string   `json:"root"`
	Heads       int      `json:"heads"`
	Completions int      `json:"completions"`
	Erased      int      `json:"erased"`
	Waiting     int      `json:"waiting"`
	Seals       int      `json:"trail_seals"`
	Trail       int      `json:"trail_entries"`
	Unsealed    int      `json:"trail_unsealed"`
	KeptHead    bool     `json:"kept_head"`
	OwnKey      bool     `json:"own_key"`
	Problems    []string `json:"problems"`
	Unseen      []string `json:"unseen"` // what this run could not see
}

// Run recomputes the whole ledger and says what it checked, what it found, and what it could not see. The verification is
// noted in the trail, for everybody to see, unless it is read-only.
func (cmd *verifyCmd) Run(ctx context.Context, c *console) error {
	verifier, err := cmd.verifier(c)
	if err != nil {
		return err
	}
	kept := records.Kept{OwnPublic: cmd.Key != ""}
	if cmd.Head != "" {
		raw, err := os.ReadFile(cmd.Head)
		if err != nil {
			return err
		}
		kept.Head = string(raw)
	}
	return c.withDB(ctx, func(d *db.DB) error {
		report, err := cmd.verify(ctx, d, verifier, kept)
		if err != nil {
			return err
		}
		return c.verified(report, kept)
	})
}

func (cmd *verifyCmd) verify(ctx context.Context, d *db.DB, verifier note.Verifier, kept records.Kept) (records.Report, error) {
	if cmd.ReadOnly {
		return records.Verify(ctx, d, verifier, kept)
	}
	return records.VerifyNoted(ctx, d, cli(), verifier, kept, clock.System.Now())
}

// verifier is made from the key that was brought, as text or in a file, or else from this machine's own.
func (cmd *verifyCmd) verifier(c *console) (note.Verifier, error) {
	if cmd.Key == "" {
		if err := app.RequireKeys(c.config); err != nil {
			return nil, err
		}
		keys, err := app.LoadKeys(c.config)
		if err != nil {
			return nil, err
		}
		return keys.Verifier(), nil
	}
	text := cmd.Key
	if raw, err := os.ReadFile(cmd.Key); err == nil {
		text = string(raw)
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(text))
	if err != nil {
		return nil, fault.New(fault.Invalid, "server.verify.bad_key").Because(err)
	}
	return verifier, nil
}

func (c *console) verified(r records.Report, kept records.Kept) error {
	v := verified{OK: r.OK(), Entries: r.Ledger.Leaves, Root: r.Ledger.Root.String(), Heads: r.Ledger.Heads, Completions: r.Completions,
		Erased: r.Erased, Waiting: r.Waiting,
		Seals: r.Trail.Seals, Trail: r.Trail.Entries, Unsealed: r.Trail.Unsealed, KeptHead: r.Ledger.Kept, OwnKey: kept.OwnPublic, Problems: []string{}, Unseen: []string{}}
	for _, p := range r.All() {
		v.Problems = append(v.Problems, c.p.T(p.Key, p.Args...))
	}
	for _, key := range r.Unseen {
		v.Unseen = append(v.Unseen, c.p.T(key))
	}
	if err := c.printVerified(v); err != nil {
		return err
	}
	if !v.OK {
		return errFound
	}
	return nil
}

func (c *console) printVerified(v verified) error {
	if c.json {
		return c.print(v)
	}
	lines := []string{
		c.p.T("server.verify.tree", "Entries", c.p.Number(int(v.Entries)), "Root", v.Root),
		c.p.T("server.verify.heads", "Heads", c.p.Number(v.Heads)),
		c.p.T("server.verify.completions", "Completions", c.p.Number(v.Completions), "Erased", c.p.Number(v.Erased),
			"Waiting", c.p.Number(v.Waiting)),
		c.p.T("trail.verified", "Entries", c.p.Number(v.Trail), "Seals", c.p.Number(v.Seals), "Unsealed", c.p.Number(v.Unsealed)),
	}
	if v.KeptHead {
		lines = append(lines, c.p.T("server.verify.kept"))
	}
	for _, p := range v.Problems {
		lines = append(lines, c.p.T("server.verify.problem", "Text", p))
	}
	for _, u := range v.Unseen {
		lines = append(lines, c.p.T("server.verify.unseen", "Text", u))
	}
	if v.OK {
		lines = append(lines, c.p.T("server.verify.ok"))
	} else {
		lines = append(lines, c.p.T("server.verify.failed", "Count", len(v.Problems)))
	}
	return c.line(strings.Join(lines, "\n"))
}
