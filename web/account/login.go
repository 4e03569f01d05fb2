package account

import (
	"net/url"

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

	ByOIDC bool // the office has a common sign-in system
	ByMail bool // a forgotten password can be set by mail
}

var loginPage = page.Parse[LoginPage](files, "login.html")

const (
	deviceLifetime  = 180 * 24 * 60 * 60
	pendingLifetime = 10 * 60
)

// LoginForm shows the form; who is signed in already goes on.
func (h *Handlers) LoginForm(c *page.Ctx) error {
	if c.Actor.SignedIn() {
		return c.See(page.LocalPath(c.Query("next"), page.Landing(c.Actor)))
	}
	if lang := c.Query("lang"); lang != "" {
		c.ChooseLanguage(lang)
	}
	return h.showLogin(c, page.Form{}, c.Query("next"), 200)
}

// Login begins a session under a new token, so nobody can know it beforehand.
func (h *Handlers) Login(c *page.Ctx) error {
	f, err := c.ReadForm("username", "next")
	if err != nil {
		return err
	}
	in := come(c)
	in.Username, in.Password = f.Get("username"), c.Secret("password")
	session, err := h.people.SignIn(c.Context(), in)
	switch {
	case fault.Is(err, fault.Unauthenticated):
		f.Errors = append(f.Errors, page.FieldError{Field: "username", Text: c.P.Error(err)})
		return h.showLogin(c, f, f.Get("next"), 401)
	case fault.Is(err, fault.TooMany):
		f.Errors = append(f.Errors, page.FieldError{Text: c.P.Error(err)})
		return h.showLogin(c, f, f.Get("next"), 429)
	case fault.Is(err, fault.Unavailable):
		return h.refuseOutside(c, f.Get("next"), err)
	case err != nil:
		return err
	}
	return h.enter(c, session, f.Get("next"))
}

// come is what a request says of who signs in, beside name and password.
func come(c *page.Ctx) people.SignIn {
	return people.SignIn{DeviceToken: c.Cookies(c.Site.Cookie(page.DeviceCookie)), OldToken: c.Cookies(c.Site.Cookie(page.SessionCookie)),
		IP: c.IP(), UserAgent: c.Get("User-Agent")}
}

// enter goes on as the person who signed in, or to the second step.
func (h *Handlers) enter(c *page.Ctx, session people.Session, next string) error {
	if session.Pending != "" {
		c.SetCookie(c.Site.Cookie(page.PendingCookie), session.Pending, pendingLifetime)
		return c.See(withNext("/login/code", next))
	}
	c.SetCookie(c.Site.Cookie(page.SessionCookie), session.Token, int(session.Lifetime.Seconds()))
	c.SetCookie(c.Site.Cookie(page.DeviceCookie), session.DeviceToken, deviceLifetime)
	c.SetCookie(c.Site.Cookie(page.VisitCookie), "", -1)
	next, err := h.afterSignIn(c, session.Actor, page.LocalPath(next, page.Landing(session.Actor)))
	if err != nil {
		return err
	}
	return c.See(next)
}

// withNext is an address that leads on to another one afterwards.
func withNext(path, next string) string {
	if next == "" {
		return path
	}
	return path + "?next=" + url.QueryEscape(next)
}

func (h *Handlers) showLogin(c *page.Ctx, f page.Form, next string, status int) error {
	c.Visit()
	p := LoginPage{Base: c.Base("", "login.title"), Form: f, Next: next, Other: i18n.English, ByMail: h.people.ByMail(), ByOIDC: h.people.ByOIDC()}
	if c.P.Locale() == i18n.English {
		p.Other = i18n.Vietnamese
	}
	return loginPage.RenderStatus(c, status, &p)
}
