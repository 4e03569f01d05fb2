package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"liem/people"
	"liem/server/app"
)

// userListCmd lists the accounts.
type userListCmd struct{}

// listedUser is an account as it is printed.
type listedUser struct {
	Username string   `json:"username"`
	Name     string   `json:"name"`
	Roles    []string `json:"roles"` // "hr:VKS-TINH"
	Disabled bool     `json:"disabled"`
}

// Run prints the accounts by name, with the roles that they hold today.
func (*userListCmd) Run(ctx context.Context, c *console) error {
	return c.with(ctx, func(a *app.App) error {
		users, err := listUsers(ctx, a)
		if err != nil {
			return err
		}
		if c.json {
			return c.print(users)
		}
		t := tabwriter.NewWriter(c.out, 0, 0, 3, ' ', 0)
		for _, u := range users {
			state := ""
			if u.Disabled {
				state = c.p.T("server.user.disabled_mark")
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", u.Username, u.Name, strings.Join(u.Roles, " "), state)
		}
		return t.Flush()
	})
}

func listUsers(ctx context.Context, a *app.App) ([]listedUser, error) {
	store := people.NewStore(a.DB.Reader())
	accounts, err := store.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	grants, err := store.Grants(ctx, a.People.Today())
	if err != nil {
		return nil, err
	}
	tree, err := a.People.Tree(ctx, a.People.Today())
	if err != nil {
		return nil, err
	}
	roles := map[string][]string{}
	for _, g := range grants {
		unit, _ := tree.Unit(g.UnitID) // a unit that is no more has no code
		roles[g.AccountID] = append(roles[g.AccountID], string(g.Role)+":"+unit.Code)
	}
	users := make([]listedUser, len(accounts))
	for i, acc := range accounts {
		users[i] = listedUser{Username: acc.Username, Name: acc.DisplayName, Roles: roles[acc.ID], Disabled: acc.DisabledAt != nil}
	}
	return users, nil
}
