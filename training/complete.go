package training

import (
	"context"
	"fmt"
	"time"

	"liem/courses"
	"liem/internal/audit"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/ledger"
	"liem/people"
	"liem/quiz"
	"liem/records"
)

// complete makes the completion when every needed part of a taken enrolment is done: the record with its leaf, the
// leaf's place in the queue, the end of the enrolment and the line in the trail, all in the caller's transaction. It
// returns nil when parts are missing or the enrolment is closed already. now is when the last part was done.
func (s *Service) complete(ctx context.Context, tx db.Tx, v *courses.Loaded, e *Enrolment, now time.Time) (*records.Completion, error) {
	if e.ClosedAt != nil || nextOpen(v, e) != nil {
		return nil, nil
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
	today := clock.DateOf(now, clock.Hanoi)
	mark, err := finalMark(ctx, tx, v, e)
	if err != nil {
		return records.Completion{}, records.Document{}, err
	}
	year := e.BegunOn().Year()
	counted, err := records.NewStore(tx).CountedInYear(ctx, e.OfficerID, v.Version.ID, year)
	if err != nil {
		return records.Completion{}, records.Document{}, err
	}
	plan := planText(v.Meta.Plan)
	hours, reason := records.CountedHours(v.Meta.Hours, plan != "", v.Meta.Counts, counted)
	c := records.Completion{
		ID: db.NewID(), EnrolmentID: e.ID, OfficerID: e.OfficerID, CourseID: e.CourseID,
		VersionID: v.Version.ID, VersionNumber: v.Version.Number, VersionDigest: v.Version.Digest,
		CourseTitle: v.Meta.Title, Category: string(v.Meta.Category), CourseHours: v.Meta.Hours,
		Hours: hours, HoursReason: reason, Plan: plan,
		BegunOn: e.BegunOn(), DoneOn: today, DoneAt: now, Mark: mark, Year: year,
	}
	officer, err := people.NewStore(tx).OfficerOn(ctx, e.OfficerID, today)
	if err != nil {
		return c, records.Document{}, err
	}
	return c, records.DocumentOf(c, officer), nil
}

// planText names the plan that the course was held under, or is empty.
func planText(p courses.Plan) string {
	switch {
	case p.Number == "":
		return ""
	case p.Date == "":
		return p.Number
	}
	return fmt.Sprintf("%s, %s", p.Number, p.Date)
}

// finalMark is the mean of the best marks of the needed quizzes, in basis points; nil for a course without a quiz.
func finalMark(ctx context.Context, tx db.Tx, v *courses.Loaded, e *Enrolment) (*int, error) {
	best, err := quiz.NewStore(tx).BestMarks(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	sum, n := 0, 0
	for i := range v.Parts {
		p := &v.Parts[i]
		if p.Kind != courses.KindQuiz || !v.Needed(p.ID) {
			continue
		}
		mark, ok := best[p.ID]
		if !ok {
			return nil, fault.New(fault.Internal, "fault.internal").Because(fmt.Errorf("enrolment %s: quiz %s is done without a mark", e.ID, p.ID))
		}
		sum, n = sum+mark, n+1
	}
	if n == 0 {
		return nil, nil
	}
	mean := (sum + n/2) / n
	return &mean, nil
}
