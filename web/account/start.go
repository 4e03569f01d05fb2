package account

import (
	"liem/internal/fault"
	"liem/people"
	"liem/web/page"
)

// StartPage takes a start code, from a slip or a letter, and then the password that it sets.
type StartPage struct {
	page.Base
	page.Form
	Who *people.StartInfo // nil before the code is known
}

var startPage = page.Parse[StartPage](files, "start.html")

// StartForm asks for the code; a letter's link brings it along.
func (h *Handlers) StartForm(c *page.Ctx) error {
	f, err := c.ReadForm("code")
	if err != nil {
		return err
	}
	return showStart(c, StartPage{Form: f}, 200)
}

// Start looks at the code and asks for the new password. The code is not used up by that.
func (h *Handlers) Start(c *page.Ctx) error {
	f, err := c.ReadForm("code")
	if err != nil {
		return err
	}
	who, err := h.people.CheckStart(c.Context(), f.Get("code"), c.IP())
	if err != nil {
		return refuseStart(c, f, err)
	}
	return showStart(c, StartPage{Form: f, Who: &who}, 200)
}

// StartPassword sets the password, and signs in.
func (h *Handlers) StartPassword(c *page.Ctx) error {
	f, err := c.ReadForm("code")
	if err != nil {
		return err
	}
	who, err := h.people.CheckStart(c.Context(), f.Get("code"), c.IP())
	if err != nil {
		return refuseStart(c, f, err)
	}
	if c.Secret("password") != c.Secret("again") {
		err = fault.New(fault.Invalid, "account.passwords_differ").At("again")
	} else {
		var session people.Session
		if session, err = h.people.Start(c.Context(), f.Get("code"), c.Secret("password"), come(c)); err == nil {
			return h.enter(c, session, "")
		}
	}
	if !f.Refuse(c, err) {
		return err
	}
	return showStart(c, StartPage{Form: f, Who: &who}, 422)
}

func refuseStart(c *page.Ctx, f page.Form, err error) error {
	status := 422
	if fault.Is(err, fault.TooMany) {
		status = 429
	}
	if !f.Refuse(c, err) {
		return err
	}
	return showStart(c, StartPage{Form: f}, status)
}

func showStart(c *page.Ctx, p StartPage, status int) error {
	c.Visit()
	p.Base = c.Base("", "signin.start_title")
	p.Bare = true
	return startPage.RenderStatus(c, status, &p)
}
