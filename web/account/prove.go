package account

import (
	"path"
	"strings"

	"liem/web/page"
)

// ProvePage asks for password or code once more before something that a stolen session must not do. Download is a file that
// waits for it: a browser shows no page of its own for one.
type ProvePage struct {
	page.Base
	page.Form
	Next     string
	Download string
	ByOIDC   bool
}

var provePage = page.Parse[ProvePage](files, "prove.html")

// ProveForm shows the form.
func (h *Handlers) ProveForm(c *page.Ctx) error {
	next := page.LocalPath(c.Query("next"), "/account")
	if !h.people.ProofNeeded(c.Actor) {
		return c.See(next)
	}
	return h.showProve(c, ProvePage{Next: next}, 200)
}

// Prove takes the proof and goes on.
func (h *Handlers) Prove(c *page.Ctx) error {
	f, err := c.ReadForm("next")
	if err != nil {
		return err
	}
	next := page.LocalPath(f.Get("next"), "/account")
	if err := h.people.Prove(c.Context(), c.Actor, c.Secret("secret")); err != nil {
		if !f.Refuse(c, err) {
			return err
		}
		return h.showProve(c, ProvePage{Form: f, Next: next}, 422)
	}
	if file, _, _ := strings.Cut(next, "?"); path.Ext(file) != "" {
		return h.showProve(c, ProvePage{Download: next}, 200)
	}
	return c.See(next)
}

func (h *Handlers) showProve(c *page.Ctx, p ProvePage, status int) error {
	p.Base, p.ByOIDC = c.Base(page.SectionAccount, "totp.prove_title"), h.people.ByOIDC()
	return provePage.RenderStatus(c, status, &p)
}
