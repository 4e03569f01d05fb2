package report

import "liem/web/page"

// ReportsPage asks what a report shall be about.
type ReportsPage struct {
	page.Base
	*Settings
	Report string // completions or yearly
}

var reportsPage = page.Parse[ReportsPage](files, "reports.html", "settings.html")

// The reports; their names are the ends of their addresses.
const (
	completions = "completions"
	yearly      = "yearly"
)

// Reports shows the form, and leads to the report once one is chosen and the settings are understood.
func (h *Handlers) Reports(c *page.Ctx) error {
	s, err := h.settings(c)
	if err != nil {
		return err
	}
	p := ReportsPage{Base: c.Base(page.SectionReports, "reports.title"), Settings: s, Report: completions}
	p.Lead = c.P.T("report.choose_lead")
	if c.Query("report") == yearly {
		p.Report = yearly
	}
	if c.Query("report") != "" && s.OK() {
		return c.See(s.List.To("/reports/" + p.Report))
	}
	return reportsPage.RenderStatus(c, s.status(), &p)
}

// Reports lists the reports that the form offers.
func (p *ReportsPage) Reports() []string { return []string{completions, yearly} }

// Detailed tells that the chosen report can be narrowed to courses.
func (p *ReportsPage) Detailed() bool { return true }
