package main

import (
	"context"

	"liem/people"
	"liem/server/app"
)

// userAddCmd adds an account.
type userAddCmd struct {
	Username   string `required:""`
	Name       string
	Role       string `placeholder:"ROLE"`
	Unit       string `placeholder:"CODE"`
	Officer    string `placeholder:"NUMBER"`
	Reason     string
	MustChange bool `default:"true" negatable:""`
	passwordFlags
}

// Run adds the account with its role, all or nothing.
func (cmd *userAddCmd) Run(ctx context.Context, c *console) error {
	if err := clean(&cmd.Name, &cmd.Reason); err != nil {
		return err
	}
	password, err := cmd.read(c)
	if err != nil {
		return err
	}
	return c.withNew(ctx, func(a *app.App) error {
		account, err := a.People.CreateAccount(ctx, cli(), people.NewAccount{Username: cmd.Username, DisplayName: cmd.Name,
			Password: password, OfficerNumber: cmd.Officer, Role: people.Role(cmd.Role), UnitCode: cmd.Unit, Reason: cmd.Reason, MustChangePassword: cmd.MustChange})
		if err != nil {
			return err
		}
		result := map[string]any{"id": account.ID, "username": account.Username, "name": account.DisplayName, "role": cmd.Role,
			"unit": cmd.Unit, "must_change_password": account.MustChangePassword}
		return c.say(result, "server.user.added", "Username", account.Username)
	})
}
