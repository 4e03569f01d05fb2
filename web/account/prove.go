package account

import (
	"path"
	"strings"

	"liem/web/page"
)

// ProvePage asks for password or code once more before something that a stolen session must not do. Download is a file that
// waits for it: a browser shows no page of its own for one. A form that waits is carried along, and sent once more after the
// proof.
type ProvePage struct {
	page.Base
	page.Form
	Next     string
	Waiting  string // the form, encoded like an address; empty where none waits
	Fields   []page.Sent
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

// ProveForForm answers a form that wants a proof first. What was typed into it is kept.
func (h *Handlers) ProveForForm(c *page.Ctx) error {
	return h.showProve(c, ProvePage{Next: c.OriginalURL(), Waiting: page.EncodeSent(c.SentForm())}, 403)
}

// Prove takes the proof and goes on.
func (h *Handlers) Prove(c *page.Ctx) error {
	f, err := c.ReadForm("next")
	if err != nil {
		return err
	}
	p := ProvePage{Form: f, Next: page.LocalPath(f.Get("next"), "/account"), Waiting: c.Sent("waiting")}
	if err := h.people.Prove(c.Context(), c.Actor, c.Secret("secret")); err != nil {
		if !p.Refuse(c, err) {
			return err
		}
		return h.showProve(c, p, 422)
	}
	if p.Waiting != "" {
		p.Fields = page.DecodeSent(p.Waiting)
		return h.showProve(c, p, 200)
	}
	if file, _, _ := strings.Cut(p.Next, "?"); path.Ext(file) != "" {
		p.Download = p.Next
		return h.showProve(c, p, 200)
	}
	return c.See(p.Next)
}

func (h *Handlers) showProve(c *page.Ctx, p ProvePage, status int) error {
	p.Base, p.ByOIDC = c.Base(page.SectionAccount, "totp.prove_title"), h.people.ByOIDC()
	return provePage.RenderStatus(c, status, &p)
}
