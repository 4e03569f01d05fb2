package main

import (
	"context"

	"liem/server/app"
)

// userPasswdCmd sets a new password.
type userPasswdCmd struct {
	Username string `arg:""`
	passwordFlags
}

// Run sets the password and ends the account's sessions; its owner chooses another at the next sign-in.
func (cmd *userPasswdCmd) Run(ctx context.Context, c *console) error {
	password, err := cmd.read(c)
	if err != nil {
		return err
	}
	return c.with(ctx, func(a *app.App) error {
		if err := a.People.ResetPassword(ctx, cli(), cmd.Username, password); err != nil {
			return err
		}
		return c.say(map[string]string{"username": cmd.Username}, "server.user.password_set", "Username", cmd.Username)
	})
}

// userDisableCmd closes an account.
type userDisableCmd struct {
	Username string `arg:""`
}

// Run closes the account and ends its sessions. Nothing is removed.
func (cmd *userDisableCmd) Run(ctx context.Context, c *console) error {
	return setDisabled(ctx, c, cmd.Username, true, "server.user.disabled")
}

// userEnableCmd opens an account again.
type userEnableCmd struct {
	Username string `arg:""`
}

// Run opens the account.
func (cmd *userEnableCmd) Run(ctx context.Context, c *console) error {
	return setDisabled(ctx, c, cmd.Username, false, "server.user.enabled")
}

func setDisabled(ctx context.Context, c *console, username string, disabled bool, done string) error {
	return c.with(ctx, func(a *app.App) error {
		if err := a.People.SetDisabled(ctx, cli(), username, disabled); err != nil {
			return err
		}
		return c.say(map[string]any{"username": username, "disabled": disabled}, done, "Username", username)
	})
}
