package account

import (
	"io"

	"github.com/gofiber/fiber/v2"

	"liem/web/page"
)

// Export sends an officer all that is kept of her, as a zip of JSON and CSV.
func (h *Handlers) Export(c *page.Ctx) error {
	if c.Method() == fiber.MethodHead {
		c.Release()
		return nil
	}
	facts, err := h.people.OwnFacts(c.Context(), c.Actor)
	if err != nil {
		return err
	}
	data, err := h.reports.OwnData(c.Context(), c.Actor, facts)
	if err != nil {
		return err
	}
	c.Attach("application/zip", c.P.T("privacy.export_file")+" "+h.system.Now().Format("2006-01-02")+".zip")
	ctx := c.Context() // the stream outlives the request
	return c.Stream(func(w io.Writer) error { return data.Write(ctx, w) })
}
