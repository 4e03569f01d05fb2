package main

import (
	"context"

	"liem/internal/fault"
	"liem/people"
	"liem/server/app"
)

// officerTransferCmd gives an officer a new main posting from a day on.
type officerTransferCmd struct {
	Number   string `arg:""`
	Unit     string `placeholder:"CODE" required:""`
	Position string
	Title    string `name:"rank"`
	Decision string
	From     string `placeholder:"DATE" required:""`
}

// Run transfers the officer; the main posting that there is ends the day before.
func (cmd *officerTransferCmd) Run(ctx context.Context, c *console) error {
	if err := clean(&cmd.Position, &cmd.Title, &cmd.Decision); err != nil {
		return err
	}
	from, err := day("--from", cmd.From)
	if err != nil {
		return err
	}
	return c.with(ctx, func(a *app.App) error {
		o, err := officerOf(ctx, a, cmd.Number)
		if err != nil {
			return err
		}
		tree, err := people.LoadTree(ctx, a.DB.Reader(), from)
		if err != nil {
			return err
		}
		unit, err := unitID(tree, cmd.Unit)
		if err != nil {
			return err
		}
		post, err := a.People.Appoint(ctx, cli(), o.ID, people.NewPosting{Kind: people.Main, UnitID: unit, Position: cmd.Position, Title: cmd.Title,
			Decision: cmd.Decision, From: from})
		if err != nil {
			return err
		}
		return c.say(map[string]string{"id": post.ID, "number": o.Number}, "server.officer.transferred", "Name", o.FullName, "Number", o.Number, "Unit", cmd.Unit)
	})
}

// officerLeaveCmd ends an officer's service.
type officerLeaveCmd struct {
	Number string `arg:""`
	Last   string `placeholder:"DATE" required:""`
	Reason string `enum:"retired,moved,resigned,dismissed,died,other" default:"other"`
}

// Run ends the service on its last day.
func (cmd *officerLeaveCmd) Run(ctx context.Context, c *console) error {
	last, err := day("--last", cmd.Last)
	if err != nil {
		return err
	}
	return c.with(ctx, func(a *app.App) error {
		o, err := officerOf(ctx, a, cmd.Number)
		if err != nil {
			return err
		}
		if err := a.People.Leave(ctx, cli(), o.ID, last, cmd.Reason); err != nil {
			return err
		}
		return c.say(map[string]string{"number": o.Number}, "server.officer.left", "Name", o.FullName, "Number", o.Number)
	})
}

func officerOf(ctx context.Context, a *app.App, number string) (people.Officer, error) {
	o, err := people.NewStore(a.DB.Reader()).OfficerByNumber(ctx, number)
	if fault.Is(err, fault.NotFound) {
		err = fault.New(fault.Invalid, "people.officer_unknown").At("number").With("Number", number)
	}
	return o, err
}
