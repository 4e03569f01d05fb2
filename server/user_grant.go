package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/people"
	"liem/server/app"
)

// userGrantCmd gives an account a role.
type userGrantCmd struct {
	Username string `arg:""`
	Role     string `placeholder:"ROLE" required:""`
	Unit     string `placeholder:"CODE" required:""`
	From     string `placeholder:"DATE"`
	To       string `placeholder:"DATE"`
	Reason   string `required:""`
}

// Run grants the role from a day on, today where none is named. Roles that exclude each other are refused here too.
func (cmd *userGrantCmd) Run(ctx context.Context, c *console) error {
	if err := clean(&cmd.Reason); err != nil {
		return err
	}
	to := clock.Forever
	var err error
	if cmd.To != "" {
		if to, err = day("--to", cmd.To); err != nil {
			return err
		}
	}
	return c.with(ctx, func(a *app.App) error {
		from := a.People.Today()
		if cmd.From != "" {
			if from, err = day("--from", cmd.From); err != nil {
				return err
			}
		}
		tree, err := people.LoadTree(ctx, a.DB.Reader(), max(from, a.People.Today()))
		if err != nil {
			return err
		}
		unit, ok := tree.ByCode(cmd.Unit)
		if !ok {
			return fault.New(fault.Invalid, "people.unit_unknown").At("unit").With("Code", cmd.Unit)
		}
		g, err := a.People.Grant(ctx, cli(), people.NewGrant{Username: cmd.Username, Role: people.Role(cmd.Role), UnitID: unit.ID,
			From: from, To: to, Reason: cmd.Reason})
		if err != nil {
			return err
		}
		result := map[string]string{"id": g.ID, "username": cmd.Username, "role": cmd.Role, "unit": cmd.Unit, "from": string(g.ValidFrom), "to": string(g.ValidTo)}
		return c.say(result, "server.user.granted", "Role", cmd.Role, "Username", cmd.Username, "Unit", unit.Name, "ID", g.ID)
	})
}

// userRevokeCmd takes a role back.
type userRevokeCmd struct {
	Grant  string `arg:""`
	Reason string `required:""`
}

// Run ends the grant from now on, and what was delegated from it.
func (cmd *userRevokeCmd) Run(ctx context.Context, c *console) error {
	if err := clean(&cmd.Reason); err != nil {
		return err
	}
	return c.with(ctx, func(a *app.App) error {
		if _, err := a.People.Revoke(ctx, cli(), cmd.Grant, cmd.Reason); err != nil {
			return err
		}
		return c.say(map[string]string{"id": cmd.Grant}, "server.user.revoked", "ID", cmd.Grant)
	})
}

// userRolesCmd lists the grants.
type userRolesCmd struct {
	All bool
}

// listedGrant is a grant as it is printed.
type listedGrant struct {
	ID        string `json:"id"`
	Username  string `json:"username"`
	Role      string `json:"role"`
	Unit      string `json:"unit"`
	From      string `json:"from"`
	To        string `json:"to"`
	Standing  string `json:"standing"`
	Reason    string `json:"reason"`
	Delegator string `json:"delegator,omitempty"`
}

// everyGrant is more than any procuracy grants.
const everyGrant = 1_000_000

// Run prints the grants that are in force, or all that ever were.
func (cmd *userRolesCmd) Run(ctx context.Context, c *console) error {
	return c.with(ctx, func(a *app.App) error {
		today := a.People.Today()
		rows, _, err := a.People.GrantsInScope(ctx, cli(), people.GrantQuery{On: today, All: cmd.All, Limit: everyGrant})
		if err != nil {
			return err
		}
		list := make([]listedGrant, len(rows))
		for i, r := range rows {
			list[i] = listedGrant{r.ID, r.Username, string(r.Role), r.Unit, string(r.ValidFrom), string(r.LastDay()), string(r.StandingOn(today)), r.Reason, r.Delegator}
		}
		if c.json {
			return c.print(list)
		}
		t := tabwriter.NewWriter(c.out, 0, 0, 3, ' ', 0)
		for _, g := range list {
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s–%s\t%s\n", g.ID, g.Username, g.Role, g.Unit, g.From, g.To, c.p.T("roles.standing."+g.Standing))
		}
		return t.Flush()
	})
}
