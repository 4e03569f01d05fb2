package imports

import (
	"bytes"

	"liem/people/roster"
	"liem/web/page"
)

// Template sends a workbook to fill in.
func (h *Handlers) Template(c *page.Ctx) error {
	var b bytes.Buffer
	if err := h.roster.WriteTemplate(c.Context(), c.Actor, c.P, &b); err != nil {
		return err
	}
	c.Attach(roster.TemplateType, c.P.T("roster.template_file"))
	return c.Send(b.Bytes())
}
