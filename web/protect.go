package web

import (
	"net/http"

	"github.com/gofiber/fiber/v2"

	"liem/internal/fault"
	"liem/web/page"
)

// policy is the Content-Security-Policy of every page: nothing inline, nothing from elsewhere.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// protect sets the headers that every answer carries.
func (w *Web) protect(c *fiber.Ctx) error {
	h := &c.Response().Header
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
	h.Set("Cache-Control", "no-store") // assets and media set their own
	if w.site.Secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	return c.Next()
}

var crossOrigin = http.NewCrossOriginProtection()

// sameOrigin refuses a write that a browser says comes from another site (Sec-Fetch-Site, or else Origin against Host).
func sameOrigin(c *page.Ctx) error {
	r := &http.Request{Method: c.Method(), Host: string(c.Ctx.Context().Host()), Header: http.Header{}}
	for _, name := range []string{"Origin", "Sec-Fetch-Site"} {
		if v := c.Get(name); v != "" {
			r.Header.Set(name, v)
		}
	}
	if err := crossOrigin.Check(r); err != nil {
		return fault.New(fault.Forbidden, "fault.forged").Because(err)
	}
	return nil
}
