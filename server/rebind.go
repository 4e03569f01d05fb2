package main

import (
	"context"
	"strings"

	"liem/internal/db"
	"liem/server/app"
)

// rebindCmd ties a database to other keys or another media folder, for when the old ones are lost for good.
type rebindCmd struct {
	Apply bool
}

// Run says what does not belong to the database; with --apply it belongs to it from now on.
func (cmd *rebindCmd) Run(ctx context.Context, c *console) error {
	if err := app.RequireKeys(c.config); err != nil {
		return err
	}
	keys, err := app.LoadKeys(c.config)
	if err != nil {
		return err
	}
	return c.withDB(ctx, func(d *db.DB) error {
		names, err := app.Strangers(ctx, c.config, d, keys)
		if err != nil {
			return err
		}
		result := map[string]any{"strangers": append([]string{}, names...), "applied": cmd.Apply && len(names) > 0}
		switch {
		case len(names) == 0:
			return c.say(result, "server.rebind.nothing")
		case !cmd.Apply:
			return c.say(result, "server.rebind.dry_run", "Names", strings.Join(names, ", "))
		}
		if err := app.Rebind(ctx, c.config, d, keys); err != nil {
			return err
		}
		return c.say(result, "server.rebind.done", "Names", strings.Join(names, ", "))
	})
}
