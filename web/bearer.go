package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"liem/internal/audit"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/web/page"
)

// guardCall finds out by the bearer token alone which program asks, and stops what must not reach the handler. Cookies
// count nothing here, so no page elsewhere can make a browser call in its owner's name.
func (w *Web) guardCall(c *page.Ctx, r page.Route) error {
	preferLanguage(c)
	if !r.Need.Public() {
		actor, err := w.People.TokenActor(c.Context(), bearer(c), c.IP())
		if err != nil {
			return err
		}
		c.Actor, c.ByToken = actor, true
		c.SetUserContext(audit.Arrive(c.Context(), audit.Origin{IP: c.IP(), Via: audit.ViaToken(actor.TokenID)}))
		c.P = i18n.For(i18n.Locale(actor.Locale))
		preferLanguage(c)
	}
	if !r.Need.Met(c.Actor) {
		if scope, ok := c.Actor.Missing(r.Need.Action()); ok {
			c.Set(fiber.HeaderWWWAuthenticate, `Bearer realm="liem", error="insufficient_scope", scope="`+string(scope)+`"`)
			return fault.New(fault.Forbidden, "api.scope_missing").With("Scope", string(scope))
		}
		return fault.New(fault.Forbidden, "fault.forbidden")
	}
	if reads(r.Method) || r.Upload {
		return nil // ReadUpload bounds its body
	}
	return boundBody(c.Ctx)
}

// bearer is the token of the Authorization header; empty for none.
func bearer(c *page.Ctx) string {
	scheme, token, _ := strings.Cut(c.Get(fiber.HeaderAuthorization), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// preferLanguage takes the language that a program asks for; otherwise texts are in its owner's.
func preferLanguage(c *page.Ctx) {
	first, _, _ := strings.Cut(c.Get(fiber.HeaderAcceptLanguage), ",")
	for _, l := range i18n.Locales {
		if strings.HasPrefix(strings.TrimSpace(first), string(l)) {
			c.P = i18n.For(l)
		}
	}
}

// isCall tells whether an address is for programs.
func isCall(c *page.Ctx) bool { return strings.HasPrefix(c.Path(), "/api/") }
