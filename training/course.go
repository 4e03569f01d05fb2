package training

import (
	"context"

	"liem/courses"
	"liem/internal/fault"
	"liem/people"
	"liem/quiz"
	"liem/records"
)

// Course is a course as this officer sees it: the version of the enrolment, or the current one before it begins. A
// withdrawn course stays open to those inside and to those who completed it.
func (s *Service) Course(ctx context.Context, a people.Actor, slug string) (CourseView, error) {
	if err := learner(a); err != nil {
		return CourseView{}, err
	}
	course, err := s.Cache.BySlug(ctx, slug)
	if err != nil {
		return CourseView{}, err
	}
	view := CourseView{Course: course}
	e, err := s.latest(ctx, a.OfficerID, course.ID)
	switch {
	case err == nil:
		view.Enrolment = &e
	case !fault.Is(err, fault.NotFound):
		return view, err
	case course.WithdrawnAt != nil || course.CurrentVersionID == "":
		return view, fault.New(fault.NotFound, "fault.not_found")
	}
	if err := s.fillCourse(ctx, a, &view); err != nil {
		return view, err
	}
	return view, nil
}

func (s *Service) fillCourse(ctx context.Context, a people.Actor, view *CourseView) error {
	versionID := view.Course.CurrentVersionID
	if view.Enrolment != nil {
		versionID = view.Enrolment.VersionID
		view.Newer = versionID != view.Course.CurrentVersionID
	}
	v, err := s.version(ctx, versionID)
	if err != nil {
		return err
	}
	view.Version = v.Version
	running, err := s.running(ctx, view.Enrolment)
	if err != nil {
		return err
	}
	listParts(view, v, running)
	c, err := records.NewStore(s.DB.Reader()).Newest(ctx, a.OfficerID, view.Course.ID)
	switch {
	case err == nil:
		view.Completion = &c
	case !fault.Is(err, fault.NotFound):
		return err
	}
	return s.addNews(ctx, view, a.OfficerID, v)
}

// running is the set of quizzes with an open attempt.
func (s *Service) running(ctx context.Context, e *Enrolment) (map[string]bool, error) {
	if e == nil {
		return nil, nil
	}
	open, err := quiz.NewStore(s.DB.Reader()).OpenOf(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	set := make(map[string]bool, len(open))
	for _, at := range open {
		set[at.PartID] = !at.Over(s.Business.Now())
	}
	return set, nil
}

func listParts(view *CourseView, v *courses.Loaded, running map[string]bool) {
	e := view.Enrolment
	if e == nil {
		e = &Enrolment{}
	}
	next := nextOpen(v, e)
	view.Done, view.Total = tally(v, e.Done)
	for i := range v.Parts {
		p := &v.Parts[i]
		row := PartRow{Part: p.Part, State: PartOpen, Needed: v.Needed(p.ID)}
		switch {
		case e.IsDone(p.ID):
			row.State = PartDone
		case running[p.ID]:
			row.State = PartRunning
		}
		if p.Kind == courses.KindLesson {
			view.Minutes += p.Minutes
		}
		view.Parts = append(view.Parts, row)
		if next != nil && next.ID == p.ID {
			r := row
			view.Next = &r
		}
	}
}
