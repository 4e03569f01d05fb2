package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"liem/internal/clock"
	"liem/people/roster"
	"liem/server/app"
)

// importOfficersCmd brings the officers of a file in, or only tells what it would do.
type importOfficersCmd struct {
	File        string `arg:"" name:"file" placeholder:"FILE"`
	DryRun      bool
	AsOf        string `placeholder:"DATE"`
	WholeRoster bool
	Unit        string `placeholder:"CODE"`
}

// Run imports everything that can be, in one transaction; rows that are refused, or may mean somebody who is known, are
// told and left alone. An import can be undone on its page.
func (cmd *importOfficersCmd) Run(ctx context.Context, c *console) error {
	if cmd.Unit != "" && !cmd.WholeRoster {
		return misuse("server.usage.unit_without_whole_roster")
	}
	if _, ok := clock.ParseDate(cmd.AsOf); cmd.AsOf != "" && !ok {
		_, err := day("--as-of", cmd.AsOf)
		return err
	}
	f, err := os.Open(cmd.File)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return c.with(ctx, func(a *app.App) error {
		o := roster.Order{Name: filepath.Base(cmd.File), File: f, Size: info.Size(), Dry: cmd.DryRun, AsOf: cmd.AsOf, Whole: cmd.Unit}
		if cmd.WholeRoster && cmd.Unit == "" {
			o.WholeAll = true
		}
		report, err := a.Roster.Run(ctx, cli(), o, c.p)
		if err != nil {
			return err
		}
		return c.rostered(report)
	})
}

// rostered prints what an import did or would do.
func (c *console) rostered(r *roster.Report) error {
	var err error
	if c.json {
		err = c.print(r)
	} else {
		err = c.rosterLines(r)
	}
	if err == nil && r.Problems() > 0 {
		return errFound
	}
	return err
}

func (c *console) rosterLines(r *roster.Report) error {
	var b strings.Builder
	for _, n := range r.Notices {
		fmt.Fprintln(&b, n)
	}
	for _, list := range []struct {
		kind  roster.Kind
		items []roster.ReportItem
	}{{roster.New, r.New}, {roster.Changed, r.Changed}, {roster.Transferred, r.Transferred}, {roster.Left, r.Left}, {roster.Question, r.Questions}} {
		for _, i := range list.items {
			fmt.Fprintf(&b, "%s: %s %s%s\n", c.p.T("roster.kind."+string(list.kind)), i.Number, i.Name, changesOf(c, i))
		}
	}
	for _, one := range r.Refused {
		where := one.Cell
		if where == "" {
			where = c.p.T("roster.row_n", "Row", one.Row)
		}
		fmt.Fprintf(&b, "%s: %s: %s\n", c.p.T("roster.kind.refused"), where, one.Reason)
	}
	key := "server.roster.compared"
	if r.Applied {
		key = "server.roster.applied"
	}
	fmt.Fprintln(&b, c.p.T(key, "New", len(r.New), "Changed", len(r.Changed), "Transferred", len(r.Transferred), "Left", len(r.Left),
		"Unchanged", len(r.Unchanged), "Questions", len(r.Questions), "Refused", refusedRows(r)))
	_, err := fmt.Fprint(c.out, b.String())
	return err
}

// refusedRows counts rows; one may be refused for several reasons.
func refusedRows(r *roster.Report) int {
	rows := map[string]bool{}
	for _, one := range r.Refused {
		rows[fmt.Sprint(one.Row, one.Number)] = true
	}
	return len(rows)
}

func changesOf(c *console, i roster.ReportItem) string {
	var parts []string
	for _, change := range i.Changes {
		label := string(change.Field)
		if key := change.Field.TextKey(); c.p.Has(key) {
			label = c.p.T(key)
		}
		parts = append(parts, fmt.Sprintf("%s: %s → %s", label, orDash(change.Old), orDash(change.New)))
	}
	if len(parts) == 0 {
		return ""
	}
	return "; " + strings.Join(parts, "; ")
}
