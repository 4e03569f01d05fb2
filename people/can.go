package people

import (
	"slices"

	"liem/internal/fault"
)

// Action is something that one may or may not do.
type Action string

// The actions.
const (
	ActLearn             Action = "learn"              // take courses, see one's own record
	ActPreviewCourse     Action = "course.preview"     // see drafts and versions as officers will
	ActEditCourse        Action = "course.edit"        // upload and discard drafts
	ActPublishCourse     Action = "course.publish"     // publish, withdraw
	ActReportCompletions Action = "report.completions" // see completions and hours in reports
	ActExportCompletions Action = "report.export"      // take them out as files
	ActReportNationalID  Action = "report.national_id" // with personal identity numbers
	ActSeePeople         Action = "people.see"
	ActManagePeople      Action = "people.manage" // officers and units
	ActManageAccounts    Action = "account.manage"
	ActVerifyLedger      Action = "ledger.verify"
	ActReadAudit         Action = "audit.read"
	ActSettings          Action = "settings"
	ActReadLearning      Action = "learning.read" // one officer's courses, answers and results, to read only
	ActSeeRoles          Action = "role.see"      // who holds which role
	ActGrantRoles        Action = "role.grant"    // grant roles at all; which ones says ActGrant
	ActDelegate          Action = "role.delegate" // hand one's own role to a deputy for a time
	ActSeeAs             Action = "see_as"        // open the site as another person sees it
)

// ActGrant is to grant a role, and to take it back.
func ActGrant(r Role) Action { return Action("role.grant." + string(r)) }

// Actions lists the actions, but those of granting a role each.
var Actions = []Action{ActLearn, ActPreviewCourse, ActEditCourse, ActPublishCourse, ActReportCompletions, ActExportCompletions,
	ActReportNationalID, ActSeePeople, ActManagePeople, ActManageAccounts, ActVerifyLedger, ActReadAudit, ActSettings,
	ActReadLearning, ActSeeRoles, ActGrantRoles, ActDelegate, ActSeeAs}

// allowed is the whole table of role × action. An officer learns by being one; the other actions come from grants. An
// inspector only reads; an administrator has no training data by that role alone.
var allowed = map[Role][]Action{
	RoleOfficer: {ActLearn},
	RoleAuthor:  {ActPreviewCourse, ActEditCourse},
	RoleManager: {ActPreviewCourse, ActEditCourse, ActPublishCourse, ActReportCompletions, ActExportCompletions, ActSeePeople, ActDelegate},
	RoleHR: {ActReportCompletions, ActExportCompletions, ActReportNationalID, ActSeePeople, ActManagePeople, ActSeeRoles,
		ActGrantRoles},
	RoleHead: {ActReportCompletions, ActSeePeople, ActDelegate},
	RoleInspector: {ActPreviewCourse, ActReportCompletions, ActExportCompletions, ActSeePeople, ActVerifyLedger, ActReadAudit,
		ActReadLearning, ActSeeRoles, ActSeeAs},
	RoleAdmin: {ActSeePeople, ActManageAccounts, ActReadAudit, ActSettings, ActSeeRoles, ActGrantRoles, ActSeeAs},
}

// grantable is the whole table of who grants what: a holder of the first role grants the others over units of own scope.
// HR settles who writes, who runs training and who heads a unit; the roles that watch HR, or that HR holds, come from an
// administrator.
var grantable = map[Role][]Role{
	RoleAdmin: {RoleAuthor, RoleManager, RoleHR, RoleHead, RoleInspector, RoleAdmin},
	RoleHR:    {RoleAuthor, RoleManager, RoleHead},
}

// conflicts are the pairs of roles that one person may not hold on the same day, over whatever units: who gives accounts
// and roles does not also hold training data, and who inspects does not also do what is inspected. The text under
// "roles.conflict." and the pair says why.
var conflicts = []Conflict{
	{RoleAdmin, RoleHR}, {RoleAdmin, RoleManager}, {RoleAdmin, RoleInspector},
	{RoleInspector, RoleHR}, {RoleInspector, RoleManager}, {RoleInspector, RoleAuthor},
}

// Conflict is two roles that exclude each other.
type Conflict [2]Role

// Conflicts lists the pairs of roles that exclude each other.
func Conflicts() []Conflict { return slices.Clone(conflicts) }

// ConflictOf finds what keeps two roles apart.
func ConflictOf(a, b Role) (Conflict, bool) {
	for _, c := range conflicts {
		if c == (Conflict{a, b}) || c == (Conflict{b, a}) {
			return c, true
		}
	}
	return Conflict{}, false
}

// Grants lists the roles that a role grants.
func (r Role) Grants() []Role { return slices.Clone(grantable[r]) }

// Does lists what a role may do, granting aside.
func (r Role) Does() []Action { return slices.Clone(allowed[r]) }

// Delegable tells whether a holder may hand the role to a deputy. A mandate to inspect, to keep personnel data or to run
// the system is personal.
func (r Role) Delegable() bool { return slices.Contains(allowed[r], ActDelegate) }

// actions is everything that a grant of the role allows. What was delegated is not handed on, and grants nothing.
func (r Role) actions(delegated bool) []Action {
	list := r.Does()
	if delegated {
		return slices.DeleteFunc(list, func(act Action) bool { return act == ActDelegate || act == ActGrantRoles })
	}
	for _, g := range grantable[r] {
		list = append(list, ActGrant(g))
	}
	return list
}

// Target is what an action is about. The zero Target asks whether one may do it anywhere at all.
type Target struct {
	UnitID    string // the owner of a course, the unit of an officer
	OfficerID string // one's own record
}

// Scope is where an action reaches: everywhere, or these units (a unit and all below it are all in the list).
type Scope struct {
	All     bool
	UnitIDs []string
}

// Empty tells that the scope reaches nothing.
func (s Scope) Empty() bool { return !s.All && len(s.UnitIDs) == 0 }

// Holds tells whether the scope reaches a unit.
func (s Scope) Holds(unitID string) bool {
	if s.All {
		return true
	}
	for _, id := range s.UnitIDs {
		if id == unitID {
			return true
		}
	}
	return false
}

// Within narrows the scope to the units given.
func (s Scope) Within(unitIDs []string) Scope {
	out := Scope{}
	for _, id := range unitIDs {
		if s.Holds(id) {
			out.UnitIDs = append(out.UnitIDs, id)
		}
	}
	return out
}

// Can decides whether the actor may do something to the target.
func Can(a Actor, act Action, t Target) bool {
	if act == ActLearn {
		return a.open(act) && a.OfficerID != "" && (t.OfficerID == "" || t.OfficerID == a.OfficerID)
	}
	s := a.Scope(act)
	if t.UnitID == "" {
		return !s.Empty()
	}
	return s.Holds(t.UnitID)
}

// Require is Can as an error: forbidden, with the text that says so.
func Require(a Actor, act Action, t Target) error {
	if Can(a, act, t) {
		return nil
	}
	if !a.SignedIn() {
		return fault.New(fault.Unauthenticated, "fault.unauthenticated")
	}
	return fault.New(fault.Forbidden, "fault.forbidden")
}
