package people

import "liem/internal/fault"

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
)

// Actions lists the actions.
var Actions = []Action{ActLearn, ActPreviewCourse, ActEditCourse, ActPublishCourse, ActReportCompletions, ActExportCompletions,
	ActReportNationalID, ActSeePeople, ActManagePeople, ActManageAccounts, ActVerifyLedger, ActReadAudit, ActSettings}

// allowed is the whole table of role × action. An officer learns by being one; the other actions come from grants. An
// inspector only reads; an administrator has no training data by that role alone.
var allowed = map[Role][]Action{
	RoleOfficer:   {ActLearn},
	RoleAuthor:    {ActPreviewCourse, ActEditCourse},
	RoleManager:   {ActPreviewCourse, ActEditCourse, ActPublishCourse, ActReportCompletions, ActExportCompletions, ActSeePeople},
	RoleHR:        {ActReportCompletions, ActExportCompletions, ActReportNationalID, ActSeePeople, ActManagePeople},
	RoleHead:      {ActReportCompletions, ActSeePeople},
	RoleInspector: {ActPreviewCourse, ActReportCompletions, ActExportCompletions, ActSeePeople, ActVerifyLedger, ActReadAudit},
	RoleAdmin:     {ActSeePeople, ActManageAccounts, ActReadAudit, ActSettings},
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
