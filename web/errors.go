package web

import (
	"errors"
	"log/slog"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"liem/internal/fault"
	"liem/web/api"
	"liem/web/page"
)

// statuses is the one place where a kind of fault becomes an HTTP status.
var statuses = map[fault.Kind]int{
	fault.Invalid:         fiber.StatusUnprocessableEntity,
	fault.Unauthenticated: fiber.StatusUnauthorized,
	fault.Forbidden:       fiber.StatusForbidden,
	fault.NotFound:        fiber.StatusNotFound,
	fault.Conflict:        fiber.StatusConflict,
	fault.TooLate:         fiber.StatusGone,
	fault.TooMany:         fiber.StatusTooManyRequests,
	fault.Unavailable:     fiber.StatusServiceUnavailable,
	fault.Internal:        fiber.StatusInternalServerError,
}

// fail answers with an error. What went wrong inside goes to the log under the reference that the person sees.
func (w *Web) fail(c *page.Ctx, err error) error {
	return w.failAs(c, statuses[fault.KindOf(err)], err)
}

func (w *Web) failAs(c *page.Ctx, status int, err error) error {
	if c.Release != nil {
		c.Release()
	}
	kind := fault.KindOf(err)
	w.logFailure(c, status, err)
	c.Response().ResetBody()
	if kind == fault.TooMany || kind == fault.Unavailable {
		c.Set("Retry-After", retryAfter(c, err))
	}
	if kind == fault.Unauthenticated && isCall(c) {
		c.Set(fiber.HeaderWWWAuthenticate, `Bearer realm="liem"`)
	}
	switch {
	case wantsJSON(c):
		return w.failJSON(c, status, err)
	case kind == fault.Unauthenticated && reads(c.Method()) && c.Get("HX-Request") == "":
		return c.See(loginAddress(c))
	case errors.Is(err, errPasswordFirst) && reads(c.Method()):
		return c.See("/account")
	case errors.Is(err, errFactorFirst) && reads(c.Method()):
		return c.See("/account/two-factor")
	case errors.Is(err, errProofFirst) && reads(c.Method()) && c.Get("HX-Request") == "":
		return c.See("/account/prove?next=" + url.QueryEscape(c.OriginalURL()))
	case errors.Is(err, errProofFirst) && c.Get("HX-Request") == "":
		return w.carry(c)
	case c.Get("HX-Request") != "":
		// The whole page replaces what was there: a script must not leave half of one.
		c.Set("HX-Retarget", "body")
		c.Set("HX-Reswap", "innerHTML")
	}
	return w.failPage(c, status, err)
}

// retryAfter is the seconds to wait: for a call the rest of its minute.
func retryAfter(c *page.Ctx, err error) string {
	if e, ok := fault.As(err); ok && isCall(c) && e.Kind == fault.TooMany {
		if n, ok := e.Args["Count"].(int); ok {
			return strconv.Itoa(n)
		}
	}
	return "30"
}

func (w *Web) logFailure(c *page.Ctx, status int, err error) {
	level := slog.LevelInfo
	if status >= fiber.StatusInternalServerError {
		level = slog.LevelError
	}
	w.Log.Log(c.Context(), level, "request failed", "ref", c.Ref, "method", c.Method(), "path", c.Path(),
		"status", status, "account", c.Actor.Behind().AccountID, "error", err)
}

// failJSON answers a program: RFC 9457, problem+json.
func (w *Web) failJSON(c *page.Ctx, status int, err error) error {
	p := api.Problem{Type: "urn:liem:fault.internal", Title: c.P.Error(err), Status: status, Instance: c.Ref}
	if e, ok := fault.As(err); ok {
		p.Type, p.Field = "urn:liem:"+e.Key, e.Field
	}
	if list, ok := err.(fault.List); ok && len(list) > 1 {
		for _, e := range list {
			p.Errors = append(p.Errors, api.FieldProblem{Type: "urn:liem:" + e.Key, Title: c.P.Error(e), Field: e.Field})
		}
	}
	if jsonErr := c.Status(status).JSON(p); jsonErr != nil {
		return jsonErr
	}
	c.Set("Content-Type", "application/problem+json")
	return nil
}

// wantsJSON tells a script from a person: it sends or asks for JSON.
func wantsJSON(c *page.Ctx) bool {
	return strings.HasPrefix(c.Get("Content-Type"), fiber.MIMEApplicationJSON) ||
		strings.HasPrefix(c.Get("Accept"), fiber.MIMEApplicationJSON) || isCall(c)
}

// loginAddress is the sign-in page that leads back here.
func loginAddress(c *page.Ctx) string {
	if c.OriginalURL() == "/" {
		return "/login"
	}
	return "/login?next=" + url.QueryEscape(c.OriginalURL())
}

// unrouted answers what Fiber itself refuses: no such route, a method that the route does not know (Fiber names those that
// it does), a broken request.
func (w *Web) unrouted(fc *fiber.Ctx, err error) error {
	c := w.begin(fc)
	kind, key := fault.Internal, "fault.internal"
	var fe *fiber.Error
	if errors.As(err, &fe) {
		switch {
		case fe.Code == fiber.StatusNotFound || fe.Code == fiber.StatusMethodNotAllowed:
			kind, key = fault.NotFound, "fault.not_found"
		case fe.Code < 500:
			kind, key = fault.Invalid, "form.unreadable"
		}
	}
	status := statuses[kind]
	if fe != nil && fe.Code == fiber.StatusMethodNotAllowed {
		status = fe.Code
	}
	if isCall(c) {
		preferLanguage(c)
	} else if idErr := w.identify(c); idErr != nil {
		err = errors.Join(err, idErr)
	}
	return w.failAs(c, status, fault.New(kind, key).Because(err))
}
