package account

import (
	"liem/people"
	"liem/web/page"
)

// CorrectionsPage is where an officer asks for her data to be put right, and sees what became of it.
type CorrectionsPage struct {
	page.Base
	page.Form
	Rows []people.CorrectionRow
}

var correctionsPage = page.Parse[CorrectionsPage](files, "corrections.html")

// Corrections shows the page.
func (h *Handlers) Corrections(c *page.Ctx) error { return h.showCorrections(c, page.Form{}, 200) }

// AskCorrection files a request.
func (h *Handlers) AskCorrection(c *page.Ctx) error {
	f, err := c.ReadForm("subject", "wrong", "wanted")
	if err != nil {
		return err
	}
	_, err = h.people.AskCorrection(c.Context(), c.Actor, f.Get("subject"), f.Get("wrong"), f.Get("wanted"))
	if err == nil {
		return c.Done("/account/corrections", "notice.correction_asked")
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.showCorrections(c, f, 422)
}

// WithdrawCorrection takes a request back.
func (h *Handlers) WithdrawCorrection(c *page.Ctx) error {
	if err := h.people.WithdrawCorrection(c.Context(), c.Actor, c.Params("id")); err != nil {
		return err
	}
	return c.Done("/account/corrections", "notice.correction_withdrawn")
}

func (h *Handlers) showCorrections(c *page.Ctx, f page.Form, status int) error {
	p := CorrectionsPage{Base: c.Base(page.SectionAccount, "correction.title"), Form: f}
	p.Crumbs = []page.Link{{Text: c.P.T("account.title"), Href: "/account"}}
	p.Lead, p.Path = c.P.T("correction.lead"), "/account/corrections"
	var err error
	if p.Rows, err = h.people.OwnCorrections(c.Context(), c.Actor); err != nil {
		return err
	}
	return correctionsPage.RenderStatus(c, status, &p)
}

// Subjects are what a request may be about.
func (p *CorrectionsPage) Subjects() []string { return people.CorrectionSubjects }
