package account

import "liem/web/page"

// Logout ends the session.
func (h *Handlers) Logout(c *page.Ctx) error {
	if err := h.people.SignOut(c.Context(), c.Token); err != nil {
		return err
	}
	c.SetCookie(c.Site.Cookie(page.SessionCookie), "", -1)
	return c.Done("/login", "notice.signed_out")
}

// SignOutEverywhere ends all sessions of the account.
func (h *Handlers) SignOutEverywhere(c *page.Ctx) error {
	if err := h.people.SignOutEverywhere(c.Context(), c.Actor); err != nil {
		return err
	}
	c.SetCookie(c.Site.Cookie(page.SessionCookie), "", -1)
	return c.Done("/login", "notice.signed_out_everywhere")
}
