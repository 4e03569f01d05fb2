package web

import (
	"strings"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
	"liem/web/page"
)

// guardViewer keeps who looks through another's eyes to reading, and to pages that both may see. What the person's own
// menu offers and the viewer may not see says so.
func guardViewer(c *page.Ctx, r page.Route) error {
	if c.Actor.Viewer == nil {
		return nil
	}
	if r.SeeAs && !reads(r.Method) {
		return nil // to end it, or to sign out
	}
	c.SetUserContext(db.Look(c.Context()))
	act := r.Need.Action()
	switch {
	case r.SeeAs || r.Need.Public() && reads(r.Method):
		return nil
	case !reads(r.Method):
		return fault.New(fault.Forbidden, "see_as.read_only")
	case act == "" || r.Long || r.Private || !people.Seeable(act) || strings.HasPrefix(r.Path, "/account"):
		return fault.New(fault.Forbidden, "see_as.private")
	case c.Actor.Offers(act) && !r.Need.Met(c.Actor):
		return fault.New(fault.Forbidden, "see_as.beyond")
	}
	return nil
}
