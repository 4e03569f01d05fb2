package main

import (
	"context"
	"errors"
	"strings"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/migrations"
	"liem/server/app"
)

// migrateCmd brings the schema up to date, as every start does too.
type migrateCmd struct {
	DryRun bool
}

// Run applies what is missing, or says what that is.
func (cmd *migrateCmd) Run(ctx context.Context, c *console) error {
	if cmd.DryRun {
		if err := app.RequireDB(c.config); err != nil {
			return err
		}
	}
	d, err := app.OpenDB(ctx, c.config, c.log())
	if err != nil {
		return err
	}
	return errors.Join(cmd.migrate(ctx, c, d), d.Close())
}

func (cmd *migrateCmd) migrate(ctx context.Context, c *console, d *db.DB) error {
	before, err := db.Schema(ctx, d, migrations.FS)
	if err != nil {
		return err
	}
	if len(before.Unknown) > 0 {
		return fault.New(fault.Conflict, "backup.newer_schema").With("Migration", before.Unknown[0])
	}
	if len(before.Pending) == 0 {
		return c.say(before, "server.migrate.nothing")
	}
	list := strings.Join(before.Pending, ", ")
	if cmd.DryRun {
		return c.say(before, "server.migrate.would", "List", list)
	}
	if err := app.Migrate(ctx, d); err != nil {
		return err
	}
	after, err := db.Schema(ctx, d, migrations.FS)
	if err != nil {
		return err
	}
	return c.say(after, "server.migrate.done", "List", list)
}
