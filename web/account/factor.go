package account

import (
	"html/template"

	"liem/internal/chart"
	"liem/internal/fault"
	"liem/people"
	"liem/web/page"
)

// FactorPage sets up a second factor, or shows that there is one. Codes are new recovery codes, shown this once.
type FactorPage struct {
	page.Base
	page.Form
	Offer    people.FactorOffer
	QR       template.HTML
	Required bool
	Left     int // recovery codes that are not used
	Codes    []string
}

var factorPage = page.Parse[FactorPage](files, "factor.html")

// Factor shows the page; a device that is lost or new is set up by replace=1.
func (h *Handlers) Factor(c *page.Ctx) error {
	p := FactorPage{}
	if !c.Actor.HasFactor || c.Query("replace") != "" {
		p.Offer = h.people.OfferFactor(c.Actor)
	}
	return h.showFactor(c, &p, 200)
}

// SetFactor takes the first code of the device.
func (h *Handlers) SetFactor(c *page.Ctx) error {
	f, err := c.ReadForm("sealed", "code")
	if err != nil {
		return err
	}
	codes, err := h.people.SetFactor(c.Context(), c.Actor, f.Get("sealed"), f.Get("code"))
	if err == nil {
		c.Actor.HasFactor, c.Actor.MustSetFactor = true, false
		return h.showFactor(c, &FactorPage{Codes: codes}, 201)
	}
	if !f.Refuse(c, err) {
		return err
	}
	p := FactorPage{Form: f}
	if p.Offer, err = h.people.OfferAgain(c.Actor, f.Get("sealed")); err != nil {
		return err
	}
	return h.showFactor(c, &p, 422)
}

// RecoveryCodes replaces the recovery codes.
func (h *Handlers) RecoveryCodes(c *page.Ctx) error {
	codes, err := h.people.NewRecoveryCodes(c.Context(), c.Actor)
	if err != nil {
		return err
	}
	return h.showFactor(c, &FactorPage{Codes: codes}, 201)
}

// RemoveFactor does without, where that is allowed.
func (h *Handlers) RemoveFactor(c *page.Ctx) error {
	if err := h.people.RemoveFactor(c.Context(), c.Actor); err != nil {
		return err
	}
	return c.Done("/account", "notice.factor_removed")
}

func (h *Handlers) showFactor(c *page.Ctx, p *FactorPage, status int) (err error) {
	if !h.people.Factors.On() {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	p.Base, p.Required = c.Base(page.SectionAccount, "totp.title"), h.people.FactorRequired(c.Actor)
	p.Crumbs = []page.Link{{Text: c.P.T("account.title"), Href: "/account"}}
	if p.Offer.URL != "" {
		if p.QR, err = chart.QR(p.Offer.URL, c.P.T("totp.qr")); err != nil {
			return err
		}
	} else if p.Left, err = h.people.RecoveryCodesLeft(c.Context(), c.Actor); err != nil {
		return err
	}
	return factorPage.RenderStatus(c, status, p)
}

// Grouped is the secret in groups of four, for who types it.
func (p *FactorPage) Grouped() string {
	var out []byte
	for i := range len(p.Offer.Secret) {
		if i > 0 && i%4 == 0 {
			out = append(out, ' ')
		}
		out = append(out, p.Offer.Secret[i])
	}
	return string(out)
}

// Home is where one goes on.
func (p *FactorPage) Home() string { return page.Landing(p.Actor) }
