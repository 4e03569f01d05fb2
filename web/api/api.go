// Package api holds the calls for programs, under /api/v1: JSON in and out, a bearer token says who asks, and faults are
// problem+json. A call is a handler with the description that openapi.json gives of it, in one file; its route stands in
// web/routes.go with everybody else's.
package api

import (
	"liem/people"
	"liem/people/roster"
	"liem/web/page"
)

// Root is where the calls stand.
const Root = "/api/v1"

// Handlers are the calls of this folder.
type Handlers struct {
	people *people.Service
	roster *roster.Service
	doc    []page.Route // the calls that openapi.json describes
}

// New makes the handlers.
func New(p *people.Service, r *roster.Service) *Handlers { return &Handlers{people: p, roster: r} }

// Describe takes the calls out of the table of all routes, for openapi.json.
func (h *Handlers) Describe(routes []page.Route) {
	for _, r := range routes {
		if r.API != nil {
			h.doc = append(h.doc, r)
		}
	}
}
