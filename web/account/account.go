package account

import (
	"liem/people"
	"liem/web/page"
)

// AccountPage shows who one is here, the password, the look, and where one is signed in.
type AccountPage struct {
	page.Base
	page.Form
	Roles    []people.Role
	Sessions []people.SessionInfo
	OwnRoles []OwnRole
	SeenAs   []people.Look
	Devices  []people.DeviceInfo // new ones that nobody has vouched for

	TwoFactor bool // second factors are in use here
}

var accountPage = page.Parse[AccountPage](files, "account.html", "own_roles.html", "privacy.html")

// Account shows the page.
func (h *Handlers) Account(c *page.Ctx) error { return h.show(c, page.Form{}, 200) }

func (h *Handlers) show(c *page.Ctx, f page.Form, status int) error {
	p := AccountPage{Base: c.Base(page.SectionAccount, "account.title"), Form: f, Roles: c.Actor.Roles()}
	var err error
	if p.Sessions, err = h.people.Sessions(c.Context(), c.Actor); err != nil {
		return err
	}
	if p.OwnRoles, err = h.ownRoles(c); err != nil {
		return err
	}
	if p.SeenAs, err = h.people.SeenAs(c.Context(), c.Actor); err != nil {
		return err
	}
	if p.Devices, err = h.people.NewDevices(c.Context(), c.Actor); err != nil {
		return err
	}
	p.TwoFactor = h.people.Factors.On()
	return accountPage.RenderStatus(c, status, &p)
}

// Themes lists the looks that one may choose.
func (p *AccountPage) Themes() []string { return []string{"auto", "light", "dark"} }

// Sizes lists the sizes of a lesson's text.
func (p *AccountPage) Sizes() []string { return []string{"small", normalSize, "large", "larger"} }
