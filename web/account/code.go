package account

import (
	"liem/internal/fault"
	"liem/web/page"
)

// CodePage asks for the second step of a sign-in: a code of the device, or a recovery code.
type CodePage struct {
	page.Base
	page.Form
	Next string
}

var codePage = page.Parse[CodePage](files, "code.html")

// CodeForm shows the form; without a sign-in under way one begins at its beginning.
func (h *Handlers) CodeForm(c *page.Ctx) error {
	err := h.people.CheckPending(c.Context(), c.Cookies(c.Site.Cookie(page.PendingCookie)))
	if fault.Is(err, fault.Unauthenticated) {
		return c.See("/login")
	}
	if err != nil {
		return err
	}
	return showCode(c, page.Form{}, c.Query("next"), 200)
}

// Code takes the code.
func (h *Handlers) Code(c *page.Ctx) error {
	f, err := c.ReadForm("code", "next")
	if err != nil {
		return err
	}
	session, err := h.people.Finish(c.Context(), c.Cookies(c.Site.Cookie(page.PendingCookie)), f.Get("code"), come(c))
	switch {
	case err == nil:
		c.SetCookie(c.Site.Cookie(page.PendingCookie), "", -1)
		return h.enter(c, session, f.Get("next"))
	case fault.Is(err, fault.Unauthenticated):
		c.SetCookie(c.Site.Cookie(page.PendingCookie), "", -1)
		f.Errors = append(f.Errors, page.FieldError{Field: "username", Text: c.P.Error(err)})
		return h.showLogin(c, f, f.Get("next"), 401)
	case f.Refuse(c, err):
		status := 422
		if fault.Is(err, fault.TooMany) {
			status = 429
		}
		return showCode(c, f, f.Get("next"), status)
	}
	return err
}

func showCode(c *page.Ctx, f page.Form, next string, status int) error {
	c.Visit()
	return codePage.RenderStatus(c, status, &CodePage{Base: c.Base("", "totp.code_title"), Form: f, Next: next})
}
