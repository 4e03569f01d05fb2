// Package report holds the pages of reports: choosing what a report is about, seeing it, and taking it out as a file.
//
// Everything that a report is about stands in its address, so that it can be bookmarked and sent; the page, its picture
// and its files are made from the same query.
package report

import (
	"embed"

	"liem/courses"
	"liem/people"
	"liem/reports"
)

//go:embed *.html
var files embed.FS

// Handlers are the pages of this folder.
type Handlers struct {
	reports *reports.Service
	people  *people.Service
	courses *courses.Service
}

// New makes the handlers.
func New(r *reports.Service, p *people.Service, c *courses.Service) *Handlers {
	return &Handlers{r, p, c}
}
