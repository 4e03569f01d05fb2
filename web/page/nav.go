package page

import "liem/people"

// Section names an entry of the navigation.
type Section string

// The sections, in the order of the navigation.
const (
	SectionHome    Section = "home"
	SectionCourses Section = "courses"
	SectionRecord  Section = "record"
	SectionManage  Section = "manage"
	SectionReports Section = "reports"
	SectionPeople  Section = "people"
	SectionAudit   Section = "audit"
	SectionAccount Section = "account"
)

// entry is one line of the navigation; it is shown to those for whom allowed answers true.
type entry struct {
	section Section
	href    string
	icon    string
	allowed offered
}

func can(act people.Action) offered {
	return offered{act}
}

// offered tells whether a menu holds an entry, and whether the actor may open it: who looks through another's eyes sees
// entries that stay closed.
type offered struct{ act people.Action }

func (o offered) in(a people.Actor) bool   { return a.Offers(o.act) }
func (o offered) open(a people.Actor) bool { return people.Can(a, o.act, people.Target{}) }

// entries holds the whole navigation; nobody but a person with every role sees more than seven.
var entries = []entry{
	{SectionHome, "/", "book-2", can(people.ActLearn)},
	{SectionCourses, "/courses", "books", can(people.ActLearn)},
	{SectionRecord, "/record", "certificate", can(people.ActLearn)},
	{SectionManage, "/manage/courses", "edit", can(people.ActPreviewCourse)},
	{SectionReports, "/reports", "report-analytics", can(people.ActReportCompletions)},
	{SectionPeople, "/people", "users", can(people.ActSeePeople)},
	{SectionAudit, "/audit", "shield-check", can(people.ActReadAudit)},
}

// NavItem is an entry as one person sees it.
type NavItem struct {
	Section Section
	Href    string
	Icon    string
	Current bool
	Waiting int // how much waits there
}

// Label is the key of the entry's word.
func (i NavItem) Label() string { return "nav." + string(i.Section) }

// navigation lists the entries that the actor may open.
func navigation(a people.Actor, current Section, waiting int) []NavItem {
	var items []NavItem
	for _, e := range entries {
		if e.allowed.in(a) {
			item := NavItem{e.section, e.href, e.icon, e.section == current, 0}
			if e.section == SectionManage {
				item.Waiting = waiting
			}
			items = append(items, item)
		}
	}
	return items
}

// Landing is the first page that the actor may open: where signing in leads.
func Landing(a people.Actor) string {
	for _, e := range entries {
		if e.allowed.open(a) {
			return e.href
		}
	}
	if a.Viewer != nil {
		return "/see-as"
	}
	return "/account"
}
