// Package manage holds the pages of authors and training managers: the courses in their scope, uploading, looking at a
// version as officers will see it, what changed, and publishing.
package manage

import (
	"embed"

	"liem/courses"
	"liem/courses/adapt"
	"liem/courses/working"
	"liem/people"
	"liem/training"
	"liem/web/page"
)

//go:embed *.html
var files embed.FS

// Handlers are the pages of this folder.
type Handlers struct {
	courses  *courses.Service
	adapt    *adapt.Service
	cache    *courses.Cache
	people   *people.Service
	training *training.Service
	working  *working.Service

	Watch *Watch // a demonstration's; nil elsewhere
}

// New makes the handlers.
func New(c *courses.Service, cache *courses.Cache, p *people.Service, t *training.Service) *Handlers {
	return &Handlers{courses: c, adapt: adapt.NewService(c), cache: cache, people: p, training: t, working: &working.Service{Service: c}}
}

// The addresses of this folder.
const listPath = "/manage/courses"

func coursePath(id string) string { return listPath + "/" + id }

func versionPath(courseID, versionID string) string {
	return coursePath(courseID) + "/versions/" + versionID
}

// crumbs lead back to the list, and to the course where one is given.
func crumbs(c *page.Ctx, courseID, title string) []page.Link {
	links := []page.Link{{Text: c.P.T("nav.manage"), Href: listPath}}
	if courseID != "" {
		links = append(links, page.Link{Text: title, Href: coursePath(courseID)})
	}
	return links
}
