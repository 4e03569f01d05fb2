package main

import (
	"context"

	"liem/internal/db"
	"liem/internal/secret"
	"liem/server/app"
)

// doctorCmd looks for what is wrong.
type doctorCmd struct{}

// state is how a check ended.
type state string

const (
	stateOK   state = "ok"
	stateWarn state = "warn" // works, but should be mended
	stateFail state = "fail"
)

// finding is what one check found.
type finding struct {
	Check string `json:"check"`
	State state  `json:"state"`
	Text  string `json:"text"`
	Mend  string `json:"mend,omitempty"`
}

// patient is what is examined. What could not be opened is nil, and the checks that need it are left out.
type patient struct {
	c        *console
	db       *db.DB
	keys     *secret.Keys
	findings []finding
}

// found notes a finding: its sentence is "server.doctor.<check>.<name>", and how to mend it the same with ".mend".
func (p *patient) found(check string, s state, name string, args ...any) {
	key := "server.doctor." + check + "." + name
	f := finding{Check: check, State: s, Text: p.c.p.T(key, args...)}
	if s != stateOK {
		f.Mend = p.c.p.T(key+".mend", args...)
	}
	p.findings = append(p.findings, f)
}

// Run makes every check and prints what it found and how to mend it. It changes nothing.
func (*doctorCmd) Run(ctx context.Context, c *console) error {
	p := &patient{c: c}
	p.assets()
	p.publicURL()
	p.space()
	p.openDB(ctx)
	if p.db != nil {
		defer p.db.Close()
	}
	p.openKeys()
	if p.db != nil && p.schema(ctx) {
		p.inside(ctx)
	}
	return p.tell()
}

// inside are the checks of a database whose schema is the program's own.
func (p *patient) inside(ctx context.Context) {
	for _, check := range []struct {
		name string
		run  func(context.Context) error
	}{
		{"clock", p.clocks}, {"keys", p.belongs}, {"media", p.media}, {"ledger", p.ledger}, {"jobs", p.jobs}, {"people", p.people},
	} {
		if err := check.run(ctx); err != nil {
			p.found(check.name, stateFail, "unreadable", "Reason", p.c.explain(err))
		}
	}
}

func (p *patient) tell() error {
	failed := 0
	for _, f := range p.findings {
		if f.State == stateFail {
			failed++
		}
	}
	if p.c.json {
		if err := p.c.print(map[string]any{"ok": failed == 0, "checks": p.findings}); err != nil {
			return err
		}
	} else if err := p.lines(failed); err != nil {
		return err
	}
	if failed > 0 {
		return errFound
	}
	return nil
}

func (p *patient) lines(failed int) error {
	for _, f := range p.findings {
		if err := p.c.line(p.c.p.T("server.doctor."+string(f.State), "Text", f.Text)); err != nil {
			return err
		}
		if f.Mend == "" {
			continue
		}
		if err := p.c.line(p.c.p.T("server.doctor.mend", "Text", f.Mend)); err != nil {
			return err
		}
	}
	if failed == 0 {
		return p.c.line(p.c.p.T("server.doctor.healthy"))
	}
	return p.c.line(p.c.p.T("server.doctor.ill", "Count", failed))
}

// openDB opens the database if it is there.
func (p *patient) openDB(ctx context.Context) {
	if err := app.RequireDB(p.c.config); err != nil {
		p.found("database", stateFail, "missing", "Path", p.c.config.DatabasePath())
		return
	}
	d, err := app.OpenDB(ctx, p.c.config, p.c.log())
	if err != nil {
		p.found("database", stateFail, "silent", "Reason", err.Error())
		return
	}
	p.db = d
	text, major, err := d.Version(ctx)
	switch {
	case err != nil:
		p.found("database", stateFail, "silent", "Reason", err.Error())
	case d.Engine() == db.Postgres && major < oldestPostgres:
		p.found("database", stateWarn, "old", "Version", text, "Oldest", oldestPostgres)
	default:
		p.found("database", stateOK, "ok", "Engine", string(d.Engine()), "Version", text)
	}
}

// oldestPostgres is the oldest version that the program is tested on.
const oldestPostgres = 15
