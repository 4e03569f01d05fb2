package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"liem/people"
	"liem/server/app"
)

// unitAddCmd adds a unit: the first thing that a new database needs.
type unitAddCmd struct {
	Code      string `required:""`
	Name      string `required:""`
	ShortName string
	Kind      string `enum:"province,area,department" required:""`
	Parent    string `placeholder:"CODE"`
	From      string `placeholder:"DATE"`
}

// Run adds the unit from a day on, today where none is named.
func (cmd *unitAddCmd) Run(ctx context.Context, c *console) error {
	if err := clean(&cmd.Code, &cmd.Name, &cmd.ShortName); err != nil {
		return err
	}
	from, err := dayOrToday("--from", cmd.From)
	if err != nil {
		return err
	}
	if cmd.ShortName == "" {
		cmd.ShortName = cmd.Name
	}
	return c.withNew(ctx, func(a *app.App) error {
		id, err := a.People.AddUnit(ctx, cli(), people.NewUnit{Code: cmd.Code, Name: cmd.Name, ShortName: cmd.ShortName,
			Kind: people.UnitKind(cmd.Kind), ParentCode: cmd.Parent, From: from})
		if err != nil {
			return err
		}
		return c.say(map[string]string{"id": id, "code": cmd.Code}, "server.unit.added", "Code", cmd.Code, "Name", cmd.Name)
	})
}

// unitListCmd lists the units of a day.
type unitListCmd struct {
	On string `placeholder:"DATE"`
}

// listedUnit is a unit as it is printed.
type listedUnit struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Depth int    `json:"depth"`
}

// Run prints the day's units, today's where none is named, as a tree.
func (cmd *unitListCmd) Run(ctx context.Context, c *console) error {
	on, err := dayOrToday("--on", cmd.On)
	if err != nil {
		return err
	}
	return c.with(ctx, func(a *app.App) error {
		tree, err := people.LoadTree(ctx, a.DB.Reader(), on)
		if err != nil {
			return err
		}
		units := []listedUnit{}
		for _, u := range tree.All() {
			units = append(units, listedUnit{u.Code, u.Name, string(u.Kind), u.Depth})
		}
		if c.json {
			return c.print(units)
		}
		t := tabwriter.NewWriter(c.out, 0, 0, 3, ' ', 0)
		for _, u := range units {
			fmt.Fprintf(t, "%s%s\t%s\n", strings.Repeat("  ", u.Depth), u.Code, u.Name)
		}
		return t.Flush()
	})
}
