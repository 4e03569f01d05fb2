package account

import (
	"liem/internal/db"
	"liem/internal/fault"
	"liem/web/page"
)

// BeginOIDC sends the browser to the provider. A cookie ties what comes back to it: a link that somebody else began leads
// nowhere.
func (h *Handlers) BeginOIDC(c *page.Ctx) error {
	token := db.RandomToken()
	next := page.LocalPath(c.Query("next"), "")
	address, err := h.people.BeginOIDC(c.Context(), token, next)
	if err != nil {
		return h.refuseOutside(c, next, err)
	}
	c.SetCookie(c.Site.Cookie(page.PendingCookie), token, outsideLifetime)
	return c.See(address)
}

// outsideLifetime is how long somebody may be at the provider, in seconds.
const outsideLifetime = 15 * 60

// FinishOIDC takes who comes back from the provider.
func (h *Handlers) FinishOIDC(c *page.Ctx) error {
	browser := c.Cookies(c.Site.Cookie(page.PendingCookie))
	c.SetCookie(c.Site.Cookie(page.PendingCookie), "", -1)
	session, next, err := h.people.FinishOIDC(c.Context(), browser, c.Query("state"), c.Query("code"), come(c))
	if err != nil {
		return h.refuseOutside(c, next, err)
	}
	return h.enter(c, session, next)
}

// refuseOutside shows the sign-in page with what went wrong: accounts of ours can still sign in there.
func (h *Handlers) refuseOutside(c *page.Ctx, next string, err error) error {
	switch fault.KindOf(err) {
	case fault.Unauthenticated:
		return h.showLogin(c, page.Form{Errors: []page.FieldError{{Text: c.P.Error(err)}}}, next, 401)
	case fault.Unavailable:
		c.Site.Log.Warn("the sign-in provider is away", "ref", c.Ref, "error", err)
		return h.showLogin(c, page.Form{Errors: []page.FieldError{{Text: c.P.Error(err)}}}, next, 503)
	}
	return err
}
