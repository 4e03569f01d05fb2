package manage

import (
	"liem/courses"
	"liem/courses/adapt"
	"liem/internal/i18n"
	"liem/web/page"
)

// ShownReport is the report of an adapted folder in the reader's language.
type ShownReport struct {
	Kind           adapt.Kind
	Root           string
	Pages, Media   []adapt.Moved
	Lost, Changed  []FileNotes
	Losses, Counts int // how many there are of each
}

// FileNotes are the notes of one file.
type FileNotes struct {
	File  string // empty for the folder as a whole
	Notes []string
}

func showReport(p *i18n.Printer, r *adapt.Report) ShownReport {
	return ShownReport{Kind: r.Kind, Root: r.Root, Pages: r.Pages, Media: r.Media, Lost: showNotes(p, r.ByFile(true)), Changed: showNotes(p, r.ByFile(false)),
		Losses: r.Count(true), Counts: r.Count(false)}
}

func showNotes(p *i18n.Printer, groups []adapt.FileNotes) (out []FileNotes) {
	for _, g := range groups {
		shown := FileNotes{File: g.File}
		for _, n := range g.Notes {
			said := p.T(n.Key(), "What", n.What)
			if n.Count > 1 {
				said = p.T("adapt.times", "Note", said, "Count", n.Count)
			}
			shown.Notes = append(shown.Notes, said)
		}
		out = append(out, shown)
	}
	return out
}

// AdaptationPage is the report of a course that came from a folder of plain Markdown.
type AdaptationPage struct {
	page.Base
	Course courses.Course
	Record adapt.Record
	Report ShownReport
	By     string
}

var adaptationPage = page.Parse[AdaptationPage](files, "adaptation.html", "adapt_report.html")

// Adaptation shows the page.
func (h *Handlers) Adaptation(c *page.Ctx) error {
	course, versions, err := h.courses.Course(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	record, found, err := h.adapt.Report(c.Context(), c.Actor, course.ID)
	if err != nil {
		return err
	}
	if !found {
		return page.NoSuchPage()
	}
	names, err := h.people.Names(c.Context(), record.CreatedBy)
	if err != nil {
		return err
	}
	title := course.Slug
	for _, v := range versions {
		if v.ID == course.CurrentVersionID || title == course.Slug {
			title = v.Meta.Title
		}
	}
	p := AdaptationPage{Course: course, Record: record, Report: showReport(c.P, &record.Report), By: who(names, record.CreatedBy)}
	p.Base = c.Base(page.SectionManage, "adapt.report.title", "Course", title)
	p.Crumbs = crumbs(c, course.ID, title)
	return adaptationPage.Render(c, &p)
}

// showAdapted adds the report to a draft of a course that came from a folder of plain Markdown.
func (h *Handlers) showAdapted(c *page.Ctx, p *VersionPage) error {
	if !p.IsDraft() {
		return nil
	}
	record, found, err := h.adapt.Report(c.Context(), c.Actor, p.Course.ID)
	if err != nil || !found {
		return err
	}
	report := showReport(c.P, &record.Report)
	p.Adapted = &report
	return nil
}
