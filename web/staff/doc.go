// Package staff holds the pages of HR and inspectors: the officers, the ledger and the trail.
package staff

import (
	"embed"

	"liem/internal/db"
	"liem/internal/secret"
	"liem/people"
	"liem/training"
)

//go:embed *.html
var files embed.FS

// Handlers are the pages of this folder.
type Handlers struct {
	db       *db.DB
	people   *people.Service
	training *training.Service
	keys     *secret.Keys
}

// New makes the handlers.
func New(d *db.DB, p *people.Service, t *training.Service, keys *secret.Keys) *Handlers {
	return &Handlers{d, p, t, keys}
}
