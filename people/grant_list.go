package people

import (
	"context"

	"liem/internal/clock"
	"liem/internal/fault"
)

// GrantRow is a grant as lists and pages show it.
type GrantRow struct {
	Grant
	Holder, Username string // who holds it
	Closed           bool   // the holder's account
	Unit             string // as it is called today, or was called last
	By               string // who gave it; empty where it was no account
	Ender            string // who took it back
	Delegator        string // whose authority it is, where it was delegated
	DelegatorID      string // that person's account

	origin *Grant // dates and end of what it was delegated from
}

// StandingOn is how the grant stands on a day.
func (r *GrantRow) StandingOn(day clock.Date) Standing {
	own := r.standingOn(day)
	if own != InForce || r.origin == nil {
		return own
	}
	if r.origin.standingOn(day) != InForce {
		return Lapsed
	}
	return InForce
}

// LastDay is the last day on which the grant counts or counted, as far as is known; empty where it never did.
func (r *GrantRow) LastDay() clock.Date {
	last := r.last()
	if r.origin != nil {
		last = min(last, r.origin.last())
	}
	if last < r.ValidFrom {
		return ""
	}
	return last
}

// last is the last day that counts by the grant itself.
func (g *Grant) last() clock.Date {
	if g.RevokedAt != nil {
		return min(g.ValidTo, g.RevokedOn.Add(-1))
	}
	return g.ValidTo
}

// GrantQuery chooses grants.
type GrantQuery struct {
	Role          Role
	UnitID        string // this unit and all below it today
	Search        string // words of the holder's name, or the name that signs in
	On            clock.Date
	All           bool // whatever their dates; otherwise those in force on the day
	Delegated     bool // only those that were delegated
	Limit, Offset int

	scope  Scope
	party  string // an account that holds or delegated them
	ids    []string
	holder string
}

// GrantsInScope lists the grants over units whose roles the actor may know, newest first, and how many there are.
func (s *Service) GrantsInScope(ctx context.Context, a Actor, q GrantQuery) ([]GrantRow, int, error) {
	if err := Require(a, ActSeeRoles, Target{}); err != nil {
		return nil, 0, err
	}
	q.scope = a.Scope(ActSeeRoles)
	if q.UnitID != "" {
		tree, err := s.Tree(ctx, s.Today())
		if err != nil {
			return nil, 0, err
		}
		q.scope = q.scope.Within(tree.Descendants(q.UnitID))
	}
	rows, total, err := NewStore(s.DB.Reader()).grantRows(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	return rows, total, s.discloseRoles(ctx, a, rows)
}

// discloseRoles notes whose roles the actor is shown: one query for the holders of all rows.
func (s *Service) discloseRoles(ctx context.Context, a Actor, rows []GrantRow) error {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.AccountID
	}
	names, err := NewStore(s.DB.Reader()).Names(ctx, ids)
	if err != nil {
		return err
	}
	officers := make([]string, 0, len(names))
	for _, w := range names {
		officers = append(officers, w.OfficerID)
	}
	return s.Disclose(ctx, a, Disclosure{Kind: DiscloseRoles}, officers...)
}

// OwnGrants lists the grants of the actor that are in force or to come, and those that ended in the last weeks.
func (s *Service) OwnGrants(ctx context.Context, a Actor) ([]GrantRow, error) {
	rows, _, err := NewStore(s.DB.Reader()).grantRows(ctx, GrantQuery{scope: Scope{All: true}, holder: a.AccountID, All: true, Limit: manyGrants})
	return rows, err
}

// Delegations lists what the actor delegated and what was delegated to the actor, newest first.
func (s *Service) Delegations(ctx context.Context, a Actor) ([]GrantRow, error) {
	rows, _, err := NewStore(s.DB.Reader()).grantRows(ctx, GrantQuery{scope: Scope{All: true}, party: a.AccountID, Delegated: true, All: true, Limit: manyGrants})
	return rows, err
}

// manyGrants bounds the lists of one person's grants.
const manyGrants = 200

// GrantRow is a grant that the actor may know of.
func (s *Service) GrantRow(ctx context.Context, a Actor, id string) (GrantRow, error) {
	rows, _, err := NewStore(s.DB.Reader()).grantRows(ctx, GrantQuery{scope: Scope{All: true}, ids: []string{id}, All: true, Limit: 1})
	if err != nil {
		return GrantRow{}, err
	}
	if len(rows) == 0 {
		return GrantRow{}, fault.New(fault.NotFound, "fault.not_found")
	}
	if ok, err := s.sees(ctx, a, rows[0].Grant); err != nil || !ok {
		if err == nil {
			err = fault.New(fault.NotFound, "fault.not_found")
		}
		return GrantRow{}, err
	}
	return rows[0], s.discloseRoles(ctx, a, rows)
}

// DelegatedFrom lists what was delegated from a grant, for who was found to know of it.
func (s *Service) DelegatedFrom(ctx context.Context, grantID string) ([]GrantRow, error) {
	return NewStore(s.DB.Reader()).delegatedFrom(ctx, grantID)
}

// AuthorityOver lists the grants over a unit itself that are in force today: who answers for it, and in whose place. Whoever
// may see the unit's people may know it.
func (s *Service) AuthorityOver(ctx context.Context, a Actor, unitID string) ([]GrantRow, error) {
	if !Can(a, ActSeePeople, Target{UnitID: unitID}) && !Can(a, ActSeeRoles, Target{UnitID: unitID}) {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	rows, _, err := NewStore(s.DB.Reader()).grantRows(ctx, GrantQuery{scope: Scope{UnitIDs: []string{unitID}}, On: s.Today(), Limit: manyGrants})
	return rows, err
}

// Candidate is somebody whom a form offers to give a role to.
type Candidate struct {
	Username, Name, Unit string

	officerID string
}

// manyCandidates bounds what a form offers; others are named by hand.
const manyCandidates = 300

// Candidates lists whom the actor may give roles by an action: open accounts within its scope, but not the own one.
func (s *Service) Candidates(ctx context.Context, a Actor, act Action) ([]Candidate, error) {
	list, err := NewStore(s.DB.Reader()).candidates(ctx, a.Scope(act), a.AccountID, s.Today(), manyCandidates)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(list))
	for i, c := range list {
		ids[i] = c.officerID
	}
	return list, s.Disclose(ctx, a, Disclosure{Kind: DiscloseList}, ids...)
}
