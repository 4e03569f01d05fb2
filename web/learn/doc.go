// Package learn holds the officer's pages: my training, courses, lessons, search, quizzes and the record.
package learn

import (
	"embed"

	"liem/courses"
	"liem/internal/blob"
	"liem/training"
)

//go:embed *.html
var files embed.FS

// Handlers are the pages of this folder.
type Handlers struct {
	training *training.Service
	courses  *courses.Service
	cache    *courses.Cache
	blobs    blob.Store
}

// New makes the handlers.
func New(t *training.Service, c *courses.Service, cache *courses.Cache, blobs blob.Store) *Handlers {
	return &Handlers{t, c, cache, blobs}
}
