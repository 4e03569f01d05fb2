package people

import (
	"context"
	"strings"

	"liem/internal/db"
	"liem/internal/fault"
)

// MayRevoke tells whether the actor may take a grant back: who may grant the role there, but not one's own; of a
// delegated one also the delegator, and whoever received it.
func (s *Service) MayRevoke(ctx context.Context, a Actor, g Grant) (bool, error) {
	if g.DelegatedFrom != nil {
		origin, err := NewStore(s.DB.Reader()).grant(ctx, *g.DelegatedFrom)
		if err != nil || origin.AccountID == a.AccountID || g.AccountID == a.AccountID {
			return err == nil, err
		}
	}
	return g.AccountID != a.AccountID && Can(a, ActGrant(g.Role), Target{UnitID: g.UnitID}), nil
}

// Revoke takes a grant back from this moment on. What was delegated from it ends with it. Nothing is deleted.
func (s *Service) Revoke(ctx context.Context, a Actor, id, reason string) (Grant, error) {
	g, err := NewStore(s.DB.Reader()).grant(ctx, id)
	if err != nil {
		return g, err
	}
	switch ok, err := s.MayRevoke(ctx, a, g); {
	case err != nil:
		return g, err
	case !ok:
		return g, s.hidden(ctx, a, g)
	}
	var list fault.List
	if checkReason(&list, reason); list.Err() != nil {
		return g, list.Err()
	}
	now := s.System.Now()
	g.RevokedAt, g.RevokedOn, g.RevokedBy, g.RevokeReason = &now, s.Today(), a.AccountID, strings.TrimSpace(reason)
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		switch ok, err := NewStore(tx).revoke(ctx, g, now); {
		case err != nil:
			return err
		case !ok || g.ValidTo < g.RevokedOn:
			return fault.New(fault.Conflict, "roles.ended_already")
		}
		action := "role.revoke"
		if g.DelegatedFrom != nil {
			action = "role.end_delegation"
		}
		return s.Audit(ctx, tx, a.AccountID, action, "account:"+g.AccountID, noteOf(&g))
	})
	s.Forget()
	return g, err
}

// hidden is the refusal of a change: forbidden for who may see the grant, and not there for others.
func (s *Service) hidden(ctx context.Context, a Actor, g Grant) error {
	if ok, err := s.sees(ctx, a, g); err != nil || ok {
		if err == nil {
			err = fault.New(fault.Forbidden, "roles.may_not_revoke")
		}
		return err
	}
	return fault.New(fault.NotFound, "fault.not_found")
}

// sees tells whether the actor may know of a grant: one's own, one delegated from one's own, and those over units of
// one's scope.
func (s *Service) sees(ctx context.Context, a Actor, g Grant) (bool, error) {
	if g.AccountID == a.AccountID || a.Scope(ActSeeRoles).Holds(g.UnitID) {
		return true, nil
	}
	if g.DelegatedFrom == nil {
		return false, nil
	}
	origin, err := NewStore(s.DB.Reader()).grant(ctx, *g.DelegatedFrom)
	return err == nil && origin.AccountID == a.AccountID, err
}
