package page

import (
	"bytes"
	"html/template"

	lru "github.com/hashicorp/golang-lru/v2"

	"liem/internal/i18n"
	"liem/people"
)

// navKey holds everything that the navigation shows; equal keys have equal HTML.
type navKey struct {
	lang, theme, name, unit string
	section                 Section
	entries                 uint16
	waiting                 int
}

// navs keeps the HTML of the navigation, some 3 KB each.
var navs, _ = lru.New[navKey, []byte](1024)

// Nav is the data of the "nav" template. It must show nothing that navKey does not hold.
type Nav struct {
	*Base
	Items []NavItem
}

// Learns tells whether the navigation offers the search over lessons.
func (n Nav) Learns() bool { return can(people.ActLearn).in(n.Actor) }

// few is how many entries a phone's bar has beside "more".
const few = 3

// Few and Rest part the entries for a phone: the bar, and what opens above it.
func (n Nav) Few() []NavItem  { return n.Items[:min(few, len(n.Items))] }
func (n Nav) Rest() []NavItem { return n.Items[min(few, len(n.Items)):] }

// Home is where the product's name leads.
func (n Nav) Home() string { return Landing(n.Actor) }

// AtAccount tells that the account's page is open.
func (n Nav) AtAccount() bool { return n.Section == SectionAccount }

// OtherLang is the language that one button switches to.
func (n Nav) OtherLang() string {
	if n.Lang() == string(i18n.Vietnamese) {
		return string(i18n.English)
	}
	return string(i18n.Vietnamese)
}

// OtherTheme is the theme that one button switches to.
func (n Nav) OtherTheme() string {
	if n.Theme() == "dark" {
		return "light"
	}
	return "dark"
}

// OtherThemeLabel is the key of that button's word.
func (n Nav) OtherThemeLabel() string { return "web.theme_" + n.OtherTheme() }

func navHTML(set *template.Template, b *Base) ([]byte, error) {
	key := navKey{lang: b.Lang(), theme: b.Theme(), name: b.Actor.Name, unit: b.Actor.UnitName, section: b.Section, entries: allowed(b), waiting: b.waiting}
	if html, ok := navs.Get(key); ok {
		return html, nil
	}
	var buf bytes.Buffer
	if err := set.ExecuteTemplate(&buf, "nav", Nav{b, navigation(b.Actor, b.Section, b.waiting)}); err != nil {
		return nil, err
	}
	navs.Add(key, buf.Bytes())
	return buf.Bytes(), nil
}

// allowed is the set of entries that the actor sees, a bit each.
func allowed(b *Base) uint16 {
	var set uint16
	for i, e := range entries {
		if e.allowed.in(b.Actor) {
			set |= 1 << i
		}
	}
	return set
}
