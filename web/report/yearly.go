package report

import (
	"liem/courses"
	"liem/internal/chart"
	"liem/reports"
	"liem/web/page"
)

// YearlyPage is export B on the page: a row for each officer and year with the hours of each category.
type YearlyPage struct {
	page.Base
	*Settings
	Sheet
	Summary reports.YearlySummary
	Bars    []chart.Row // hours by category
}

var yearlyPage = page.Parse[YearlyPage](files, "yearly.html", "settings.html", "sheet.html")

// Yearly shows the report.
func (h *Handlers) Yearly(c *page.Ctx) error {
	s, err := h.settings(c)
	if err != nil {
		return err
	}
	return h.showYearly(c, s)
}

func (h *Handlers) showYearly(c *page.Ctx, s *Settings) error {
	p := YearlyPage{Settings: s}
	if s.OK() {
		if err := s.refuse(c, h.fillYearly(c, &p)); err != nil {
			return err
		}
	}
	p.Base = c.Base(page.SectionReports, "reports.yearly")
	p.Crumbs, p.Lead, p.Path = crumbs(c), s.lead(c), s.List.Path
	return yearlyPage.RenderStatus(c, s.status(), &p)
}

func (h *Handlers) fillYearly(c *page.Ctx, p *YearlyPage) error {
	limit, offset := p.span()
	q := p.Query()
	rows, total, err := h.reports.Yearly(c.Context(), c.Actor, q, limit, offset)
	if err != nil {
		return err
	}
	p.List.Total = total
	p.Sheet = sheetOf(reports.YearlyColumns(q), rows, c.P)
	if total == 0 {
		return nil
	}
	if p.Summary, err = h.reports.YearlySummary(c.Context(), c.Actor, q); err != nil {
		return err
	}
	parts := make([]chart.Part, len(courses.Categories))
	for i, category := range courses.Categories {
		parts[i] = chart.Part{Name: c.P.T("category.short." + string(category)), Value: p.Summary.Hours[i]}
	}
	p.Bars = chart.Rows(parts)
	return nil
}

// Detailed tells that the report can be narrowed to courses: this one counts all of them.
func (p *YearlyPage) Detailed() bool { return false }

// barPlace is the height of a bar with its words, in pixels.
const barPlace = 44

// Top is where a bar's place begins.
func (p *YearlyPage) Top(i int) int { return i * barPlace }

// Height is the picture's height.
func (p *YearlyPage) Height() int { return len(p.Bars) * barPlace }

// MetShare is the share of officers bound by the norm who reach it, in basis points.
func (p *YearlyPage) MetShare() int {
	if p.Summary.Obliged == 0 {
		return 0
	}
	return p.Summary.Met * 10_000 / p.Summary.Obliged
}
