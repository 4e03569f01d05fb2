package learn

import (
	"strconv"

	"liem/courses"
	"liem/internal/markdown"
	"liem/training"
	"liem/web/page"
)

// PrintPage is a whole course as one clean document: overview, contents, every lesson. Quizzes are named and no more.
type PrintPage struct {
	page.Base
	training.CourseView
	Overview courses.HTML
	Slug     string
	Sheets   []Sheet
}

// Sheet is a part of the document.
type Sheet struct {
	ID    string // of its heading
	Title string
	Kind  courses.PartKind
	Count int          // minutes of a lesson
	Text  courses.HTML // empty for a quiz
}

var printPage = page.Parse[PrintPage](files, "print.html")

// Print shows the version of the course that the officer takes.
func (h *Handlers) Print(c *page.Ctx) error {
	view, err := h.training.Course(c.Context(), c.Actor, c.Params("slug"))
	if err != nil {
		return err
	}
	loaded, err := h.cache.Version(c.Context(), view.Version.ID)
	if err != nil {
		return err
	}
	slug := view.Course.Slug
	p := PrintPage{Base: c.BaseNamed(page.SectionCourses, view.Version.Meta.Title), CourseView: view, Slug: slug,
		Overview: markdown.Embed(loaded.Overview("/courses/"+slug+"/"), "p0-", view.Version.Meta.Title), Sheets: sheets(loaded)}
	p.Lead = view.Version.Meta.Summary
	p.Script = "lesson.js"
	p.Crumbs = crumbs(c, slug, view.Version.Meta.Title)
	return printPage.Render(c, &p)
}

func sheets(v *courses.Loaded) []Sheet {
	list := make([]Sheet, len(v.Parts))
	for i := range v.Parts {
		part := &v.Parts[i]
		id := "p" + strconv.Itoa(i+1)
		list[i] = Sheet{ID: id, Title: part.Title, Kind: part.Kind, Count: part.Minutes}
		if part.Kind == courses.KindLesson {
			list[i].Text = markdown.Embed(part.HTML, id+"-", part.Title)
		}
	}
	return list
}
