package account

import "liem/web/page"

// ForgottenPage asks who has forgotten the password, and says the same of everybody.
type ForgottenPage struct {
	page.Base
	page.Form
	Sent bool
}

var forgottenPage = page.Parse[ForgottenPage](files, "forgotten.html")

// ForgottenForm shows the form, where there is mail.
func (h *Handlers) ForgottenForm(c *page.Ctx) error {
	if !h.people.ByMail() {
		return page.NoSuchPage()
	}
	return showForgotten(c, ForgottenPage{}, 200)
}

// Forgotten queues the letter.
func (h *Handlers) Forgotten(c *page.Ctx) error {
	f, err := c.ReadForm("who")
	if err != nil {
		return err
	}
	err = h.people.AskReset(c.Context(), f.Get("who"), c.IP())
	switch {
	case err == nil:
		return showForgotten(c, ForgottenPage{Form: f, Sent: true}, 200)
	case !f.Refuse(c, err):
		return err
	}
	return showForgotten(c, ForgottenPage{Form: f}, 422)
}

func showForgotten(c *page.Ctx, p ForgottenPage, status int) error {
	c.Visit()
	p.Base = c.Base("", "signin.forgotten_title")
	p.Bare = true
	return forgottenPage.RenderStatus(c, status, &p)
}
