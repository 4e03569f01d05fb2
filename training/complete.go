package training

import (
	"context"
	"time"

	"liem/courses"
	"liem/internal/audit"
	"liem/internal/db"
	"liem/internal/ledger"
	"liem/people"
	"liem/quiz"
	"liem/records"
)

// complete makes the completion when every needed part of a taken enrolment is done: the record with its leaf, the
// leaf's place in the queue, the end of the enrolment and the line in the trail, all in the caller's transaction. It
// returns nil when parts are missing or the enrolment is closed already. now is when the last part was done.
func (s *Service) complete(ctx context.Context, tx db.Tx, v *courses.Loaded, e *Enrolment, now time.Time) (*records.Completion, error) {
	if e.ClosedAt != nil || !Finished(v, e) {
		return nil, nil
	}
	if e.VersionID != v.Version.ID {
		return nil, errMoved
	}
	c, doc, err := s.compose(ctx, tx, v, e, now)
	if err != nil {
		return nil, err
	}
	if err := records.Seal(&c, doc, newSalt()); err != nil {
		return nil, err
	}
	if err := records.NewStore(tx).Insert(ctx, c); err != nil {
		return nil, err
	}
	if err := ledger.Enqueue(ctx, tx, c.Leaf, s.System.Now()); err != nil {
		return nil, err
	}
	if err := NewStore(tx).Close(ctx, e.ID, now); err != nil {
		return nil, err
	}
	e.ClosedAt = &now
	entry := audit.Entry{Actor: "system", Action: "completion.record", Target: "completion:" + c.ID}
	return &c, audit.Write(ctx, tx, entry, s.System.Now())
}

// compose gathers what the record states: the officer as of that day, the version, the dates, the mark and the hours.
func (s *Service) compose(ctx context.Context, tx db.Tx, v *courses.Loaded, e *Enrolment, now time.Time) (records.Completion, records.Document, error) {
	best, err := quiz.NewStore(tx).BestMarks(ctx, e.ID)
	if err != nil {
		return records.Completion{}, records.Document{}, err
	}
	counted, err := records.NewStore(tx).CountedInYear(ctx, e.OfficerID, v.Version.ID, e.BegunOn().Year())
	if err != nil {
		return records.Completion{}, records.Document{}, err
	}
	c, err := Statement(v, e, best, counted, now)
	if err != nil {
		return c, records.Document{}, err
	}
	officer, err := people.NewStore(tx).OfficerOn(ctx, e.OfficerID, c.DoneOn)
	if err != nil {
		return c, records.Document{}, err
	}
	return c, records.DocumentOf(c, officer), nil
}
