package manage

import "liem/web/page"

// Withdraw takes a course off offer.
func (h *Handlers) Withdraw(c *page.Ctx) error {
	return h.setWithdrawn(c, true, "notice.manage_withdrawn")
}

// Restore puts a course back on offer.
func (h *Handlers) Restore(c *page.Ctx) error {
	return h.setWithdrawn(c, false, "notice.manage_restored")
}

func (h *Handlers) setWithdrawn(c *page.Ctx, withdrawn bool, notice string) error {
	id := c.Params("id")
	f, err := c.ReadForm("comment")
	if err != nil {
		return err
	}
	if err := h.courses.Withdraw(c.Context(), c.Actor, id, withdrawn, f.Get("comment")); err != nil {
		return err
	}
	return c.Done(coursePath(id), notice)
}
