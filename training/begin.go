package training

import (
	"context"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// Begin opens the course for the officer: the open enrolment when there is one, otherwise a new one on the version that
// is current now. Posting it twice, even at once, gives the same enrolment.
func (s *Service) Begin(ctx context.Context, a people.Actor, slug string) (Enrolment, error) {
	if err := learner(a); err != nil {
		return Enrolment{}, err
	}
	course, err := s.Cache.BySlug(ctx, slug)
	if err != nil {
		return Enrolment{}, err
	}
	return s.begin(ctx, a, course)
}

func (s *Service) begin(ctx context.Context, a people.Actor, course courses.Course) (Enrolment, error) {
	e, err := s.read().Open(ctx, a.OfficerID, course.ID)
	if !fault.Is(err, fault.NotFound) {
		return e, err
	}
	if course.CurrentVersionID == "" || course.WithdrawnAt != nil {
		return Enrolment{}, fault.New(fault.NotFound, "fault.not_found")
	}
	e = Enrolment{ID: db.NewID(), OfficerID: a.OfficerID, CourseID: course.ID, VersionID: course.CurrentVersionID,
		Origin: OriginSelf, OpenedAt: s.Business.Now(), SeenAt: s.Business.Now()}
	err = s.inTx(ctx, func(ctx context.Context, tx db.Tx) error {
		now, err := courses.NewStore(tx).Course(ctx, course.ID) // what is remembered may be of before a new version
		if err != nil {
			return err
		}
		e.VersionID = now.CurrentVersionID
		return NewStore(tx).Insert(ctx, e)
	})
	s.moved(e)
	if fault.Is(err, fault.Conflict) { // somebody's other tab was first
		return NewStore(s.DB.Writer()).Open(ctx, a.OfficerID, course.ID)
	}
	return e, err
}
