package web

import (
	"embed"

	"liem/internal/fault"
	"liem/web/page"
)

//go:embed error.html
var files embed.FS

// ErrorPage says what happened, what is kept and what to do next, with the reference that the log line carries.
type ErrorPage struct {
	page.Base
	Message string
	Next    string // what to do next
	Ref     string
	Home    string
}

var errorPage = page.Parse[ErrorPage](files, "error.html")

func (w *Web) failPage(c *page.Ctx, status int, err error) error {
	p := ErrorPage{
		Base:    c.Base("", titleOf(fault.KindOf(err))),
		Message: c.P.Error(err),
		Next:    c.P.T(nextOf(fault.KindOf(err))),
		Ref:     c.Ref,
		Home:    "/login",
	}
	if c.Actor.SignedIn() {
		p.Home = page.Landing(c.Actor)
	}
	return errorPage.RenderStatus(c, status, &p)
}

func titleOf(k fault.Kind) string {
	switch k {
	case fault.NotFound:
		return "error.title.not_found"
	case fault.Forbidden, fault.Unauthenticated:
		return "error.title.forbidden"
	case fault.Invalid, fault.Conflict, fault.TooLate:
		return "error.title.refused"
	case fault.TooMany, fault.Unavailable:
		return "error.title.later"
	}
	return "error.title.internal"
}

func nextOf(k fault.Kind) string {
	switch k {
	case fault.NotFound:
		return "error.next.not_found"
	case fault.Forbidden, fault.Unauthenticated:
		return "error.next.forbidden"
	case fault.Invalid, fault.Conflict, fault.TooLate:
		return "error.next.refused"
	case fault.TooMany, fault.Unavailable:
		return "error.next.later"
	}
	return "error.next.internal"
}
