package main

import (
	"context"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/people"
	"liem/server/app"
)

// officerAddCmd adds an officer with a first posting. Identity numbers are not taken here: a command line can be read by
// every user of the machine.
type officerAddCmd struct {
	Number    string `required:""`
	Name      string `required:""`
	Unit      string `placeholder:"CODE" required:""`
	Position  string
	Title     string `name:"rank"`
	BirthDate string `placeholder:"DATE|YEAR"`
	Gender    string `enum:"female,male," default:""`
	StaffType string `enum:"civil_servant,public_employee,contract" default:"civil_servant"`
	Email     string
	From      string `placeholder:"DATE"`
}

// Run adds the officer, serving at the unit from a day on, today where none is named.
func (cmd *officerAddCmd) Run(ctx context.Context, c *console) error {
	if err := clean(&cmd.Number, &cmd.Name, &cmd.Position, &cmd.Title, &cmd.Email); err != nil {
		return err
	}
	from, err := dayOrToday("--from", cmd.From)
	if err != nil {
		return err
	}
	if born, ok := clock.ParseDate(cmd.BirthDate); ok {
		cmd.BirthDate = string(born)
	}
	return c.with(ctx, func(a *app.App) error {
		tree, err := people.LoadTree(ctx, a.DB.Reader(), from)
		if err != nil {
			return err
		}
		unit, ok := tree.ByCode(cmd.Unit)
		if !ok {
			return fault.New(fault.Invalid, "people.unit_unknown").At("unit").With("Code", cmd.Unit)
		}
		o, err := a.People.AddOfficer(ctx, cli(), people.NewOfficer{Number: cmd.Number, FullName: cmd.Name, BirthDate: cmd.BirthDate,
			Gender: cmd.Gender, StaffType: cmd.StaffType, Email: cmd.Email, UnitID: unit.ID, Position: cmd.Position, Title: cmd.Title, From: from})
		if err != nil {
			return err
		}
		return c.say(map[string]string{"id": o.ID, "number": o.Number, "name": o.FullName}, "server.officer.added", "Name", o.FullName, "Number", o.Number)
	})
}
