package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"pgregory.net/rapid"

	"liem/internal/clock"
	"liem/records"
)

// sheetQuestion is what a report is asked about.
type sheetQuestion struct {
	from, to clock.Date
	unit     string
	form     url.Values
}

// period draws days, a whole year for the yearly report, and perhaps a unit.
func (q *inquiry) period(years bool) sheetQuestion {
	s := sheetQuestion{form: url.Values{}}
	if years {
		year := rapid.SampledFrom([]string{"2025", "2026"}).Draw(q.T, "year")
		s.from, s.to = clock.Date(year+"-01-01"), clock.Date(year+"-12-31")
		s.form.Set("kind", "year")
		s.form.Set("year", year)
	} else {
		s.from = clock.Date("2025-01-01").Add(rapid.IntRange(0, 600).Draw(q.T, "from"))
		s.to = s.from.Add(rapid.IntRange(0, 600).Draw(q.T, "length"))
		s.form.Set("kind", "range")
		s.form.Set("from", string(s.from))
		s.form.Set("to", string(s.to))
	}
	if rapid.IntRange(0, 2).Draw(q.T, "of a unit") == 0 {
		s.unit = q.unit("unit")
		s.form.Set("unit", s.unit)
	}
	return s
}

// reaches tells whether a report about a question may count what happened at a unit on a day; no unit for who served
// nowhere.
func (q *inquiry) reaches(act, unit string, day clock.Date, s sheetQuestion) bool {
	if !q.may(act, unit) {
		return false
	}
	return s.unit == "" || unit != "" && q.below(unit, s.unit, day)
}

// unknown tells whether a question is about a unit that the asker can reach on none of its days.
func (q *inquiry) unknown(act string, s sheetQuestion) bool {
	if s.unit == "" {
		return false
	}
	for day := s.from; day <= s.to; day = day.Add(1) {
		for _, id := range q.units {
			if q.below(id, s.unit, day) && q.may(act, id) {
				return false
			}
		}
	}
	return true
}

func (q *inquiry) officer(id string) *officer {
	for _, who := range q.organisation.officers {
		if who.ID == id {
			return who
		}
	}
	return nil
}

// completions are the rows of export A, and whom they are about.
func (q *inquiry) completions(act string, s sheetQuestion) (rows []string, seen []*officer) {
	for _, c := range q.completed {
		who, unit := q.officer(c.OfficerID), ""
		if p := who.mainOn(c.DoneOn); p != nil {
			unit = p.UnitID
		}
		if c.DoneOn >= s.from && c.DoneOn <= s.to && q.reaches(act, unit, c.DoneOn, s) {
			rows, seen = append(rows, who.FullName+"|"+c.CourseTitle+"|"+vietnamese(c.DoneOn)), append(seen, who)
		}
	}
	return rows, seen
}

// vietnamese is a day as people write it.
func vietnamese(d clock.Date) string { return string(d[8:10] + "/" + d[5:7] + "/" + d[0:4]) }

// yearly are the rows of export B, and whom they are about.
func (q *inquiry) yearly(act string, s sheetQuestion) (rows []string, seen []*officer) {
	for _, who := range q.organisation.officers {
		unit, until := "", clock.Date("")
		for _, p := range who.posts {
			if p.Kind == "main" && p.ValidFrom <= s.to && p.ValidTo >= s.from {
				unit, until = p.UnitID, min(p.ValidTo, s.to)
			}
		}
		if unit == "" || !q.servedLast(who, s.to, until) || !q.reaches(act, unit, until, s) {
			continue
		}
		n, hours := 0, 0
		for _, c := range q.completed {
			if c.OfficerID == who.ID && c.Year == s.from.Year() {
				n++
				hours += c.Hours
			}
		}
		rows, seen = append(rows, fmt.Sprintf("%s|%d|%s", who.FullName, n, hundredths(hours))), append(seen, who)
	}
	return rows, seen
}

// servedLast tells that the posting which ends on a day is the last main one that had begun by the end of a period.
func (q *inquiry) servedLast(who *officer, end, until clock.Date) bool {
	for _, p := range who.posts {
		if p.Kind == "main" && p.ValidFrom <= end && p.ValidFrom > until {
			return false
		}
	}
	return true
}

func hundredths(n int) string {
	s := strconv.Itoa(n / 100)
	if rest := n % 100; rest != 0 {
		s += "," + strings.TrimRight(fmt.Sprintf("%02d", rest), "0")
	}
	return s
}

func (q *inquiry) reports() {
	q.get("/reports")
	if q.allowed(q.somewhere("report.completions"), http.StatusForbidden) {
		var units []string
		for _, id := range q.units { // those of the year's last day
			if q.unitOn(id, "2026-12-31") != nil && q.may("report.completions", id) {
				units = append(units, id)
			}
		}
		q.same("units", q.namesOf(units), q.options("unit"))
		q.shows()
	}
}

var (
	completionColumns = []string{"Họ và tên", "Tên khóa bồi dưỡng", "Đến ngày"}
	yearlyColumns     = []string{"Họ và tên", "Số khóa hoàn thành", "Tổng số tiết"}
)

// sheet asks a report as a page or as a file, and compares its rows.
func (q *inquiry) sheet(act string, s sheetQuestion, want []string, seen []*officer, read func() (heads []string, rows [][]string), columns []string) {
	q.get("%s?%s", strings.TrimPrefix(q.route, "GET "), s.form.Encode())
	switch {
	case !q.somewhere(act):
		q.must(http.StatusForbidden)
		q.shows()
		return
	case q.unknown(act, s):
		q.must(http.StatusUnprocessableEntity)
		q.shows()
		return
	}
	q.must(http.StatusOK)
	heads, rows := read()
	q.same("rows", want, q.columnsOf(heads, rows, columns...))
	q.shows(seen...)
}

// onPage reads a report's table; its total and the months of its picture add up to as many rows.
func (q *inquiry) onPage() (heads []string, rows [][]string) {
	heads, rows = q.heads(), q.rows()
	if q.total() != len(rows) {
		q.Fatalf("%s counts %d and shows %d rows", q.path, q.total(), len(rows))
	}
	return heads, rows
}

func (q *inquiry) completionsPage() { q.completionSheet("report.completions", q.onPage) }
func (q *inquiry) completionsCSV()  { q.completionSheet("report.export", q.csv) }

// completionsXLSX is asked now and then: a workbook takes its time.
func (q *inquiry) completionsXLSX() {
	if rapid.IntRange(0, 4).Draw(q.T, "a workbook") == 0 {
		q.completionSheet("report.export", q.xlsx)
	}
}

func (q *inquiry) completionSheet(act string, read func() ([]string, [][]string)) {
	s := q.period(false)
	s.form.Set("separator", "semicolon")
	want, seen := q.completions(act, s)
	q.sheet(act, s, want, seen, read, completionColumns)
}

func (q *inquiry) yearlyPage() { q.yearlySheet("report.completions", q.onPage) }
func (q *inquiry) yearlyCSV()  { q.yearlySheet("report.export", q.csv) }

func (q *inquiry) yearlyXLSX() {
	if rapid.IntRange(0, 4).Draw(q.T, "a workbook") == 0 {
		q.yearlySheet("report.export", q.xlsx)
	}
}

func (q *inquiry) yearlySheet(act string, read func() ([]string, [][]string)) {
	s := q.period(true)
	s.form.Set("separator", "semicolon")
	want, seen := q.yearly(act, s)
	q.sheet(act, s, want, seen, read, yearlyColumns)
}

// managedCourses asks the list of courses that the asker may look into.
func (q *inquiry) managedCourses() {
	q.get("/manage/courses")
	if !q.allowed(q.somewhere("course.preview"), http.StatusForbidden) {
		return
	}
	var want []string
	for _, c := range q.courses {
		if q.may("course.preview", c.unit) {
			want = append(want, c.title)
		}
	}
	q.same("rows", want, q.columnsOf(q.heads(), q.rows(), "Khóa học"))
	if q.total() != len(want) {
		q.Fatalf("%s counts %d instead of %d", q.path, q.total(), len(want))
	}
	q.shows()
}

func (q *inquiry) managedCourse() { q.course("/manage/courses/%[1]s") }

func (q *inquiry) managedVersion() { q.course("/manage/courses/%[1]s/versions/%[2]s") }

func (q *inquiry) course(path string) {
	c := pick(q, "course", q.courses)
	q.get(path, c.id, c.version)
	refusal := http.StatusNotFound
	if !q.somewhere("course.preview") {
		refusal = http.StatusForbidden
	}
	q.allowed(q.may("course.preview", c.unit), refusal)
}

// concerned asks whom a draft would concern: those who completed what it would follow.
func (q *inquiry) concerned() {
	i := slices.IndexFunc(q.courses, func(c *owned) bool { return c.id == q.changed.CourseID })
	q.get("/manage/courses/%s/versions/%s/concerned?group=asked", q.changed.CourseID, q.changed.ID)
	refusal := http.StatusNotFound
	if !q.somewhere("report.completions") {
		refusal = http.StatusForbidden
	}
	if !q.allowed(q.somewhere("report.completions") && q.may("course.preview", q.courses[i].unit), refusal) {
		return
	}
	var want []string
	var seen []*officer
	for _, who := range q.organisation.officers {
		completed := slices.ContainsFunc(q.completed, func(c records.Completion) bool {
			return c.OfficerID == who.ID && c.CourseID == q.changed.CourseID
		})
		if p := who.listed(""); completed && p != nil && q.may("report.completions", p.UnitID) {
			want, seen = append(want, who.FullName), append(seen, who)
		}
	}
	var got []string
	for _, row := range q.rows() {
		got = append(got, row[0])
	}
	q.same("officers", want, got)
	q.shows(seen...)
}

// trail asks for the trail, which tells of every unit.
func (q *inquiry) trail() {
	q.get("/audit")
	if q.allowed(q.somewhere("audit.read"), http.StatusForbidden) {
		if shown := q.first(func(n *node) bool { return attr(n, "id") == "action" }) != nil; shown != q.everywhere("audit.read") {
			q.Fatalf("%s shows the trail (%v) to %s", q.path, shown, q.who())
		}
	}
}

func (q *inquiry) trailCSV() {
	q.get("/audit.csv")
	q.allowed(q.everywhere("audit.read"), http.StatusForbidden)
}
