package page

import (
	"context"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/people"
)

// Handler answers one request or says why not; web turns the error into a page, a fragment or problem+json.
type Handler func(*Ctx) error

// Ctx is a request with the person who makes it.
type Ctx struct {
	*fiber.Ctx
	Actor people.Actor
	P     *i18n.Printer
	Site  *Site
	Token string // the session's token; empty when nobody is signed in
	// ByToken tells that an API token said who asks: no cookie counted, so there is nothing to forge.
	ByToken bool
	Ref     string // names this request in the log and on its error page

	// Release ends the context of a streamed answer; the stream's writer calls it. Nil for ordinary routes.
	Release context.CancelFunc
}

const (
	noticeCookie   = "liem_notice"
	languageCookie = "liem_language"
	csrfPurpose    = "csrf"
	visitLifetime  = 12 * 60 * 60
)

// Context ends at the request's deadline.
func (c *Ctx) Context() context.Context { return c.UserContext() }

// Base begins a page; the title is an i18n key with its arguments.
func (c *Ctx) Base(section Section, titleKey string, args ...any) Base {
	return c.BaseNamed(section, c.P.T(titleKey, args...))
}

// BaseNamed begins a page whose title is content, such as a course's name.
func (c *Ctx) BaseNamed(section Section, title string) Base {
	return Base{
		Title:   title,
		Section: section,
		Actor:   c.Actor,
		CSRF:    c.CSRF(),
		Path:    c.Path(),
		Notice:  c.takeNotice(),
		Public:  c.Site.Public,
		site:    c.Site,
		p:       c.P,
		waiting: c.waiting(),
	}
}

// waiting is how much waits for the actor in the section of courses; nothing for who does not manage any.
func (c *Ctx) waiting() int {
	if c.Site.Waiting == nil || !people.Can(c.Actor, people.ActPublishCourse, people.Target{}) {
		return 0
	}
	return c.Site.Waiting(c.Context(), c.Actor)
}

// CSRF is the token that this session's forms carry. It is derived from the session and the cookie key, so nothing is
// stored for it, and it ends with the session.
func (c *Ctx) CSRF() string { return c.Site.Keys.MAC(csrfPurpose, c.Token) }

// See answers a post: go and look there (303).
func (c *Ctx) See(path string) error { return c.Redirect(path, fiber.StatusSeeOther) }

// Done answers a post and tells on the next page what it did; key is an i18n key under "notice.".
func (c *Ctx) Done(path, key string) error {
	c.setCookie(noticeCookie, strings.TrimPrefix(key, "notice."), 60)
	return c.See(path)
}

func (c *Ctx) takeNotice() *Notice {
	name := c.Cookies(noticeCookie)
	if name == "" {
		return nil
	}
	c.setCookie(noticeCookie, "", -1)
	key := "notice." + name
	if !c.P.Has(key) {
		return nil
	}
	return &Notice{Tone: "done", Text: c.P.T(key)}
}

// setCookie sends a cookie for the whole site that scripts cannot read; seconds below zero delete it.
func (c *Ctx) setCookie(name, value string, seconds int) {
	c.Cookie(&fiber.Cookie{Name: name, Value: value, Path: "/", MaxAge: seconds, HTTPOnly: true, Secure: c.Site.Secure,
		SameSite: fiber.CookieSameSiteLaxMode})
}

// SetCookie sends a cookie that lives for seconds; below zero it is deleted.
func (c *Ctx) SetCookie(name, value string, seconds int) { c.setCookie(name, value, seconds) }

// Visit gives a browser that nobody signed in from a token of its own, so that forms can carry one.
func (c *Ctx) Visit() {
	if c.Token == "" {
		c.Token = db.RandomToken()
		c.setCookie(c.Site.Cookie(VisitCookie), c.Token, visitLifetime)
	}
}

// ChooseLanguage remembers the language of a browser that nobody is signed in from.
func (c *Ctx) ChooseLanguage(lang string) {
	for _, l := range i18n.Locales {
		if lang == string(l) {
			c.setCookie(languageCookie, lang, 365*24*60*60)
			c.P = i18n.For(l)
		}
	}
}

// Language is the language that was chosen before signing in, or the site's own.
func (c *Ctx) Language() i18n.Locale {
	if lang := c.Cookies(languageCookie); lang != "" {
		return i18n.Locale(lang)
	}
	return c.Site.Default
}

// LocalPath is next when it is a path of this site, and otherwise fallback: a redirect never leaves the site.
func LocalPath(next, fallback string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") ||
		strings.ContainsAny(next, "\\\r\n\t") {
		return fallback
	}
	return next
}

// NoSuchPage is the answer for what does not exist, or what the person may not know exists.
func NoSuchPage() error { return fault.New(fault.NotFound, "fault.not_found") }
