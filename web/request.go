package web

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/gofiber/fiber/v2"

	"liem/internal/audit"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/web/page"
)

// handle wraps a route: who asks, may they, the handler, and whatever goes wrong.
func (w *Web) handle(r page.Route) fiber.Handler {
	return func(fc *fiber.Ctx) (err error) {
		c := w.begin(fc)
		limit := deadline
		if r.Long {
			limit = longDeadline
		}
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		fc.SetUserContext(audit.Arrive(ctx, audit.Origin{IP: w.site.Client(fc)}))
		if r.Long {
			c.Release = cancel // the writer of a stream ends it
		} else {
			defer cancel()
		}
		defer func() {
			if p := recover(); p != nil {
				err = w.fail(c, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
			}
		}()
		if err := w.guard(c, r); err != nil {
			return w.fail(c, err)
		}
		if err := r.Do(c); err != nil {
			return w.fail(c, err)
		}
		return nil
	}
}

// begin makes the context of a request, for nobody yet.
func (w *Web) begin(fc *fiber.Ctx) *page.Ctx {
	c := &page.Ctx{Ctx: fc, Site: w.site, Ref: db.RandomToken()[:10]}
	c.P = i18n.For(c.Language())
	return c
}

// guard finds out who asks and stops what must not reach the handler.
func (w *Web) guard(c *page.Ctx, r page.Route) error {
	if r.API != nil {
		return w.guardCall(c, r)
	}
	if err := w.identify(c); err != nil {
		return err
	}
	if err := guardViewer(c, r); err != nil {
		return err
	}
	if !r.Need.Met(c.Actor) {
		if !c.Actor.SignedIn() {
			return fault.New(fault.Unauthenticated, "fault.unauthenticated")
		}
		return fault.New(fault.Forbidden, "fault.forbidden")
	}
	if err := stepsFirst(c, r); err != nil {
		return err
	}
	if reads(r.Method) {
		return w.proofFirst(c, r)
	}
	if err := sameOrigin(c); err != nil {
		return err
	}
	if r.Upload {
		return nil // ReadUpload bounds the body and checks the token before it takes the file
	}
	if err := boundBody(c.Ctx); err != nil {
		return err
	}
	if err := checkToken(c); err != nil {
		return err
	}
	return w.proofFirst(c, r) // last, for a form that waits for the proof is carried along
}

// What stops a request until something else is done.
var (
	errPasswordFirst = fault.New(fault.Forbidden, "account.must_change") // the password was set by somebody else
	errFactorFirst   = fault.New(fault.Forbidden, "totp.must_set")       // the roles ask for a second factor
	errProofFirst    = fault.New(fault.Forbidden, "totp.prove_first")    // the last proof of who this is is too old
)

// stepsFirst stops what must wait for another step.
func stepsFirst(c *page.Ctx, r page.Route) error {
	switch {
	case r.Need.Public() || r.Early:
	case c.Actor.MustChangePassword:
		return errPasswordFirst
	case c.Actor.MustSetFactor:
		return errFactorFirst
	}
	return nil
}

// proofFirst stops what wants a fresh proof of who this is.
func (w *Web) proofFirst(c *page.Ctx, r page.Route) error {
	if r.StepUp && w.People.ProofNeeded(c.Actor) {
		return errProofFirst
	}
	return nil
}

func reads(method string) bool { return method == fiber.MethodGet || method == fiber.MethodHead }

// identify finds the session. A request whose session has ended goes on as nobody's.
func (w *Web) identify(c *page.Ctx) error {
	token := c.Cookies(w.site.Cookie(page.SessionCookie))
	if token == "" {
		c.Token = c.Cookies(w.site.Cookie(page.VisitCookie))
		return nil
	}
	actor, err := w.People.Actor(c.Context(), token)
	if fault.Is(err, fault.Unauthenticated) {
		c.Token = c.Cookies(w.site.Cookie(page.VisitCookie))
		return nil
	}
	if err != nil {
		return err
	}
	c.Actor, c.Token = actor, token
	origin := audit.Origin{IP: c.IP(), Via: audit.ViaSession(actor.SessionID)}
	if actor.Viewer != nil {
		origin.SeenAs = actor.AccountID
	}
	c.SetUserContext(audit.Arrive(c.Context(), origin))
	c.P = i18n.For(i18n.Locale(actor.Locale))
	return nil
}

// boundBody reads a body of ordinary size; Fiber's own limit is off while bodies stream.
func boundBody(fc *fiber.Ctx) error {
	req := fc.Context()
	stream := req.RequestBodyStream()
	if stream == nil {
		return nil
	}
	if req.Request.Header.ContentLength() > maxBody {
		page.DropRest(fc, stream, maxDropped)
		return fault.New(fault.Invalid, "form.too_long")
	}
	body, err := io.ReadAll(io.LimitReader(stream, maxBody+1))
	if err != nil {
		return fault.New(fault.Invalid, "form.cut_off").Because(err)
	}
	if len(body) > maxBody {
		page.DropRest(fc, stream, maxDropped)
		return fault.New(fault.Invalid, "form.too_long")
	}
	req.Request.SetBody(body)
	return nil
}

// checkToken compares the form's token, or a script's header, with the session's.
func checkToken(c *page.Ctx) error {
	token := c.Get("X-CSRF-Token")
	if token == "" && strings.HasPrefix(c.Get("Content-Type"), fiber.MIMEApplicationForm) {
		token = c.Sent("csrf")
	}
	if !c.TokenMatches(token) {
		return fault.New(fault.Forbidden, "fault.forged")
	}
	return nil
}
