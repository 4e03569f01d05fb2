package account

import (
	"liem/internal/fault"
	"liem/web/page"
)

// ChangePassword replaces the password and ends the account's other sessions.
func (h *Handlers) ChangePassword(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if c.Secret("password") != c.Secret("again") {
		err = fault.New(fault.Invalid, "account.passwords_differ").At("again")
	} else {
		err = h.people.ChangePassword(c.Context(), c.Actor, c.Secret("old"), c.Secret("password"))
	}
	if err == nil {
		return c.Done("/account", "notice.password_changed")
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.show(c, f, 422)
}
