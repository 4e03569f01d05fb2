package web

import (
	"github.com/gofiber/fiber/v2"

	"liem/internal/fault"
	"liem/web/page"
)

// healthz answers while the process runs.
func (w *Web) healthz(c *page.Ctx) error { return c.SendString("ok\n") }

// readyz answers when the database does, so that a balancer sends people only where they can work.
func (w *Web) readyz(c *page.Ctx) error {
	if err := w.DB.Ping(c.Context()); err != nil {
		return fault.New(fault.Unavailable, "fault.unavailable").Because(err)
	}
	return c.Status(fiber.StatusOK).SendString("ready\n")
}
