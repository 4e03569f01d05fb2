package page

import (
	"bytes"
	"fmt"

	lru "github.com/hashicorp/golang-lru/v2"

	"liem/internal/db"
	"liem/people"
)

// A kept page is the HTML of a page without what belongs to one session: the token of its forms, the navigation, and the
// bar that says in whose place somebody acts. A
// page that shows little of the person who reads it is rendered once for each distinct set of what it shows.
type kept struct {
	open, rest [][]byte // before and after the navigation; the token stands between the pieces
}

// keptKey holds everything that a kept page shows; equal keys have equal HTML.
type keptKey struct {
	page, lang, theme, size, title, path string
	keysOff                              bool
	shown                                any
}

// keptPages are the pages that were rendered last. A lesson takes about 30 KB.
var keptPages, _ = lru.New[keptKey, kept](256)

// tokenMark stands for the token while a page is rendered to be kept. It looks like one, so it is escaped like one, and
// nobody can know it to write it into a text.
var tokenMark = db.RandomToken()

// RenderKept sends a page whose HTML follows from its language, theme, title and address and from shown, a comparable
// value that holds everything else the page shows. While it is rendered there is no actor to show. A notice is shown
// once, or to one account, so a page with one is not kept.
func (p *Page[T]) RenderKept(c *Ctx, data *T, shown any) error {
	b := any(data).(based).base()
	if b.Notice != nil || b.Actor.NewDevice {
		return p.Render(c, data)
	}
	key := keptKey{p.name, b.Lang(), b.Theme(), b.TextSize(), b.Title, b.Path, b.KeysOff(), shown}
	k, ok := keptPages.Get(key)
	if !ok {
		var err error
		if k, err = p.keep(b, data); err != nil {
			return fmt.Errorf("page %s: %w", p.name, err)
		}
		keptPages.Add(key, k)
	}
	nav, err := navHTML(p.set, b)
	if err != nil {
		return fmt.Errorf("page %s: %w", p.name, err)
	}
	var bar bytes.Buffer
	if err := writeBar(&bar, p.set, b); err != nil {
		return fmt.Errorf("page %s: %w", p.name, err)
	}
	c.Set("Content-Type", "text/html; charset=utf-8")
	appendJoined(c, k.open, b.CSRF)
	c.Response().AppendBody(bar.Bytes())
	c.Response().AppendBody(nav)
	appendJoined(c, k.rest, b.CSRF)
	return nil
}

func appendJoined(c *Ctx, pieces [][]byte, token string) {
	for i, piece := range pieces {
		if i > 0 {
			c.Response().AppendBodyString(token)
		}
		c.Response().AppendBody(piece)
	}
}

// keep renders a page for nobody in particular.
func (p *Page[T]) keep(b *Base, data *T) (kept, error) {
	actor, token := b.Actor, b.CSRF
	defer func() { b.Actor, b.CSRF = actor, token }()
	b.Actor, b.CSRF = people.Actor{AccountID: "somebody", Theme: actor.Theme, TextSize: actor.TextSize,
		ShortcutsOff: actor.ShortcutsOff}, tokenMark
	var open, rest bytes.Buffer
	if err := p.set.ExecuteTemplate(&open, "open", data); err != nil {
		return kept{}, err
	}
	err := p.writeRest(&rest, data)
	return kept{bytes.Split(open.Bytes(), []byte(tokenMark)), bytes.Split(rest.Bytes(), []byte(tokenMark))}, err
}
