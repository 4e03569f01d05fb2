package account

import "liem/web/page"

// Preferences stores language and theme; what the form leaves out stays as it is.
func (h *Handlers) Preferences(c *page.Ctx) error {
	f, err := c.ReadForm("locale", "theme", "next")
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
	if err := h.people.SetPreferences(c.Context(), c.Actor, locale, theme); err != nil {
		return err
	}
	return c.See(page.LocalPath(f.Get("next"), "/account"))
}
