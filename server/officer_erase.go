package main

import (
	"context"

	"liem/internal/fault"
	"liem/people"
	"liem/server/app"
	"liem/training"
)

// officerEraseCmd erases the personal data of an officer who has left.
type officerEraseCmd struct {
	Number string `arg:""`
	Reason string
	Apply  bool
}

// Run says what would be removed, and removes it when it is told to and given a reason.
func (cmd *officerEraseCmd) Run(ctx context.Context, c *console) error {
	if err := clean(&cmd.Number, &cmd.Reason); err != nil {
		return err
	}
	return c.with(ctx, func(a *app.App) error {
		o, err := people.NewStore(a.DB.Reader()).OfficerByNumber(ctx, cmd.Number)
		if fault.Is(err, fault.NotFound) {
			return fault.New(fault.Invalid, "people.officer_unknown").With("Number", cmd.Number)
		}
		if err != nil {
			return err
		}
		key := "erasure.would"
		var e training.Erasure
		if cmd.Apply {
			key = "erasure.done"
			e, err = a.Training.Erase(ctx, cli(), o.ID, cmd.Reason)
		} else {
			e, err = a.Training.PlanErasure(ctx, cli(), o.ID)
		}
		if err != nil {
			return err
		}
		return c.say(e, key, "Number", cmd.Number, "Completions", c.p.Number(e.Completions), "Attempts", c.p.Number(e.Attempts), "Answers", c.p.Number(e.Answers))
	})
}
