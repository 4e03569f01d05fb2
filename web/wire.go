package web

import (
	"strings"

	"liem/internal/i18n"
	"liem/web/page"
)

// newSite gathers what pages read on every request.
func newSite(o Options, a *assets) *page.Site {
	return &page.Site{
		Assets:   a,
		Keys:     o.Keys,
		Public:   strings.TrimRight(o.PublicURL, "/"),
		Secure:   strings.HasPrefix(o.PublicURL, "https://"),
		Proxies:  page.ParseProxies(o.TrustedProxies),
		Business: o.Business,
		Default:  i18n.Locale("vi"),
		Log:      o.Log,
	}
}
