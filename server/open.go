package main

import (
	"context"
	"errors"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
	"liem/server/app"
)

// cli is who acts from the command line.
func cli() people.Actor { return people.System("cli") }

// with opens the program's data, which must be there, for one command.
func (c *console) with(ctx context.Context, do func(a *app.App) error) error {
	if err := app.RequireDB(c.config); err != nil {
		return err
	}
	return c.withNew(ctx, do)
}

// withNew is with, and makes what is missing: a first command may find nothing.
func (c *console) withNew(ctx context.Context, do func(a *app.App) error) error {
	a, err := app.Open(ctx, c.config, clock.System, c.log())
	if err != nil {
		return err
	}
	return errors.Join(do(a), a.Close())
}

// withDB opens the database as it is, which must be there: no migration, no keys.
func (c *console) withDB(ctx context.Context, do func(d *db.DB) error) error {
	if err := app.RequireDB(c.config); err != nil {
		return err
	}
	d, err := app.OpenDB(ctx, c.config, c.log())
	if err != nil {
		return err
	}
	return errors.Join(do(d), d.Close())
}
