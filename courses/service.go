package courses

import (
	"context"

	"liem/internal/blob"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/people"
)

// Service is what authors and managers do with courses.
type Service struct {
	DB       *db.DB
	Blobs    blob.Store
	Business clock.Clock
	// OwnApproval lets those who may publish approve what they wrote themselves: for units where nobody else is there to.
	OwnApproval bool
	// Audit notes an act in the trail, inside the transaction that does it.
	Audit func(ctx context.Context, idb db.IDB, actor, action, target string, detail any) error
	// Changed is told of a course that changed, so that this process stops answering from memory.
	Changed func(slug string)
}

// NewService makes the service.
func NewService(d *db.DB, blobs blob.Store, business clock.Clock, audit func(ctx context.Context, idb db.IDB, actor, action, target string, detail any) error) *Service {
	if audit == nil {
		audit = func(context.Context, db.IDB, string, string, string, any) error { return nil }
	}
	return &Service{DB: d, Blobs: blobs, Business: business, Audit: audit, Changed: func(string) {}}
}

var errChanged = fault.New(fault.Conflict, "courses.changed_meanwhile")

// Draft is what an upload led to. With blocking problems there is no version and nothing was stored.
type Draft struct {
	Version  Version
	Compiled *Compiled
	Problems []markdown.Problem
	Same     bool // the upload equals the current version or the draft that is there

	authors []string // who wrote it, beside who uploads it
}

// Blocked tells that problems stopped the upload.
func (d *Draft) Blocked() bool { return markdown.Blocking(d.Problems) }

// Today is the business day in Hà Nội.
func (s *Service) Today() clock.Date { return clock.DateOf(s.Business.Now(), clock.Hanoi) }

// Course finds a course that the actor may see, with its versions.
func (s *Service) Course(ctx context.Context, a people.Actor, id string) (Course, []Version, error) {
	store := NewStore(s.DB.Reader())
	c, err := store.Course(ctx, id)
	if err != nil {
		return c, nil, err
	}
	if !people.Can(a, people.ActPreviewCourse, people.Target{UnitID: c.UnitID}) {
		return Course{}, nil, fault.New(fault.NotFound, "fault.not_found")
	}
	versions, err := store.Versions(ctx, id)
	return c, versions, err
}

// List lists the courses that the actor may see.
func (s *Service) List(ctx context.Context, a people.Actor, q ListQuery) ([]Row, int, error) {
	q.Scope = a.Scope(people.ActPreviewCourse)
	return NewStore(s.DB.Reader()).List(ctx, q)
}

// may takes a course for changing, if the actor may do so.
func (s *Service) may(ctx context.Context, tx db.Tx, a people.Actor, act people.Action, courseID string) (Course, error) {
	c, err := NewStore(tx).take(ctx, courseID)
	if err != nil {
		return c, err
	}
	if !people.Can(a, people.ActPreviewCourse, people.Target{UnitID: c.UnitID}) {
		return c, fault.New(fault.NotFound, "fault.not_found")
	}
	return c, people.Require(a, act, people.Target{UnitID: c.UnitID})
}
