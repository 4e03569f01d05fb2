package manage

import (
	"errors"

	"liem/courses"
	"liem/internal/fault"
	"liem/web/page"
)

// Publish gives a draft its number. The publisher states that it holds no state secret and no real case file.
func (h *Handlers) Publish(c *page.Ctx) error {
	f, err := c.ReadForm("note", "no_secrets")
	if err != nil {
		return err
	}
	if f.Get("no_secrets") == "" {
		err = fault.New(fault.Invalid, "manage.no_secrets_missing").At("no_secrets")
	} else {
		_, err = h.courses.Publish(c.Context(), c.Actor, c.Params("version"), f.Get("note"))
	}
	if err == nil {
		return c.Done(versionPath(c.Params("id"), c.Params("version")), "notice.manage_published")
	}
	return h.notPublished(c, f, err)
}

// notPublished says on the version's page why it was not published. Who sent the form twice published it the first time.
func (h *Handlers) notPublished(c *page.Ctx, f page.Form, err error) error {
	if !f.Refuse(c, err) {
		return err
	}
	p := &VersionPage{Form: f}
	status := 422
	if fault.Is(err, fault.Conflict) {
		status = 409
		_, _, v, loadErr := h.version(c)
		if loadErr != nil {
			return loadErr
		}
		if v.Version.State == courses.StatePublished && v.Version.PublishedBy == c.Actor.AccountID {
			return c.Done(versionPath(c.Params("id"), c.Params("version")), "notice.manage_published")
		}
	}
	var refused *courses.Refused
	if errors.As(err, &refused) {
		p.Problems = showProblems(c.P, refused.Problems)
	}
	return h.showVersion(c, p, status)
}

// Discard drops a draft; one that is gone already leads to the course all the same.
func (h *Handlers) Discard(c *page.Ctx) error {
	if err := h.courses.Discard(c.Context(), c.Actor, c.Params("version")); err != nil {
		f, formErr := c.ReadForm()
		if formErr != nil {
			return formErr
		}
		if !f.Refuse(c, err) {
			return err
		}
		return h.showVersion(c, &VersionPage{Form: f}, 409)
	}
	return c.Done(coursePath(c.Params("id")), "notice.manage_discarded")
}
