package imports

import (
	"liem/people/roster"
	"liem/web/page"
)

// WorkingPage shows how far work in the background is. It comes again by itself.
type WorkingPage struct {
	page.Base
	Dry    page.DryRun
	Import roster.Import
}

var workingPage = page.Parse[WorkingPage](files, "working.html")

func (h *Handlers) showWorking(c *page.Ctx, i roster.Import) error {
	p := WorkingPage{Base: c.BaseNamed(page.SectionPeople, i.FileName), Dry: dry(c, 2), Import: i}
	p.Crumbs = crumbs(c, true)
	c.Set("Refresh", "1")
	return workingPage.Render(c, &p)
}

// Writing tells the two kinds of work apart. What is written in one transaction has no half.
func (p *WorkingPage) Writing() bool { return p.Import.State == roster.Applying }
