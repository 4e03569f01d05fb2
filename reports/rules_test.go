package reports_test

// The rules of reports over a world, read slowly: day by day and row by row.

import (
	"bytes"
	"slices"
	"strings"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/text"
	"liem/people"
	"liem/records"
	"liem/reports"
	"liem/training/trainingtest"
)

// today is the school's day, on which roles reach what they reach.
const today = clock.Date("2026-11-24")

func (w *world) unitOn(id string, day clock.Date) *people.UnitPeriod {
	for i, p := range w.periods[id] {
		if p.ValidFrom <= day && day <= p.ValidTo {
			return &w.periods[id][i]
		}
	}
	return nil
}

// below tells whether a unit was another or below it on a day.
func (w *world) below(id, top string, day clock.Date) bool {
	for p := w.unitOn(id, day); p != nil; p = w.unitOn(id, day) {
		if id == top {
			return true
		}
		if p.ParentID == nil {
			return false
		}
		id = *p.ParentID
	}
	return false
}

// may tells whether the roles allow something for a unit; an empty unit stands for everything.
func (w *world) may(grants []trainingtest.Grant, act people.Action, unit string) bool {
	for _, g := range grants {
		if allows(g.Role, act) && (w.onlyRoot(g.Unit) || unit != "" && w.below(unit, g.Unit, today)) {
			return true
		}
	}
	return false
}

func allows(role people.Role, act people.Action) bool {
	table := map[people.Action][]people.Role{
		people.ActReportCompletions: {people.RoleManager, people.RoleHR, people.RoleHead, people.RoleInspector},
		people.ActExportCompletions: {people.RoleManager, people.RoleHR, people.RoleInspector},
		people.ActReportNationalID:  {people.RoleHR},
	}
	return slices.Contains(table[act], role)
}

// onlyRoot tells whether all units of today are below one.
func (w *world) onlyRoot(top string) bool {
	return w.unitOn(top, today) != nil && !slices.ContainsFunc(w.units, func(id string) bool {
		return w.unitOn(id, today) != nil && !w.below(id, top, today)
	})
}

// refusal is the key of the error that a question must meet, or empty.
func (w *world) refusal(grants []trainingtest.Grant, act people.Action, q reports.Query) string {
	somewhere := func(act people.Action) bool {
		return w.may(grants, act, "") || slices.ContainsFunc(w.units, func(id string) bool { return w.unitOn(id, today) != nil && w.may(grants, act, id) })
	}
	switch {
	case !somewhere(act):
		return "fault.forbidden"
	case q.NationalID && !somewhere(people.ActReportNationalID):
		return "reports.national_id_forbidden"
	case q.UnitID == "":
		return ""
	}
	for day := q.From; day <= q.To; day = day.Add(1) {
		for _, id := range w.units {
			if w.below(id, q.UnitID, day) && w.may(grants, act, id) {
				return ""
			}
		}
	}
	return "reports.unit_unknown"
}

// posting is where an officer served on a day.
func (w *world) posting(officerID string, day clock.Date) *people.Posting {
	for i, p := range w.postings[officerID] {
		if p.ValidFrom <= day && day <= p.ValidTo {
			return &w.postings[officerID][i]
		}
	}
	return nil
}

func (w *world) nameOn(unit string, day clock.Date) string {
	if p := w.unitOn(unit, day); p != nil {
		return p.Name
	}
	return ""
}

// reaches tells whether a posting on a day is within a question and the right to ask it.
func (w *world) reaches(grants []trainingtest.Grant, act people.Action, q reports.Query, p *people.Posting, day clock.Date) bool {
	unit := ""
	if p != nil {
		unit = p.UnitID
	}
	return w.may(grants, act, unit) && (q.UnitID == "" || unit != "" && w.below(unit, q.UnitID, day))
}

func matches(a people.Actor, search string) bool {
	for _, word := range strings.Fields(text.Fold(search)) {
		if !strings.Contains(text.Fold(a.Name), word) {
			return a.Username == search
		}
	}
	return true
}

// inOrder are the officers that a search finds, by tên.
func (w *world) inOrder(search string) []people.Actor {
	list := slices.DeleteFunc(slices.Clone(w.officers), func(a people.Actor) bool { return !matches(a, search) })
	slices.SortFunc(list, func(a, b people.Actor) int {
		if c := bytes.Compare(w.keys[a.OfficerID], w.keys[b.OfficerID]); c != 0 {
			return c
		}
		return strings.Compare(a.OfficerID, b.OfficerID)
	})
	return list
}

func (w *world) completionsFor(grants []trainingtest.Grant, act people.Action, q reports.Query) []string {
	var rows []string
	for _, a := range w.inOrder(q.Search) {
		done := slices.Clone(w.done[a.OfficerID])
		slices.SortFunc(done, func(x, y records.Completion) int {
			return strings.Compare(string(x.DoneOn)+x.ID, string(y.DoneOn)+y.ID)
		})
		for _, c := range done {
			p := w.posting(a.OfficerID, c.DoneOn)
			if c.DoneOn < q.From || c.DoneOn > q.To || !w.reaches(grants, act, q, p, c.DoneOn) || (len(q.CourseIDs) > 0 && !slices.Contains(q.CourseIDs, c.CourseID)) {
				continue
			}
			row := reports.CompletionRow{Ordinal: len(rows) + 1, Number: a.Username, DoneOn: c.DoneOn, Course: c.CourseTitle}
			unit := ""
			if p != nil {
				unit, row.Unit = p.UnitID, w.nameOn(p.UnitID, c.DoneOn)
			}
			if q.NationalID && w.may(grants, people.ActReportNationalID, unit) {
				row.NationalID = w.ids[a.OfficerID]
			}
			rows = append(rows, shownCompletion(row))
		}
	}
	return rows
}

func (w *world) yearlyFor(grants []trainingtest.Grant, act people.Action, q reports.Query) []string {
	var rows []string
	for _, a := range w.inOrder(q.Search) {
		for year := q.From.Year(); year <= q.To.Year(); year++ {
			whole := reports.YearPeriod(year)
			first, last := max(q.From, whole.From), min(q.To, whole.To)
			served := last
			for served >= first && w.posting(a.OfficerID, served) == nil {
				served = served.Add(-1)
			}
			if served < first || !w.reaches(grants, act, q, w.posting(a.OfficerID, served), served) {
				continue
			}
			row := reports.YearlyRow{Ordinal: len(rows) + 1, Number: a.Username, Year: year, Unit: w.nameOn(w.posting(a.OfficerID, served).UnitID, served)}
			for _, c := range w.done[a.OfficerID] {
				if c.Year != year || (last < whole.To && c.DoneOn > last) {
					continue
				}
				row.Courses++
				row.TotalHours += c.Hours
				row.Hours[slices.Index(courses.Categories, courses.Category(c.Category))] += c.Hours
			}
			rows = append(rows, shownYear(row))
		}
	}
	return rows
}
