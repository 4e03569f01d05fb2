package people

// Actor is who asks, as of the moment: made by Service.Actor for a session, or by System for the command line. It is
// shared between requests and never changed.
type Actor struct {
	AccountID          string
	OfficerID          string // empty for accounts that are no officer's
	Username           string
	Name               string
	UnitID, UnitName   string // where the officer serves today
	Locale, Theme      string
	SessionID          string
	MustChangePassword bool
	TokenID            string // the API token that speaks for the account; empty for a person

	system bool
	token  []TokenScope    // what the token is for
	only   map[Action]bool // what that opens; nil for a person
	scopes map[Action]Scope
	roles  []Role
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

// grant is a role over a unit, in force today.
type grant struct {
	Role   Role
	UnitID string
}

// empower works out what the grants allow over the tree of today. A grant over the tree's only root reaches everything.
func (a *Actor) empower(grants []grant, tree *Tree) {
	reach := map[Action]map[string]bool{}
	held := map[Role]bool{}
	all := map[Action]bool{}
	for _, g := range grants {
		held[g.Role] = true
		below := tree.Descendants(g.UnitID)
		for _, act := range allowed[g.Role] {
			if tree.IsOnlyRoot(g.UnitID) {
				all[act] = true
			}
			if reach[act] == nil {
				reach[act] = map[string]bool{}
			}
			for _, id := range below {
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
		a.scopes[act] = s
	}
	for _, r := range Roles {
		if held[r] || (r == RoleOfficer && a.OfficerID != "") {
			a.roles = append(a.roles, r)
		}
	}
}
