package web

import (
	"context"
	"strings"

	"liem/internal/i18n"
	"liem/people"
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
		Waiting: func(ctx context.Context, a people.Actor) int {
			n, err := o.Training.OpenInquiries(ctx, a)
			if err != nil { // the page itself is worth more than the number
				o.Log.Warn("waiting questions were not counted", "error", err)
			}
			return n
		},
	}
}
