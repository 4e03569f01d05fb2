package account

import (
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/people"
	"liem/web/page"
)

// LoginPage asks for name and password.
type LoginPage struct {
	page.Base
	page.Form
	Next  string
	Other i18n.Locale // the language that the link switches to
}

var loginPage = page.Parse[LoginPage](files, "login.html")

const (
	visitLifetime  = 12 * 60 * 60
	deviceLifetime = 180 * 24 * 60 * 60
)

// LoginForm shows the form; who is signed in already goes on.
func (h *Handlers) LoginForm(c *page.Ctx) error {
	if c.Actor.SignedIn() {
		return c.See(page.LocalPath(c.Query("next"), page.Landing(c.Actor)))
	}
	if lang := c.Query("lang"); lang != "" {
		c.ChooseLanguage(lang)
	}
	return showLogin(c, page.Form{}, c.Query("next"), 200)
}

// Login begins a session under a new token, so nobody can know it beforehand.
func (h *Handlers) Login(c *page.Ctx) error {
	f, err := c.ReadForm("username", "next")
	if err != nil {
		return err
	}
	session, err := h.people.SignIn(c.Context(), people.SignIn{
		Username: f.Get("username"), Password: c.Secret("password"),
		DeviceToken: c.Cookies(c.Site.Cookie(page.DeviceCookie)), OldToken: c.Cookies(c.Site.Cookie(page.SessionCookie)),
		IP: c.IP(), UserAgent: c.Get("User-Agent"),
	})
	switch {
	case fault.Is(err, fault.Unauthenticated):
		f.Errors = append(f.Errors, page.FieldError{Field: "username", Text: c.P.Error(err)})
		return showLogin(c, f, f.Get("next"), 401)
	case fault.Is(err, fault.TooMany):
		f.Errors = append(f.Errors, page.FieldError{Text: c.P.Error(err)})
		return showLogin(c, f, f.Get("next"), 429)
	case err != nil:
		return err
	}
	c.SetCookie(c.Site.Cookie(page.SessionCookie), session.Token, int(session.Lifetime.Seconds()))
	c.SetCookie(c.Site.Cookie(page.DeviceCookie), session.DeviceToken, deviceLifetime)
	c.SetCookie(c.Site.Cookie(page.VisitCookie), "", -1)
	next, err := h.afterSignIn(c, session.Actor, page.LocalPath(f.Get("next"), page.Landing(session.Actor)))
	if err != nil {
		return err
	}
	return c.See(next)
}

// showLogin gives a browser that nobody signed in from a token of its own, so that the form can carry one.
func showLogin(c *page.Ctx, f page.Form, next string, status int) error {
	if c.Token == "" {
		c.Token = db.RandomToken()
		c.SetCookie(c.Site.Cookie(page.VisitCookie), c.Token, visitLifetime)
	}
	p := LoginPage{Base: c.Base("", "login.title"), Form: f, Next: next, Other: i18n.English}
	if c.P.Locale() == i18n.English {
		p.Other = i18n.Vietnamese
	}
	return loginPage.RenderStatus(c, status, &p)
}
