// Package learn holds the officer's pages: my training, courses, lessons, quizzes and the record.
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
	cache    *courses.Cache
	blobs    blob.Store
}

// New makes the handlers.
func New(t *training.Service, cache *courses.Cache, blobs blob.Store) *Handlers {
	return &Handlers{t, cache, blobs}
}
