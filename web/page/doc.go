// Package page holds what all pages share: the request context that handlers receive, the layout, the renderer, and
// the reading of forms and lists.
//
// A page is a Go struct that embeds Base, beside an html/template file of the same stem that defines "main". It is
// parsed once, by Parse, at the start of the program; a test type-checks every template against its struct. A page is
// rendered to a pooled buffer first, so a template that fails sends an error page and never half a page.
//
// The navigation depends on few values that many requests share (language, roles, section, name). It is rendered once
// per distinct set of them and addressed by that set, so nothing stale can be shown.
package page
