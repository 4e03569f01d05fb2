package web

import "liem/web/page"

// Routes is the table of a site, for the test that walks it.
func Routes(o Options) []page.Route {
	w := &Web{Options: o}
	w.site = newSite(o, &assets{})
	return w.routeTable()
}
