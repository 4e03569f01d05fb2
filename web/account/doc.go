// Package account holds the pages of signing in and of one's own account.
package account

import (
	"embed"

	"liem/internal/clock"
	"liem/people"
	"liem/reports"
)

//go:embed *.html notice/*.md
var files embed.FS

// Handlers are the pages of this folder.
type Handlers struct {
	people  *people.Service
	reports *reports.Service
	system  clock.Clock
}

// New makes the handlers.
func New(p *people.Service, r *reports.Service, system clock.Clock) *Handlers {
	return &Handlers{p, r, system}
}
