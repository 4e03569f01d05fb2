package report

import (
	"strconv"
	"strings"

	"liem/courses"
	"liem/internal/clock"
	"liem/people"
	"liem/reports"
	"liem/web/page"
)

// Settings is what a report is about, as its address has it and as it was understood. Pages embed it.
type Settings struct {
	page.Form
	List   page.List
	Period reports.Period // only of use when the form has no errors
	Units  []people.Placed
	Titles []courses.Title

	actor people.Actor
	today clock.Date
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
	if err != nil && !s.Refuse(c, err) {
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
		if name == "kind" || name == "year" {
			s.List.Query.Set(name, value)
		}
	}
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

// Query is what the service is asked.
func (s *Settings) Query() reports.Query {
	return reports.Query{Period: s.Period, UnitID: s.Get("unit"), CourseIDs: s.CourseIDs(), Search: s.Get("q"),
		NationalID: s.Get("national_id") != ""}
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

// OK tells that the settings were understood.
func (s *Settings) OK() bool { return len(s.Errors) == 0 }

// refuse takes a fault that the person can mend into the form; other errors are for the error page.
func (s *Settings) refuse(c *page.Ctx, err error) error {
	if err == nil || s.Refuse(c, err) {
		return nil
	}
	return err
}

// status is 422 for settings that were not understood.
func (s *Settings) status() int {
	if s.OK() {
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
