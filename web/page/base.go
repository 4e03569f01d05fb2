package page

import (
	"time"

	"liem/internal/clock"
	"liem/internal/i18n"
	"liem/people"
)

// Base is what every page has: who looks, in which language, what the tab and the shell say. Page structs embed it.
type Base struct {
	Title   string  // the heading, and the beginning of the tab's title
	Section Section // the entry of the navigation that is current
	Crumbs  []Link  // the way here, where deeper than two
	Action  *Link   // the one primary action, at the right of the title
	Bare    bool    // without navigation: signing in, an attempt
	Lead    string  // a sentence under the title
	Script  string  // a bundle beside app.js, "attempt.js"; none when empty

	Account string     // the account's tag, see Ctx.AccountTag, where the page's script needs it
	CopyAt  *time.Time // when a device took its copy of the page; nil on other pages

	Actor  people.Actor
	CSRF   string  // the token that forms carry as "csrf"
	Path   string  // of this request, without the query
	Notice *Notice // what the last post did
	Public string  // PUBLIC_URL, for addresses that leave the page

	site    *Site
	p       *i18n.Printer
	waiting int // questions that wait for an answer
}

// Link is a text with an address. Icon is a Tabler icon's name, or empty.
type Link struct {
	Text, Href, Icon string
}

// Notice says at the top of a page what the last post did. Tone is done, info or late.
type Notice struct {
	Tone, Text string
}

func (b *Base) base() *Base { return b }

// based is a page's data: a struct that embeds Base.
type based interface{ base() *Base }

// T is the text of a key in the reader's language; args alternate names and values.
func (b *Base) T(key string, args ...any) string { return b.p.T(key, args...) }

// Lang is the page's language as a BCP 47 tag.
func (b *Base) Lang() string { return string(b.p.Locale()) }

// Theme is auto, light or dark.
func (b *Base) Theme() string {
	if b.Actor.Theme == "" {
		return "auto"
	}
	return b.Actor.Theme
}

// TextSize is the size of a lesson's text: small, normal, large or larger.
func (b *Base) TextSize() string {
	if b.Actor.TextSize == "" {
		return "normal"
	}
	return b.Actor.TextSize
}

// KeysOff tells that single keys do nothing.
func (b *Base) KeysOff() bool { return b.Actor.ShortcutsOff }

// SignedIn tells pages with and without a person apart.
func (b *Base) SignedIn() bool { return b.Actor.SignedIn() }

// Asset is the address of a built file by its logical name ("app.css").
func (b *Base) Asset(name string) string { return b.site.Assets.Href(name) }

// Date is a day as people write it: 15/12/2026.
func (b *Base) Date(d clock.Date) string { return b.p.Date(d) }

// Time is a moment with its day: 15/12/2026 14:05.
func (b *Base) Time(t time.Time) string { return b.p.Time(t) }

// Clock is the time of day with seconds: 14:05:09.
func (b *Base) Clock(t time.Time) string { return b.p.Clock(t) }

// Number groups thousands.
func (b *Base) Number(n int) string { return b.p.Number(n) }

// Hours writes hundredths of a tiết (or of a point) as people do: 8,5.
func (b *Base) Hours(hundredths int) string { return b.p.Hundredths(hundredths) }

// Mark writes basis points on the scale of ten: 8,3/10.
func (b *Base) Mark(bp int) string { return b.p.Mark(bp) }

// MarkOf writes a mark that may be missing.
func (b *Base) MarkOf(bp *int) string {
	if bp == nil {
		return ""
	}
	return b.p.Mark(*bp)
}

// Percent writes basis points as per cent.
func (b *Base) Percent(bp int) string { return b.p.Percent(bp) }

// Decimal writes a decimal number that is given with a point.
func (b *Base) Decimal(s string) string { return b.p.Decimal(s) }

// Bytes writes a size for people.
func (b *Base) Bytes(n int64) string { return b.p.Bytes(n) }

// Printer is the page's language, for page code that composes texts before rendering.
func (b *Base) Printer() *i18n.Printer { return b.p }
