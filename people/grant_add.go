package people

import (
	"context"
	"strings"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// NewGrant is what one gives to grant a role.
type NewGrant struct {
	Username string
	Role     Role
	UnitID   string
	From, To clock.Date // To is empty for a role without an end
	Reason   string
}

// maxReason bounds a reason, in bytes.
const maxReason = 1000

// Check lists what is wrong with the fields, all at once.
func (n *NewGrant) Check(today clock.Date) error {
	var list fault.List
	if n.Username == "" {
		list.Add(fault.New(fault.Invalid, "roles.person_missing").At("username"))
	}
	if !n.Role.Granted() {
		list.Add(fault.New(fault.Invalid, "roles.role_missing").At("role"))
	}
	if n.UnitID == "" {
		list.Add(fault.New(fault.Invalid, "roles.unit_missing").At("unit"))
	}
	checkDates(&list, n.From, n.To, today)
	checkReason(&list, n.Reason)
	return list.Err()
}

func checkDates(list *fault.List, from, to, today clock.Date) {
	switch {
	case !from.Valid():
		list.Add(fault.New(fault.Invalid, "roles.day_unreadable").At("from"))
	case from < today:
		list.Add(fault.New(fault.Invalid, "roles.from_past").At("from"))
	}
	switch {
	case !to.Valid():
		list.Add(fault.New(fault.Invalid, "roles.day_unreadable").At("to"))
	case to < from:
		list.Add(fault.New(fault.Invalid, "roles.days_turned").At("to"))
	}
}

func checkReason(list *fault.List, reason string) {
	switch {
	case strings.TrimSpace(reason) == "":
		list.Add(fault.New(fault.Invalid, "roles.reason_missing").At("reason"))
	case len(reason) > maxReason:
		list.Add(fault.New(fault.Invalid, "roles.reason_long").At("reason"))
	}
}

// Grant gives a role. It checks all that CheckGrant does, once more and where nobody comes between.
func (s *Service) Grant(ctx context.Context, a Actor, n NewGrant) (Grant, error) {
	g, err := s.CheckGrant(ctx, a, n)
	if err != nil {
		return g, err
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return s.insertGrant(ctx, tx, a, g) })
	s.Forget()
	return g, err
}

// CheckGrant is the grant that Grant would store, or why it would not: a form shows what it will allow before it is saved.
func (s *Service) CheckGrant(ctx context.Context, a Actor, n NewGrant) (Grant, error) {
	if n.To == "" {
		n.To = clock.Forever
	}
	n.Username = Username(n.Username)
	if err := n.Check(s.Today()); err != nil {
		return Grant{}, err
	}
	if !Can(a, ActGrant(n.Role), Target{}) {
		return Grant{}, fault.New(fault.Invalid, "roles.may_not_grant").At("role")
	}
	if !a.Scope(ActGrant(n.Role)).Holds(n.UnitID) {
		return Grant{}, fault.New(fault.Invalid, "roles.unit_out_of_scope").At("unit")
	}
	acc, err := s.reachable(ctx, a, a.Scope(ActGrant(n.Role)), n.Username)
	if err != nil {
		return Grant{}, err
	}
	g := Grant{ID: db.NewID(), AccountID: acc.ID, Role: n.Role, UnitID: n.UnitID, ValidFrom: n.From, ValidTo: n.To,
		Reason: strings.TrimSpace(n.Reason), CreatedAt: s.System.Now(), CreatedBy: a.AccountID}
	if err := s.unitExists(ctx, g); err != nil {
		return g, err
	}
	return g, s.compatible(ctx, NewStore(s.DB.Reader()), &g)
}

// reachable finds who is to get a role: an open account, not the actor's own, of an officer who serves in a scope, or of
// no officer and then one that holds a role there. Others do not exist for the actor.
func (s *Service) reachable(ctx context.Context, a Actor, scope Scope, username string) (Account, error) {
	store := NewStore(s.DB.Reader())
	acc, err := store.AccountByUsername(ctx, username)
	unknown := fault.New(fault.Invalid, "people.account_unknown").At("username").With("Username", username)
	switch {
	case fault.Is(err, fault.NotFound):
		return acc, unknown
	case err != nil:
		return acc, err
	case acc.ID == a.AccountID:
		return acc, fault.New(fault.Invalid, "roles.oneself").At("username")
	}
	ok, err := store.within(ctx, acc.ID, scope, s.Today())
	switch {
	case err != nil:
		return acc, err
	case !ok:
		return acc, unknown
	case acc.DisabledAt != nil:
		return acc, fault.New(fault.Invalid, "roles.account_disabled").At("username")
	}
	return acc, nil
}

// unitExists refuses a unit that is there neither today nor on the grant's first day.
func (s *Service) unitExists(ctx context.Context, g Grant) error {
	for _, day := range []clock.Date{s.Today(), g.ValidFrom} {
		tree, err := s.Tree(ctx, day)
		if err != nil {
			return err
		}
		if _, ok := tree.Unit(g.UnitID); ok {
			return nil
		}
	}
	return fault.New(fault.Invalid, "roles.unit_out_of_scope").At("unit")
}

// compatible refuses a grant that its holder has already, or that conflicts with another of the same days.
func (s *Service) compatible(ctx context.Context, store *Store, g *Grant) error {
	others, err := store.grantsOf(ctx, g.AccountID)
	if err != nil {
		return err
	}
	for i := range others {
		o := &others[i]
		if !o.overlaps(g.ValidFrom, g.ValidTo) {
			continue
		}
		if c, ok := ConflictOf(o.Role, g.Role); ok {
			return fault.New(fault.Conflict, "roles.conflict."+string(c[0])+"_"+string(c[1])).At("role")
		}
		if o.Role == g.Role && o.UnitID == g.UnitID && o.DelegatedFrom == nil {
			return fault.New(fault.Conflict, "roles.held_already").At("role")
		}
	}
	return nil
}

// insertGrant stores a grant where nothing has come between that forbids it.
func (s *Service) insertGrant(ctx context.Context, tx db.Tx, a Actor, g Grant) error {
	store := NewStore(tx)
	if err := store.takeAccount(ctx, g.AccountID); err != nil {
		return err
	}
	if err := s.compatible(ctx, store, &g); err != nil {
		return err
	}
	if err := store.InsertGrants(ctx, []Grant{g}); err != nil {
		return err
	}
	action := "role.grant"
	if g.DelegatedFrom != nil {
		action = "role.delegate"
	}
	return s.Audit(ctx, tx, a.AccountID, action, "account:"+g.AccountID, noteOf(&g))
}
