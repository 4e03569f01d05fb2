package people

import (
	"slices"
	"time"

	"liem/internal/clock"
)

// Actor is who asks, as of the moment: made by Service.Actor for a session, or by System for the command line. It is
// shared between requests and never changed.
type Actor struct {
	AccountID          string
	OfficerID          string // empty for accounts that are no officer's
	Username           string
	Name               string
	UnitID, UnitName   string // where the officer serves today
	Locale, Theme      string
	TextSize           string // small, large or larger; empty = normal
	ShortcutsOff       bool   // single keys do nothing on pages
	SessionID          string
	MustChangePassword bool
	MustSetFactor      bool      // the roles ask for a second factor, and there is none yet
	HasFactor          bool      // false also where second factors are switched off
	ProvenAt           time.Time // when the person last gave a password or a code
	NewDevice          bool      // the account signed in from another device that its owner has not vouched for
	DeviceID           string    // of the session
	TokenID            string    // the API token that speaks for the account; empty for a person

	Viewer *Viewer // who looks through this actor's eyes, to read only; nil for oneself

	offers map[Action]bool // what the menu holds, seen by a viewer

	system bool
	token  []TokenScope    // what the token is for
	only   map[Action]bool // what that opens; nil for a person
	scopes map[Action]Scope
	roles  []Role
	held   []held
}

// SignedIn tells a person from nobody.
func (a Actor) SignedIn() bool { return a.AccountID != "" }

// Roles lists the roles that the actor holds somewhere.
func (a Actor) Roles() []Role { return a.roles }

// Has tells whether the actor holds a role somewhere.
func (a Actor) Has(r Role) bool {
	for _, own := range a.roles {
		if own == r {
			return true
		}
	}
	return false
}

// TokenScopes is what the actor's token is for; nil for a person.
func (a Actor) TokenScopes() []TokenScope { return a.token }

// Scope is where the actor may do something.
func (a Actor) Scope(act Action) Scope {
	if a.system {
		return Scope{All: true}
	}
	if !a.open(act) {
		return Scope{}
	}
	return a.scopes[act]
}

// System is the actor of the command line, who has the machine and so may do everything but learn.
func System(name string) Actor {
	return Actor{AccountID: name, Username: name, Name: name, Locale: "vi", system: true}
}

// IsSystem tells the command line, and what runs by itself, from people.
func (a Actor) IsSystem() bool { return a.system }

// grant is a role over a unit, in force today.
type grant struct {
	ID     string
	Role   Role
	UnitID string
	Deputy *Deputy // set for one that was delegated
}

// Deputy is an authority that the actor uses in somebody else's place.
type Deputy struct {
	GrantID          string
	Role             Role
	UnitID, UnitName string
	For              string     // whose authority it is, by name
	To               clock.Date // the last day

	origin string // the unit of the grant that it comes from
}

// held is a grant with the units that it reaches.
type held struct {
	grant
	units []string
}

// ActsFor lists the authorities that the actor uses in somebody else's place.
func (a Actor) ActsFor() []Deputy {
	var list []Deputy
	for _, h := range a.held {
		if h.Deputy != nil {
			list = append(list, *h.Deputy)
		}
	}
	return list
}

// reach is the units of a grant on a day. What was delegated reaches no unit that its origin does not.
func (g *grant) reach(tree *Tree) []string {
	below := tree.Descendants(g.UnitID)
	if g.Deputy == nil || g.Deputy.origin == g.UnitID {
		return below
	}
	return Scope{UnitIDs: tree.Descendants(g.Deputy.origin)}.Within(below).UnitIDs
}

// empower works out what the grants allow over the tree of today. A grant over the tree's only root reaches everything.
func (a *Actor) empower(grants []grant, tree *Tree) {
	reach := map[Action]map[string]bool{}
	holds := map[Role]bool{}
	all := map[Action]bool{}
	for _, g := range grants {
		h := held{g, Scope{UnitIDs: g.reach(tree)}.inherit(tree).UnitIDs}
		whole := tree.IsOnlyRoot(g.UnitID)
		if g.Deputy != nil && len(h.units) == 0 {
			continue // its unit is no longer below the one that it comes from, or is no more
		}
		if g.Deputy != nil {
			whole = whole && tree.IsOnlyRoot(g.Deputy.origin)
			g.Deputy.UnitName = tree.units[g.UnitID].Name
		}
		a.held, holds[g.Role] = append(a.held, h), true
		for _, act := range g.Role.actions(g.Deputy != nil) {
			if whole {
				all[act] = true
			}
			if reach[act] == nil {
				reach[act] = map[string]bool{}
			}
			for _, id := range h.units {
				reach[act][id] = true
			}
		}
	}
	a.scopes = make(map[Action]Scope, len(reach))
	for act, units := range reach {
		s := Scope{All: all[act]}
		for _, id := range tree.order {
			if units[id] {
				s.UnitIDs = append(s.UnitIDs, id)
			}
		}
		a.scopes[act] = s.inherit(tree)
	}
	for _, r := range Roles {
		if holds[r] || (r == RoleOfficer && a.OfficerID != "") {
			a.roles = append(a.roles, r)
		}
	}
}

// inherit adds the units that ended and went on in those of the scope: who looks after a unit looks after what it took over,
// its courses and what its officers did there.
func (s Scope) inherit(tree *Tree) Scope {
	for _, id := range slices.Clone(s.UnitIDs) {
		for _, old := range tree.Predecessors(id) {
			if _, there := tree.units[old]; !there && !slices.Contains(s.UnitIDs, old) {
				s.UnitIDs = append(s.UnitIDs, old)
			}
		}
	}
	return s
}
