package people

import (
	"slices"
	"strings"

	"liem/internal/fault"
)

// TokenScope is what an API token is for. The set is closed: a scope opens the actions that it names and no other, and
// never more than its owner may do at the time of the call.
type TokenScope string

// The scopes.
const (
	ScopePeopleRead   TokenScope = "people.read"
	ScopePeopleWrite  TokenScope = "people.write"
	ScopeReportsRead  TokenScope = "reports.read"
	ScopeCoursesRead  TokenScope = "courses.read"
	ScopeCoursesWrite TokenScope = "courses.write"
	ScopeAuditRead    TokenScope = "audit.read"
)

// TokenScopes lists the scopes, in the order in which forms offer them.
var TokenScopes = []TokenScope{ScopePeopleRead, ScopePeopleWrite, ScopeReportsRead, ScopeCoursesRead, ScopeCoursesWrite, ScopeAuditRead}

// opened is the whole table of scope × action. What it leaves out no token can do: learning in an officer's name, making
// accounts, changing settings, and personal identity numbers in reports.
var opened = map[TokenScope][]Action{
	ScopePeopleRead:   {ActSeePeople},
	ScopePeopleWrite:  {ActManagePeople},
	ScopeReportsRead:  {ActReportCompletions, ActExportCompletions},
	ScopeCoursesRead:  {ActPreviewCourse},
	ScopeCoursesWrite: {ActEditCourse, ActPublishCourse},
	ScopeAuditRead:    {ActReadAudit, ActVerifyLedger},
}

// ScopeFor is the scope that opens an action; none does for some.
func ScopeFor(act Action) (TokenScope, bool) {
	for _, scope := range TokenScopes {
		if slices.Contains(opened[scope], act) {
			return scope, true
		}
	}
	return "", false
}

// readScopes checks scopes that a form or a row holds and puts them in order, each once.
func readScopes(given []string) ([]TokenScope, error) {
	var scopes []TokenScope
	for _, name := range given {
		if !slices.Contains(TokenScopes, TokenScope(name)) {
			return nil, fault.New(fault.Invalid, "tokens.scope_unknown").At("scopes")
		}
	}
	for _, scope := range TokenScopes {
		if slices.Contains(given, string(scope)) {
			scopes = append(scopes, scope)
		}
	}
	return scopes, nil
}

func joinScopes(scopes []TokenScope) string {
	names := make([]string, len(scopes))
	for i, scope := range scopes {
		names[i] = string(scope)
	}
	return strings.Join(names, " ")
}

// narrowed is the actor as a token with these scopes: what they do not open is closed.
func (a Actor) narrowed(scopes []TokenScope) Actor {
	a.token, a.only = scopes, map[Action]bool{}
	for _, scope := range scopes {
		for _, act := range opened[scope] {
			a.only[act] = true
		}
	}
	return a
}

// open tells whether a token, where one is used, is for the action.
func (a Actor) open(act Action) bool { return a.only == nil || a.only[act] }

// Missing is the scope that the actor's token lacks for an action which its owner may do; ok is false
// when the token is for it, or when no scope opens it.
func (a Actor) Missing(act Action) (scope TokenScope, ok bool) {
	if a.open(act) {
		return "", false
	}
	return ScopeFor(act)
}
