package web_test

import "net/http"

// askersOf are the officers who asked about lessons of courses that the asker publishes.
func (q *inquiry) askersOf() (list []*officer, names []string) {
	for _, who := range q.officers {
		if who.about != nil && q.may("course.publish", who.about.unit) {
			list, names = append(list, who), append(names, who.FullName)
		}
	}
	return list, names
}

// lessonQuestions asks what was asked about lessons, and how much of it waits.
func (q *inquiry) lessonQuestions() {
	q.get("/manage/courses/questions")
	if !q.allowed(q.somewhere("course.publish"), http.StatusForbidden) {
		return
	}
	list, names := q.askersOf()
	q.same("who asked", names, q.columnsOf(q.heads(), q.rows(), "Người hỏi"))
	if q.total() != len(names) {
		q.Fatalf("%s counts %d instead of %d", q.path, q.total(), len(names))
	}
	q.shows(list...)
}

// lessonQuestion asks one of them.
func (q *inquiry) lessonQuestion() {
	var asked []*officer
	for _, who := range q.officers {
		if who.about != nil {
			asked = append(asked, who)
		}
	}
	if len(asked) == 0 {
		return
	}
	who := pick(q, "question", asked)
	q.get("/manage/courses/questions/%s", who.ID)
	refusal := http.StatusNotFound
	if !q.somewhere("course.publish") {
		refusal = http.StatusForbidden
	}
	if q.allowed(q.may("course.publish", who.about.unit), refusal) {
		q.shows(who)
	}
}
