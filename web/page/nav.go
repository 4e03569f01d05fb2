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
	allowed func(people.Actor) bool
}

func can(act people.Action) func(people.Actor) bool {
	return func(a people.Actor) bool { return people.Can(a, act, people.Target{}) }
}

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
}

// Label is the key of the entry's word.
func (i NavItem) Label() string { return "nav." + string(i.Section) }

// navigation lists the entries that the actor may open.
func navigation(a people.Actor, current Section) []NavItem {
	var items []NavItem
	for _, e := range entries {
		if e.allowed(a) {
			items = append(items, NavItem{e.section, e.href, e.icon, e.section == current})
		}
	}
	return items
}

// Landing is the first page that the actor may open: where signing in leads.
func Landing(a people.Actor) string {
	if items := navigation(a, ""); len(items) > 0 {
		return items[0].Href
	}
	return "/account"
}
