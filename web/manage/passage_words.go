package manage

import (
	"liem/courses"
	"liem/internal/i18n"
)

// Where names the place of a passage in its course.
func (p *PassagesPage) Where(at courses.CitedPassage) string { return passageWhere(p.Printer(), at) }

func passageWhere(t *i18n.Printer, at courses.CitedPassage) string {
	switch at.Place {
	case courses.CitedInQuestion:
		return t.T("citations.place.question", "Part", at.PartTitle, "Question", at.QuestionID)
	case courses.CitedInLesson, courses.CitedInQuiz:
		return at.PartTitle
	}
	return t.T("citations.place." + string(at.Place))
}

// Version names the version of a course.
func (p *PassagesPage) Version(at courses.CitedPassage) string {
	return passageVersion(p.Printer(), at)
}

func passageVersion(t *i18n.Printer, at courses.CitedPassage) string {
	if at.Number == 0 {
		return t.T("manage.badge.draft")
	}
	return t.T("manage.version_n", "Number", at.Number)
}

// Named writes an article with its clause and point: điểm a khoản 2 Điều 147.
func (p *PassagesPage) Named(at courses.CitedPlace) string { return named(p.Printer(), at) }

func named(t *i18n.Printer, at courses.CitedPlace) string {
	switch {
	case at.Article == "":
		return t.T("citations.whole")
	case at.Point != "" && at.Clause != "":
		return t.T("citations.at_point", "Point", at.Point, "Clause", at.Clause, "Article", at.Article)
	case at.Point != "":
		return t.T("citations.at_lone_point", "Point", at.Point, "Article", at.Article)
	case at.Clause != "":
		return t.T("citations.at_clause", "Clause", at.Clause, "Article", at.Article)
	}
	return t.T("citations.at_article", "Article", at.Article)
}
