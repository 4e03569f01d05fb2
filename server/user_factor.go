package main

import (
	"context"

	"liem/server/app"
)

// userFactorCmd takes a second factor away: whoever has lost device and recovery codes, the only administrator too, gets in
// again by the password and sets up another.
type userFactorCmd struct {
	Username string `arg:""`
}

// Run takes it away and ends the account's sessions.
func (cmd *userFactorCmd) Run(ctx context.Context, c *console) error {
	return c.with(ctx, func(a *app.App) error {
		if err := a.People.ClearFactor(ctx, cli(), cmd.Username); err != nil {
			return err
		}
		return c.say(map[string]string{"username": cmd.Username}, "server.user.factor_cleared", "Username", cmd.Username)
	})
}
