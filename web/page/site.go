package page

import (
	"context"
	"log/slog"

	"liem/internal/clock"
	"liem/internal/i18n"
	"liem/internal/secret"
	"liem/people"
)

// Site is what all requests share.
type Site struct {
	Assets   Assets
	Keys     *secret.Keys
	Public   string      // PUBLIC_URL without a trailing slash; empty when none is set
	Secure   bool        // cookies are sent over https only
	Proxies  Proxies     // who may say where a request came from
	Business clock.Clock // dates that people see
	Default  i18n.Locale // for those who have not signed in
	Log      *slog.Logger
	// Waiting counts what waits for those who manage courses, for the navigation; nil counts nothing.
	Waiting func(ctx context.Context, a people.Actor) int
}

// Assets finds built files by logical name.
type Assets interface {
	// Href is the address of the file; it carries the content's digest.
	Href(name string) string
}

// Today is the business date in Hà Nội.
func (s *Site) Today() clock.Date { return clock.DateOf(s.Business.Now(), clock.Hanoi) }

// The cookies that name a session, a browser that has not signed in yet (so that the sign-in form has a token), a
// device from which an account has signed in before, and a sign-in that waits for its second step.
const (
	SessionCookie = "liem_session"
	VisitCookie   = "liem_visit"
	DeviceCookie  = "liem_device"
	PendingCookie = "liem_pending"
)

// Cookie is a cookie's full name: over https the __Host- prefix pins it to this host and path.
func (s *Site) Cookie(name string) string {
	if s.Secure {
		return "__Host-" + name
	}
	return name
}
