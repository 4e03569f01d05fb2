// Package authority holds the pages of who may do what: the roles that people hold, granting and taking them back,
// handing a role to a deputy for a time, and seeing the site as another person does.
package authority

import (
	"embed"
	"strings"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/people"
	"liem/web/page"
)

//go:embed *.html
var files embed.FS

// Handlers are the pages of this folder.
type Handlers struct{ people *people.Service }

// New makes the handlers.
func New(p *people.Service) *Handlers { return &Handlers{p} }

// The addresses of this folder.
const (
	rolesPath       = "/roles"
	delegationsPath = "/delegations"
	seeAsPath       = "/see-as"
)

func rolePath(id string) string { return rolesPath + "/" + id }

// indent shows a unit's depth in a list that has no other way to.
func indent(depth int) string { return strings.Repeat("\u2003", depth) }

// date reads a day of a form; what is none stays as it was typed, for the rules to refuse.
func date(typed string) clock.Date {
	if d, ok := clock.ParseDate(typed); ok {
		return d
	}
	return clock.Date(typed)
}

// toRoles are the crumbs of what stands below the list of roles, for who may open it.
func toRoles(c *page.Ctx) []page.Link {
	if !people.Can(c.Actor, people.ActSeeRoles, people.Target{}) {
		return []page.Link{{Text: c.P.T("delegation.title"), Href: delegationsPath}}
	}
	return []page.Link{{Text: c.P.T("nav.people"), Href: "/people"}, {Text: c.P.T("roles.title"), Href: rolesPath}}
}

// dayFilter reads a day of a list's address; empty stands for today.
func dayFilter(f *page.Form, c *page.Ctx, field string, today clock.Date) clock.Date {
	typed := f.Get(field)
	if typed == "" {
		return today
	}
	d, ok := clock.ParseDate(typed)
	if !ok {
		f.Refuse(c, fault.New(fault.Invalid, "roles.day_unreadable").At(field))
		return today
	}
	return d
}
