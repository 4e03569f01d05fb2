// Package staff holds the pages of HR and inspectors: the officers, the ledger and the trail.
package staff

import (
	"embed"

	"liem/internal/db"
	"liem/internal/secret"
	"liem/people"
)

//go:embed *.html
var files embed.FS

// Handlers are the pages of this folder.
type Handlers struct {
	db     *db.DB
	people *people.Service
	keys   *secret.Keys
}

// New makes the handlers.
func New(d *db.DB, p *people.Service, keys *secret.Keys) *Handlers { return &Handlers{d, p, keys} }
