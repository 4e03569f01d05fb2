package report

import (
	"strings"

	"liem/internal/chart"
	"liem/reports"
	"liem/web/page"
)

// CompletionsPage is export A on the page: a row for each officer and course completed in the period.
type CompletionsPage struct {
	page.Base
	*Settings
	Sheet
	Columns []chart.Column // completions by month
}

var completionsPage = page.Parse[CompletionsPage](files, "completions.html", "settings.html", "sheet.html")

// Completions shows the report.
func (h *Handlers) Completions(c *page.Ctx) error {
	s, err := h.settings(c)
	if err != nil {
		return err
	}
	return h.showCompletions(c, s)
}

func (h *Handlers) showCompletions(c *page.Ctx, s *Settings) error {
	p := CompletionsPage{Settings: s}
	if s.OK() {
		if err := s.refuse(c, h.fillCompletions(c, &p)); err != nil {
			return err
		}
	}
	p.Base = c.Base(page.SectionReports, "reports.completions")
	p.Crumbs, p.Lead, p.Path = crumbs(c), s.lead(c), s.List.Path
	return completionsPage.RenderStatus(c, s.status(), &p)
}

func (h *Handlers) fillCompletions(c *page.Ctx, p *CompletionsPage) error {
	limit, offset := p.span()
	q := p.Query()
	rows, total, err := h.reports.Completions(c.Context(), c.Actor, q, limit, offset)
	if err != nil {
		return err
	}
	p.List.Total = total
	p.Sheet = sheetOf(reports.CompletionColumns(q), rows, c.P)
	if total == 0 {
		return nil
	}
	buckets, err := h.reports.CompletionsByMonth(c.Context(), c.Actor, q)
	if err != nil {
		return err
	}
	p.Columns = chart.Columns(columnHeight, bucketParts(c, buckets))
	return nil
}

// columnHeight is the height of the picture's bars in pixels.
const columnHeight = 140

// bucketParts names months as people do: 03/2026.
func bucketParts(c *page.Ctx, buckets []reports.Bucket) []chart.Part {
	parts := make([]chart.Part, len(buckets))
	for i, b := range buckets {
		name := b.Name
		if len(name) == 7 {
			name = c.P.T("report.month", "Month", name[5:], "Year", name[:4])
		}
		parts[i] = chart.Part{Name: name, Value: b.Count}
	}
	return parts
}

// Short is a column's name under its bar: the month alone; of many months every other one.
func (p *CompletionsPage) Short(i int) string {
	if len(p.Columns) > 12 && i%2 == 1 {
		return ""
	}
	short, _, _ := strings.Cut(p.Columns[i].Name, "/")
	return short
}

// Detailed tells that the report can be narrowed to courses.
func (p *CompletionsPage) Detailed() bool { return true }

// crumbs lead back to the choice of reports.
func crumbs(c *page.Ctx) []page.Link {
	return []page.Link{{Text: c.P.T("nav.reports"), Href: "/reports"}}
}
