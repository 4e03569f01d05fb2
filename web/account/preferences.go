package account

import (
	"liem/people"
	"liem/web/page"
)

// normalSize stands in a form for the size that has no name of its own: a field left out stays as it is.
const normalSize = "normal"

// Preferences stores language, theme, text size and whether single keys do something; what the form leaves out stays as it is.
func (h *Handlers) Preferences(c *page.Ctx) error {
	f, err := c.ReadForm("locale", "theme", "text_size", "shortcuts", "next")
	if err != nil {
		return err
	}
	locale, theme := f.Get("locale"), f.Get("theme")
	if locale == "" {
		locale = string(c.P.Locale())
	}
	if theme == "" {
		theme = c.Actor.Theme
	}
	p := people.Preferences{Locale: locale, Theme: theme, TextSize: c.Actor.TextSize, ShortcutsOff: c.Actor.ShortcutsOff}
	switch size := f.Get("text_size"); size {
	case "":
	case normalSize:
		p.TextSize = ""
	default:
		p.TextSize = size
	}
	if keys := f.Get("shortcuts"); keys != "" {
		p.ShortcutsOff = keys == "off"
	}
	if err := h.people.SetPreferences(c.Context(), c.Actor, p); err != nil {
		return err
	}
	return c.See(page.LocalPath(f.Get("next"), "/account"))
}
