package learn

import (
	"encoding/json"

	"liem/internal/fault"
	"liem/training"
	"liem/web/page"
)

// maxKept bounds how many courses a device asks about at once.
const maxKept = 50

// contactOut is what a device hears when it has a line: who is signed in, a fresh token for what waits, and what stands of
// the courses that it keeps. A course that is missing may no longer be read, and the device removes it.
type contactOut struct {
	Account  string           `json:"account"`
	Token    string           `json:"token"`
	Now      string           `json:"now"`
	Courses  []contactCourse  `json:"courses"`
	Attempts []contactAttempt `json:"attempts"` // the officer's attempts under way
}

type contactCourse struct {
	Slug      string `json:"slug"`
	Version   string `json:"version"`
	Number    int    `json:"number"`
	Enrolment string `json:"enrolment"`
}

type contactAttempt struct {
	ID   string `json:"id"`
	Slug string `json:"slug"`
}

// Contact answers a device that keeps courses, named by "course" as often as there are.
func (h *Handlers) Contact(c *page.Ctx) error {
	if c.Actor.Viewer != nil { // nothing of a device belongs to who looks through another's eyes
		return c.JSON(contactOut{Courses: []contactCourse{}, Attempts: []contactAttempt{}})
	}
	var slugs []string
	for _, slug := range c.Ctx.Context().QueryArgs().PeekMulti("course") {
		if len(slugs) < maxKept {
			slugs = append(slugs, string(slug))
		}
	}
	kept, open, err := h.training.Kept(c.Context(), c.Actor, slugs)
	if err != nil {
		return err
	}
	out := contactOut{Account: c.AccountTag(), Token: c.CSRF(), Now: c.Site.Business.Now().UTC().Format(deviceTime),
		Courses: []contactCourse{}, Attempts: []contactAttempt{}}
	for _, k := range kept {
		out.Courses = append(out.Courses, contactCourse{k.Slug, k.VersionID, k.Number, k.EnrolmentID})
	}
	for _, at := range open {
		out.Attempts = append(out.Attempts, contactAttempt{at.ID, at.Slug})
	}
	return c.JSON(out)
}

// deviceTime is how moments are written for scripts.
const deviceTime = "2006-01-02T15:04:05.000Z07:00"

// readIn is what a device sends of a lesson that was read there.
type readIn struct {
	Version   string `json:"version"`
	Enrolment string `json:"enrolment"`
}

// readOut says that the lesson counts, and whether that completed the course.
type readOut struct {
	Done      bool `json:"done"`
	Completed bool `json:"completed"`
}

// LessonRead marks a lesson that was read on a device without a line. Sending it again changes nothing.
func (h *Handlers) LessonRead(c *page.Ctx) error {
	var in readIn
	if err := json.Unmarshal(c.Body(), &in); err != nil {
		return fault.New(fault.Invalid, "form.unreadable").Because(err)
	}
	outcome, err := h.training.LessonReadOffline(c.Context(), c.Actor, training.ReadOffline{Slug: c.Params("slug"), Stem: c.Params("stem"),
		VersionID: in.Version, EnrolmentID: in.Enrolment})
	if err != nil {
		return err
	}
	return c.JSON(readOut{Done: true, Completed: outcome.Completion != nil})
}
