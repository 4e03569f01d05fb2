package report

import (
	"strconv"
	"strings"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/fault"
	"liem/people"
	"liem/reports"
	"liem/web/page"
)

// Settings is what a report is about, as its address has it and as it was understood. Pages embed it.
type Settings struct {
	page.Form
	List   page.List
	Period reports.Period // only of use when OK
	Units  []people.Placed
	Titles []courses.Title

	actor    people.Actor
	today    clock.Date
	mistaken bool // the settings cannot be used; a file may be refused for other reasons
}

var fields = []string{"kind", "year", "quarter", "from", "to", "unit", "q"}

// settings reads the address and what the form offers. What cannot be understood stands in the form's errors.
func (h *Handlers) settings(c *page.Ctx) (*Settings, error) {
	form, err := c.ReadForm(append([]string{"national_id", "purpose"}, fields...)...)
	if err != nil {
		return nil, err
	}
	s := &Settings{Form: form, List: c.ReadList(nil, append([]string{"course", "all"}, fields...)...), actor: c.Actor, today: c.Site.Today()}
	s.fillIn(c)
	s.Period, err = reports.PeriodForm{Kind: s.Kind(), Year: s.Get("year"), Quarter: s.Get("quarter"), From: s.Get("from"), To: s.Get("to")}.Read()
	if err := s.refuse(c, err); err != nil {
		return nil, err
	}
	if s.Titles, err = h.courses.Titles(c.Context()); err != nil {
		return nil, err
	}
	tree, err := h.people.Tree(c.Context(), s.unitsOn())
	if err != nil {
		return nil, err
	}
	s.Units = tree.Choices(c.Actor.Scope(people.ActReportCompletions))
	return s, nil
}

// fillIn takes the running year for a period that the address leaves open, and writes it into the list's links too, so
// that an address that is kept means the same next year.
func (s *Settings) fillIn(c *page.Ctx) {
	given := c.Ctx.Context().QueryArgs()
	year := strconv.Itoa(s.today.Year())
	for name, value := range map[string]string{"kind": string(reports.CalendarYear), "year": year, "quarter": strconv.Itoa(s.thisQuarter()),
		"from": "01/01/" + year, "to": string(s.today)} {
		if given.Has(name) {
			continue
		}
		s.Values[name] = value
		s.List.Query.Set(name, value)
	}
	for _, name := range idle[s.Kind()] {
		s.List.Query.Del(name)
	}
}

// idle are the fields that say nothing about a period of a kind; addresses leave them out.
var idle = map[reports.PeriodKind][]string{
	reports.CalendarYear: {"quarter", "from", "to"},
	reports.WorkYear:     {"quarter", "from", "to"},
	reports.Quarter:      {"from", "to"},
	reports.FreeRange:    {"year", "quarter"},
}

func (s *Settings) thisQuarter() int { return (int(s.today.Time().Month()) + 2) / 3 }

// unitsOn is the day whose units the form offers: the period's end, which the report goes by, or today.
func (s *Settings) unitsOn() clock.Date {
	if s.Period.To.Valid() {
		return s.Period.To
	}
	return s.today
}

// Kind is how the period is named; what is no kind is a calendar year.
func (s *Settings) Kind() reports.PeriodKind {
	for _, k := range reports.PeriodKinds {
		if s.Get("kind") == string(k) {
			return k
		}
	}
	return reports.CalendarYear
}

// Kinds lists the ways of naming a period.
func (s *Settings) Kinds() []reports.PeriodKind { return reports.PeriodKinds }

// Quarters lists the quarters.
func (s *Settings) Quarters() []string { return []string{"1", "2", "3", "4"} }

// Day is a field of the form as people write days, and as it was typed when it is none.
func (s *Settings) Day(field string) string {
	if d, ok := clock.ParseDate(s.Get(field)); ok {
		t := d.Time()
		return t.Format("02/01/2006")
	}
	return s.Get(field)
}

// CourseIDs are the courses that were ticked; none means all.
func (s *Settings) CourseIDs() []string { return s.List.Query["course"] }

// Query is what the service is asked. It has no identity numbers: they never stand on a page, only in files, whose
// purpose is noted.
func (s *Settings) Query() reports.Query {
	return reports.Query{Period: s.Period, UnitID: s.Get("unit"), CourseIDs: s.CourseIDs(), Search: s.Get("q")}
}

// fileQuery is the same for a file.
func (s *Settings) fileQuery() reports.Query {
	q := s.Query()
	q.NationalID = s.Get("national_id") != ""
	return q
}

// UnitName is the chosen unit's name; empty for everything in scope.
func (s *Settings) UnitName() string {
	for _, u := range s.Units {
		if u.ID == s.Get("unit") {
			return u.Name
		}
	}
	return ""
}

// Everywhere tells that the actor's scope is the whole tree.
func (s *Settings) Everywhere() bool { return s.actor.Scope(people.ActReportCompletions).All }

// MayExport tells whether the actor may take the report out.
func (s *Settings) MayExport() bool {
	return people.Can(s.actor, people.ActExportCompletions, people.Target{})
}

// MayNationalID tells whether a file may hold identity numbers.
func (s *Settings) MayNationalID() bool {
	return people.Can(s.actor, people.ActReportNationalID, people.Target{})
}

// Today is the business day, for the foot of a printed sheet.
func (s *Settings) Today() clock.Date { return s.today }

// Indent shows a unit's depth in a list that has no other way to.
func (s *Settings) Indent(depth int) string { return strings.Repeat("\u2003", depth) }

// OK tells that the settings can be used.
func (s *Settings) OK() bool { return !s.mistaken }

// refuse takes a fault of the settings into the form; errors that nobody can mend there are for the error page.
func (s *Settings) refuse(c *page.Ctx, err error) error {
	if err == nil {
		return nil
	}
	if !s.Refuse(c, err) {
		return err
	}
	s.mistaken = true
	return nil
}

// refuseFile takes a fault of a download into the form: what only the file lacks leaves the sheet in sight.
func (s *Settings) refuseFile(c *page.Ctx, err error) error {
	if e, ok := fault.As(err); ok && (e.Field == "purpose" || e.Field == "separator") && s.Refuse(c, err) {
		return nil
	}
	return s.refuse(c, err)
}

// status is 422 where something was refused.
func (s *Settings) status() int {
	if len(s.Errors) == 0 {
		return 200
	}
	return 422
}

// lead says under the title which days and units the sheet is about.
func (s *Settings) lead(c *page.Ctx) string {
	if !s.OK() {
		return ""
	}
	unit := s.UnitName()
	switch {
	case unit != "":
	case s.Everywhere():
		unit = c.P.T("report.unit_all")
	default:
		unit = c.P.T("report.unit_scope")
	}
	return c.P.T("report.lead", "From", c.P.Date(s.Period.From), "To", c.P.Date(s.Period.To), "Unit", unit)
}
