package manage

import (
	"io"
	"slices"
	"strings"

	"liem/courses"
	"liem/courses/adapt"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/internal/markdown"
	"liem/people"
	"liem/web/page"
)

// AdaptPage shows what a folder of plain Markdown was recognised as and what would become of it, and asks for what a course
// needs beside.
type AdaptPage struct {
	page.Base
	page.Form
	Dry      page.DryRun
	ID       string // of the upload that waits
	Name     string // of the zip
	Report   ShownReport
	Units    []people.Placed
	Problems Problems // beside those at the fields
}

var adaptPage = page.Parse[AdaptPage](files, "adapt.html", "adapt_report.html", "problems.html")

// adaptFields are the fields of the form.
var adaptFields = []string{"id", "title", "slug", "category", "unit", "hours", "language", "summary"}

func adaptPath(id string) string { return listPath + "/adapt/" + id }

// keepForeign keeps a zip that is no course and leads to what would become of it.
func (h *Handlers) keepForeign(c *page.Ctx, up *page.Upload) error {
	if _, err := up.File.Seek(0, io.SeekStart); err != nil {
		return err
	}
	id, err := h.adapt.Keep(c.Context(), c.Actor, up.Name, up.File)
	if err != nil {
		return err
	}
	return c.See(adaptPath(id))
}

// Adapt shows the page.
func (h *Handlers) Adapt(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	w, err := h.adapt.Waiting(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	defer w.Close()
	out, err := h.adapt.Propose(w.Folder, adapt.Answers{})
	if err != nil {
		if !f.Refuse(c, atFile(err)) {
			return err
		}
		return showUpload(c, &UploadPage{Form: f, Name: w.Name}, 422)
	}
	f.Values = proposed(out.Answers)
	return h.showAdapt(c, &AdaptPage{Form: f, Name: w.Name, Report: showReport(c.P, &out.Report)}, 200)
}

func proposed(a adapt.Answers) map[string]string {
	return map[string]string{"id": a.ID, "title": a.Title, "slug": a.Slug, "summary": a.Summary, "language": a.Language, "category": a.Category, "hours": a.Hours, "unit": a.Unit}
}

func (h *Handlers) showAdapt(c *page.Ctx, p *AdaptPage, status int) error {
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	p.ID, p.Units = c.Params("id"), tree.Choices(c.Actor.Scope(people.ActEditCourse))
	p.Base = c.Base(page.SectionManage, "adapt.page.title")
	p.Crumbs, p.Lead = crumbs(c, "", ""), c.P.T("adapt.page.lead", "Kind", c.P.T("adapt.kind."+string(p.Report.Kind)))
	p.Dry = page.DryRun{Step: 2, Steps: []string{c.P.T("adapt.step.give"), c.P.T("adapt.step.look"), c.P.T("adapt.step.draft")}}
	return adaptPage.RenderStatus(c, status, p)
}

// AdaptApply makes the draft; with something wrong in the answers the page again.
func (h *Handlers) AdaptApply(c *page.Ctx) error {
	f, err := c.ReadForm(adaptFields...)
	if err != nil {
		return err
	}
	w, err := h.adapt.Waiting(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	defer w.Close()
	answers := adapt.Answers{ID: f.Get("id"), Slug: f.Get("slug"), Title: f.Get("title"), Summary: f.Get("summary"), Category: f.Get("category"), Hours: f.Get("hours"),
		Language: f.Get("language"), Unit: f.Get("unit")}
	out, draft, err := h.adapt.Upload(c.Context(), c.Actor, w.Folder, answers, w.Name, w.ID)
	switch {
	case err != nil:
		if !f.Refuse(c, atAnswer(err)) {
			return err
		}
		if out == nil {
			if out, err = h.adapt.Propose(w.Folder, answers); err != nil {
				return err
			}
		}
	case !out.Blocked() && !draft.Blocked():
		return c.Done(versionPath(draft.Version.CourseID, draft.Version.ID), "notice.adapted")
	}
	p := &AdaptPage{Form: f, Name: w.Name, Report: showReport(c.P, &out.Report), Problems: showProblems(c.P, otherProblems(out, draft))}
	p.Form.Errors = append(p.Form.Errors, answerErrors(c.P, out)...)
	return h.showAdapt(c, p, 422)
}

// otherProblems are the problems that no field stands for.
func otherProblems(out *adapt.Adapted, draft courses.Draft) (list []markdown.Problem) {
	for _, problem := range append(slices.Clone(out.Problems), draft.Problems...) {
		if problem.Blocks() && answerField[problem.Code] == "" {
			list = append(list, problem)
		}
	}
	return list
}

// answerField is the field that a problem of course.md belongs to.
var answerField = map[string]string{"course.bad_category": "category", "course.bad_slug": "slug", "course.no_title": "title", "course.bad_hours": "hours", "course.bad_language": "language"}

func answerErrors(p *i18n.Printer, out *adapt.Adapted) (list []page.FieldError) {
	for _, problem := range out.Problems {
		field := answerField[problem.Code]
		switch {
		case field == "category":
			list = append(list, page.FieldError{Field: field, Text: p.T("adapt.field.category_missing")})
		case field != "":
			list = append(list, page.FieldError{Field: field, Text: strings.TrimSpace(sentence(p, problem.TextKey(), problem.Args) + " " + sentence(p, problem.MendKey(), problem.Args))})
		}
	}
	return list
}

// atAnswer puts what only the site can know at its field: an address that is taken, a unit that is not the actor's.
func atAnswer(err error) error {
	e, ok := fault.As(err)
	if !ok {
		return err
	}
	switch e.Key {
	case "courses.slug_taken":
		e = e.At("slug")
	case "courses.unit_out_of_scope", "courses.unit_unknown", "courses.no_unit":
		e = e.At("unit")
	default:
		return err
	}
	e.Kind = fault.Invalid
	return e
}

// Categories are what the form offers.
func (p *AdaptPage) Categories() []courses.Category { return courses.Categories }

// Indent shows a unit's depth in a list that has no other way to.
func (p *AdaptPage) Indent(depth int) string { return strings.Repeat("\u2003", depth) }
