package manage

import (
	"context"
	"net/url"

	"liem/internal/fault"
	"liem/people"
	"liem/web/page"
)

func escape(s string) string { return url.QueryEscape(s) }

// Submit hands a draft to those who may publish it.
func (h *Handlers) Submit(c *page.Ctx) error {
	return h.decide(c, h.courses.Submit, "notice.review_submitted")
}

// Return hands it back with a reason.
func (h *Handlers) Return(c *page.Ctx) error {
	return h.decide(c, h.courses.Return, "notice.review_returned")
}

// Approve says that it may be published.
func (h *Handlers) Approve(c *page.Ctx) error {
	return h.decide(c, h.courses.Approve, "notice.review_approved")
}

func (h *Handlers) decide(c *page.Ctx, act func(ctx context.Context, a people.Actor, versionID, comment string) error, notice string) error {
	f, err := c.ReadForm("comment")
	if err != nil {
		return err
	}
	if err := act(c.Context(), c.Actor, c.Params("version"), f.Get("comment")); err != nil {
		if !f.Refuse(c, err) {
			return err
		}
		return h.showVersion(c, &VersionPage{Form: f}, statusFor(err))
	}
	return c.Done(versionPath(c.Params("id"), c.Params("version")), notice)
}

// statusFor is a refusal's status: what was decided meanwhile is a conflict.
func statusFor(err error) int {
	if fault.Is(err, fault.Conflict) {
		return 409
	}
	return 422
}
