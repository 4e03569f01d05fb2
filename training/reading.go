package training

import (
	"context"
	"time"

	"liem/courses"
	"liem/internal/fault"
	"liem/people"
)

// ReadingPlace is how far an officer has read in one lesson of one version.
type ReadingPlace struct {
	OfficerID string
	VersionID string
	PartID    string
	Anchor    string // of the heading above; empty before the first
	Fraction  int    // of the lesson, in thousandths
	At        time.Time
}

// Whole is the fraction of a lesson that was read to its end.
const Whole = 1000

// ReadTo notes how far an officer has read. It is written behind the request, together with those of others.
func (s *Service) ReadTo(ctx context.Context, a people.Actor, slug, stem, anchor string, fraction int) error {
	e, v, part, err := s.place(ctx, a, slug, stem, s.stands)
	if err != nil {
		return err
	}
	if part.Kind != courses.KindLesson {
		return fault.New(fault.Invalid, "training.not_a_lesson")
	}
	if _, ok := headingOf(part, anchor); !ok {
		anchor = "" // a page of another version: the fraction says enough
	}
	s.seen.read(ReadingPlace{e.OfficerID, v.Version.ID, part.ID, anchor, min(max(fraction, 0), Whole), s.System.Now()})
	return nil
}

// headingOf is the text of a lesson's heading by its anchor.
func headingOf(part *courses.LoadedPart, anchor string) (string, bool) {
	if anchor == "" || part == nil {
		return "", false
	}
	for _, h := range part.Outline {
		if h.ID == anchor {
			return h.Text, true
		}
	}
	return "", false
}

// MarginView is what one officer has of their own beside a lesson.
type MarginView struct {
	CourseSlug string
	Version    *courses.Loaded
	Part       *courses.LoadedPart
	Place      *ReadingPlace // nil when nothing was noted
	PlaceAt    string        // the heading's text; empty before the first
	Notes      []Note        // in the order of the lesson
}

// Margin is where the officer left a lesson, with the notes and bookmarks on it. It begins nothing.
func (s *Service) Margin(ctx context.Context, a people.Actor, slug, stem string) (MarginView, error) {
	e, v, part, err := s.begun(ctx, a, slug, stem)
	if err != nil {
		return MarginView{}, err
	}
	view := MarginView{CourseSlug: slug, Version: v, Part: part}
	if view.Place, err = s.read().placeOf(ctx, a.OfficerID, v.Version.ID, part.ID); err != nil {
		return view, err
	}
	if view.Place != nil {
		view.PlaceAt, _ = headingOf(part, view.Place.Anchor)
	}
	notes, err := s.read().notesOn(ctx, a.OfficerID, e.CourseID, part.ID)
	view.Notes = inOrder(part, notes)
	return view, err
}

// begun finds a lesson of the version that the officer takes; a course that was not begun has no margin.
func (s *Service) begun(ctx context.Context, a people.Actor, slug, stem string) (Enrolment, *courses.Loaded, *courses.LoadedPart, error) {
	if err := learner(a); err != nil {
		return Enrolment{}, nil, nil, err
	}
	course, err := s.Cache.BySlug(ctx, slug)
	if err != nil {
		return Enrolment{}, nil, nil, err
	}
	e, err := s.stands(ctx, a.OfficerID, course.ID)
	if err != nil {
		return e, nil, nil, err
	}
	v, err := s.version(ctx, e.VersionID)
	if err != nil {
		return e, nil, nil, err
	}
	part, ok := v.Part(stem)
	if !ok || part.Kind != courses.KindLesson {
		return e, nil, nil, fault.New(fault.NotFound, "fault.not_found")
	}
	return e, v, part, nil
}

// resume adds to a step where its lesson was left.
func (s *Service) resume(ctx context.Context, step *Step, officerID, versionID string, part *courses.LoadedPart) error {
	if part == nil || part.Kind != courses.KindLesson {
		return nil
	}
	place, err := s.read().placeOf(ctx, officerID, versionID, part.ID)
	if err != nil || place == nil || place.Fraction >= Whole {
		return err
	}
	if text, ok := headingOf(part, place.Anchor); ok {
		step.Anchor, step.Heading = place.Anchor, text
	}
	return nil
}
