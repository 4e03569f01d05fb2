package training

import (
	"context"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// ErrQuiz is what Lesson answers where a quiz stands; there is no lesson of that name.
var ErrQuiz = fault.New(fault.NotFound, "fault.not_found")

// Lesson is a lesson to read. The first lesson that an officer opens begins the course. It costs at most one
// read, of the enrolment with its progress; the rest comes from memory, addressed by the version.
func (s *Service) Lesson(ctx context.Context, a people.Actor, slug, stem string) (LessonView, error) {
	e, v, part, err := s.place(ctx, a, slug, stem, s.stands)
	if err != nil {
		return LessonView{}, err
	}
	if part.Kind == courses.KindQuiz {
		return LessonView{}, ErrQuiz
	}
	if e.ClosedAt == nil && e.LastPartID != part.ID && !db.OnlyLooks(ctx) {
		s.left(a, e, part.ID)
	}
	view := LessonView{Version: v, Part: part, Previous: v.Previous(part), Next: v.Next(part), State: PartOpen,
		Completed: e.ClosedAt != nil, CourseSlug: slug}
	view.Done, view.Total = tally(v, e.Done)
	if e.IsDone(part.ID) {
		view.State = PartDone
	}
	return view, nil
}

// finding is latest, or stands where the answer is only shown.
type finding func(ctx context.Context, officerID, courseID string) (Enrolment, error)

// place finds the officer's enrolment (the open one, else the one completed last, else a new one), its version and the
// part of that version.
func (s *Service) place(ctx context.Context, a people.Actor, slug, stem string, find finding) (Enrolment, *courses.Loaded, *courses.LoadedPart, error) {
	var none Enrolment
	if err := learner(a); err != nil {
		return none, nil, nil, err
	}
	course, err := s.Cache.BySlug(ctx, slug)
	if err != nil {
		return none, nil, nil, err
	}
	e, err := s.enrolment(ctx, a, course, stem, find)
	if err != nil {
		return none, nil, nil, err
	}
	v, err := s.version(ctx, e.VersionID)
	if err != nil {
		return none, nil, nil, err
	}
	part, ok := v.Part(stem)
	if !ok {
		return none, nil, nil, fault.New(fault.NotFound, "fault.not_found")
	}
	return e, v, part, nil
}

// enrolment is where the officer stands in a course; an address that names no part of the current version begins nothing.
func (s *Service) enrolment(ctx context.Context, a people.Actor, course courses.Course, stem string, find finding) (Enrolment, error) {
	e, err := find(ctx, a.OfficerID, course.ID)
	if !fault.Is(err, fault.NotFound) {
		return e, err
	}
	v, err := s.version(ctx, course.CurrentVersionID)
	if err != nil {
		return Enrolment{}, err
	}
	if _, ok := v.Part(stem); !ok {
		return Enrolment{}, fault.New(fault.NotFound, "fault.not_found")
	}
	return s.begin(ctx, a, course)
}

// tally counts the needed parts: how many are done, and how many there are.
func tally(v *courses.Loaded, done []string) (n, total int) {
	for _, id := range done {
		if v.Needed(id) {
			n++
		}
	}
	return n, v.NeededCount()
}

// nextOpen is the first needed part that is not done, or nil.
func nextOpen(v *courses.Loaded, e *Enrolment) *courses.LoadedPart {
	for i := range v.Parts {
		if p := &v.Parts[i]; v.Needed(p.ID) && !e.IsDone(p.ID) {
			return p
		}
	}
	return nil
}
