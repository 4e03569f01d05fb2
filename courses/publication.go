package courses

import (
	"context"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// Revision is what a new version of a course means for those who learn.
type Revision string

// The revisions.
const (
	RevisionEditorial   Revision = "editorial"   // spelling, wording, a picture: nothing happens to anybody
	RevisionSubstantive Revision = "substantive" // the law, or what is taught, has changed
)

// Publication is what a publisher states of a version. Of a course's first version only the note counts.
type Publication struct {
	Note      string // what changed, for those who read the list of versions
	Revision  Revision
	Moves     bool       // those under way go on with this version
	AsksAgain bool       // those who completed an earlier version must take this one
	AgainBy   clock.Date // until when; empty = no day is set
}

// Following is what else happens in the transaction that publishes a version: the caller moves those under way.
type Following func(ctx context.Context, tx db.Tx, v Version) error

// check refuses what contradicts itself and leaves out what says nothing. first tells a course's first version.
func (p *Publication) check(first bool, today clock.Date) error {
	if first {
		*p = Publication{Note: p.Note}
		return nil
	}
	switch p.Revision {
	case RevisionEditorial:
		if p.Moves || p.AsksAgain {
			return fault.New(fault.Invalid, "courses.editorial_concerns_nobody").At("revision")
		}
	case RevisionSubstantive:
	default:
		return fault.New(fault.Invalid, "courses.revision_missing").At("revision")
	}
	if !p.AsksAgain {
		p.AgainBy = ""
	}
	switch {
	case p.AgainBy == "":
	case !p.AgainBy.Valid():
		return fault.New(fault.Invalid, "courses.again_by_invalid").At("again_by")
	case p.AgainBy < today:
		return fault.New(fault.Invalid, "courses.again_by_past").At("again_by")
	}
	return nil
}

// Check is what Publish will say of a publication of a draft: an error at the field that is wrong.
func (s *Service) Check(c Course, p Publication) error {
	return p.check(c.CurrentVersionID == "", s.Today())
}
