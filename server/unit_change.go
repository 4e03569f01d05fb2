package main

import (
	"context"
	"fmt"

	"liem/internal/fault"
	"liem/people"
	"liem/server/app"
)

// changeFlags are what all changes of units take.
type changeFlags struct {
	On       string `placeholder:"DATE" required:""`
	Decision string
	DryRun   bool
}

// unitRenameCmd gives a unit another name, kind or both from a day on.
type unitRenameCmd struct {
	Code      string `arg:""`
	Name      string `required:""`
	ShortName string
	Kind      string `enum:"province,area,department," default:""`
	changeFlags
}

// Run renames the unit.
func (cmd *unitRenameCmd) Run(ctx context.Context, c *console) error {
	return cmd.run(ctx, c, func(tree *people.Tree) (r people.UnitRequest, err error) {
		r = people.UnitRequest{Kind: people.RenameUnit, Name: cmd.Name, ShortName: cmd.ShortName, UnitKind: people.UnitKind(cmd.Kind)}
		if r.ShortName == "" {
			r.ShortName = cmd.Name
		}
		r.UnitID, err = unitID(tree, cmd.Code)
		if u, ok := tree.Unit(r.UnitID); ok && r.UnitKind == "" {
			r.UnitKind = u.Kind
		}
		return r, err
	})
}

// unitMoveCmd puts a unit under another from a day on.
type unitMoveCmd struct {
	Code   string `arg:""`
	Parent string `placeholder:"CODE"`
	changeFlags
}

// Run moves the unit; without a parent to the top.
func (cmd *unitMoveCmd) Run(ctx context.Context, c *console) error {
	return cmd.run(ctx, c, func(tree *people.Tree) (r people.UnitRequest, err error) {
		r.Kind = people.MoveUnit
		if r.UnitID, err = unitID(tree, cmd.Code); err == nil && cmd.Parent != "" {
			r.ParentID, err = unitID(tree, cmd.Parent)
		}
		return r, err
	})
}

// unitMergeCmd ends units and lets all that is theirs go on in another.
type unitMergeCmd struct {
	Codes []string `arg:""`
	Into  string   `placeholder:"CODE" required:""`
	changeFlags
}

// Run merges the units.
func (cmd *unitMergeCmd) Run(ctx context.Context, c *console) error {
	return cmd.run(ctx, c, func(tree *people.Tree) (r people.UnitRequest, err error) {
		r.Kind = people.MergeUnits
		for _, code := range cmd.Codes {
			id, err := unitID(tree, code)
			if err != nil {
				return r, err
			}
			if r.UnitID == "" {
				r.UnitID = id
			} else {
				r.Sources = append(r.Sources, id)
			}
		}
		r.IntoID, err = unitID(tree, cmd.Into)
		return r, err
	})
}

// unitAbolishCmd ends a unit.
type unitAbolishCmd struct {
	Code string `arg:""`
	To   string `placeholder:"CODE"`
	changeFlags
}

// Run abolishes the unit; its officers go where --to says.
func (cmd *unitAbolishCmd) Run(ctx context.Context, c *console) error {
	return cmd.run(ctx, c, func(tree *people.Tree) (r people.UnitRequest, err error) {
		r.Kind = people.AbolishUnit
		if r.UnitID, err = unitID(tree, cmd.Code); err == nil && cmd.To != "" {
			r.ToID, err = unitID(tree, cmd.To)
		}
		return r, err
	})
}

func unitID(tree *people.Tree, code string) (string, error) {
	u, ok := tree.ByCode(code)
	if !ok {
		return "", fault.New(fault.Invalid, "people.unit_unknown").At("unit").With("Code", code)
	}
	return u.ID, nil
}

// changed is a change as it is printed.
type changed struct {
	ID       string                `json:"id,omitempty"` // empty after a dry run
	Units    []people.PlannedUnit  `json:"units"`
	Officers []people.PlannedMove  `json:"officers"`
	Grants   []people.PlannedGrant `json:"grants"`
}

// run works out what a change does, and applies it unless somebody only wants to see.
func (f *changeFlags) run(ctx context.Context, c *console, request func(*people.Tree) (people.UnitRequest, error)) error {
	if err := clean(&f.Decision); err != nil {
		return err
	}
	on, err := day("--on", f.On)
	if err != nil {
		return err
	}
	return c.with(ctx, func(a *app.App) error {
		tree, err := people.LoadTree(ctx, a.DB.Reader(), on)
		if err != nil {
			return err
		}
		r, err := request(tree)
		if err != nil {
			return err
		}
		r.On, r.Decision = on, f.Decision
		plan, err := a.People.PlanUnitChange(ctx, cli(), r)
		if err != nil {
			return err
		}
		out := changed{Units: plan.Units, Officers: plan.Officers, Grants: plan.Grants}
		key := "server.unit.would_change"
		if !f.DryRun {
			change, _, err := a.People.ApplyUnitChange(ctx, cli(), r, plan.Digest)
			if err != nil {
				return err
			}
			out.ID, key = change.ID, "server.unit.changed"
		}
		if !c.json {
			out.write(c)
		}
		return c.say(out, key, "Units", len(out.Units), "Officers", len(out.Officers), "Grants", len(out.Grants), "ID", out.ID)
	})
}

// write lists what happens, a line each.
func (o *changed) write(c *console) {
	for _, u := range o.Units {
		fmt.Fprintf(c.out, "%s\n", c.p.T("unit.planned."+u.What, "Name", u.Name, "Before", u.Before, "After", u.After))
	}
	for _, m := range o.Officers {
		fmt.Fprintf(c.out, "%s %s: %s → %s\n", m.Number, m.Name, m.From, m.To)
	}
	for _, g := range o.Grants {
		to := g.To
		if to == "" {
			to = "–"
		}
		fmt.Fprintf(c.out, "%s (%s): %s → %s\n", g.Who, c.p.T("role."+string(g.Role)), g.From, to)
	}
}

// unitUndoCmd takes a change of units back.
type unitUndoCmd struct {
	ID string `arg:""`
}

// Run undoes the change, as long as nothing builds on it.
func (cmd *unitUndoCmd) Run(ctx context.Context, c *console) error {
	return c.with(ctx, func(a *app.App) error {
		if err := a.People.UndoUnitChange(ctx, cli(), cmd.ID); err != nil {
			return err
		}
		return c.say(map[string]string{"id": cmd.ID}, "server.unit.undone")
	})
}
