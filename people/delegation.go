package people

import (
	"context"
	"slices"
	"strings"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// NewDelegation is what one gives to hand a role of one's own to a deputy for a time.
type NewDelegation struct {
	GrantID  string // the own grant
	UnitID   string // its unit, or one below it
	Username string // the deputy
	From, To clock.Date
	Reason   string
}

// longestDelegation is how many days a delegation may last: who is away for longer is replaced by a grant.
const longestDelegation = 366

// Delegable lists the actor's own grants that can be handed to a deputy today. What was delegated to the actor is not
// among them.
func (s *Service) Delegable(ctx context.Context, a Actor) ([]GrantRow, error) {
	rows, err := s.OwnGrants(ctx, a)
	if err != nil {
		return nil, err
	}
	today := s.Today()
	return slices.DeleteFunc(rows, func(r GrantRow) bool {
		return r.DelegatedFrom != nil || !r.Role.Delegable() || r.StandingOn(today) != InForce
	}), nil
}

// Delegate hands a role to a deputy for dates. It ends by itself, and with the grant that it comes from.
func (s *Service) Delegate(ctx context.Context, a Actor, n NewDelegation) (Grant, error) {
	g, err := s.CheckDelegation(ctx, a, n)
	if err != nil {
		return g, err
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return s.insertGrant(ctx, tx, a, g) })
	s.Forget()
	return g, err
}

// CheckDelegation is the grant that Delegate would store, or why it would not.
func (s *Service) CheckDelegation(ctx context.Context, a Actor, n NewDelegation) (Grant, error) {
	own, err := s.Delegable(ctx, a)
	if err != nil {
		return Grant{}, err
	}
	i := slices.IndexFunc(own, func(r GrantRow) bool { return r.ID == n.GrantID })
	if i < 0 {
		return Grant{}, fault.New(fault.Invalid, "delegation.grant_missing").At("grant")
	}
	origin := own[i]
	if err := n.check(s.Today(), &origin); err != nil {
		return Grant{}, err
	}
	tree, err := s.Tree(ctx, s.Today())
	if err != nil {
		return Grant{}, err
	}
	scope := Scope{All: tree.IsOnlyRoot(origin.UnitID), UnitIDs: tree.Descendants(origin.UnitID)}
	if !slices.Contains(scope.UnitIDs, n.UnitID) {
		return Grant{}, fault.New(fault.Invalid, "delegation.unit_outside").At("unit")
	}
	acc, err := s.reachable(ctx, a, scope, Username(n.Username))
	if err != nil {
		return Grant{}, err
	}
	g := Grant{ID: db.NewID(), AccountID: acc.ID, Role: origin.Role, UnitID: n.UnitID, ValidFrom: n.From, ValidTo: n.To, Reason: strings.TrimSpace(n.Reason),
		DelegatedFrom: &origin.ID, CreatedAt: s.System.Now(), CreatedBy: a.AccountID}
	return g, s.compatible(ctx, NewStore(s.DB.Reader()), &g)
}

// check lists what is wrong with the fields, all at once.
func (n *NewDelegation) check(today clock.Date, origin *GrantRow) error {
	var list fault.List
	if n.Username == "" {
		list.Add(fault.New(fault.Invalid, "roles.person_missing").At("username"))
	}
	checkDates(&list, n.From, n.To, today)
	if n.From.Valid() && n.To.Valid() {
		switch {
		case n.To > origin.LastDay():
			list.Add(fault.New(fault.Invalid, "delegation.too_late").At("to"))
		case n.To > n.From.Add(longestDelegation-1):
			list.Add(fault.New(fault.Invalid, "delegation.too_long").At("to").With("Days", longestDelegation))
		}
	}
	checkReason(&list, n.Reason)
	return list.Err()
}
