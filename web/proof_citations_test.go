package web_test

import (
	"net/http"
	"slices"
	"strconv"

	xhtml "golang.org/x/net/html"
)

// everyCourseCites is what every course of the proof's shelf has in its legal basis.
const (
	everyCourseCites = "Luật Tổ chức Viện kiểm sát nhân dân năm 2014 (số 63/2014/QH13)"
	citedByAll       = "instrument=63%2F2014%2Fqh13&articles=85"
)

// citingCourses are the titles of the courses that the asker may look into.
func (q *inquiry) citingCourses() (want []string) {
	for _, c := range q.courses {
		if q.may("course.preview", c.unit) {
			want = append(want, c.title)
		}
	}
	slices.Sort(want)
	return want
}

// citations asks which legal texts are cited, and by how many courses.
func (q *inquiry) citations() {
	q.get("/manage/courses/citations")
	if !q.allowed(q.somewhere("course.preview"), http.StatusForbidden) {
		return
	}
	var want []string
	if n := len(q.citingCourses()); n > 0 {
		want = []string{strconv.Itoa(n)}
	}
	var got []string
	heads, rows := q.heads(), q.rows()
	for _, row := range rows {
		if row[0] == everyCourseCites {
			got = append(got, q.columnsOf(heads, [][]string{row}, "Số khóa học")...)
		}
	}
	q.same("courses that cite", want, got)
	q.shows()
}

// passages asks who cites an article that every course cites.
func (q *inquiry) passages() {
	q.get("/manage/courses/citations/passages?%s", citedByAll)
	if !q.allowed(q.somewhere("course.preview"), http.StatusForbidden) {
		return
	}
	var got []string
	if main := q.first(func(n *xhtml.Node) bool { return n.Data == "main" }); main != nil {
		for n := range main.Descendants() {
			if n.Type == xhtml.ElementNode && n.Data == "h3" {
				got = append(got, visible(n))
			}
		}
	}
	slices.Sort(got)
	q.same("courses", q.citingCourses(), slices.Compact(got))
	q.shows()
}

// passagesCSV asks the same as a file.
func (q *inquiry) passagesCSV() {
	q.get("/manage/courses/citations/passages.csv?%s", citedByAll)
	if !q.allowed(q.somewhere("course.preview"), http.StatusForbidden) {
		return
	}
	heads, rows := q.csv()
	got := q.columnsOf(heads, rows, "Khóa học")
	slices.Sort(got)
	q.same("courses", q.citingCourses(), slices.Compact(got))
}
