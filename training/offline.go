package training

import (
	"context"
	"slices"

	"liem/courses"
	"liem/internal/fault"
	"liem/people"
	"liem/quiz"
)

// errBeginFirst tells that a course can be kept on a device once it is begun: what is done there belongs to a run.
var errBeginFirst = fault.New(fault.Conflict, "offline.begin_first")

// errLessonChanged tells that a lesson was read on a device in a text that is no longer the officer's.
var errLessonChanged = fault.New(fault.Conflict, "offline.lesson_changed")

// OfflineView is what a device needs to keep a course for one officer: the version of the run, the paper of each attempt
// under way, and the sizes of the version's files by digest. It holds no result, no key and no feedback.
type OfflineView struct {
	Slug        string
	EnrolmentID string
	Version     *courses.Loaded
	Attempts    []AttemptView
	Sizes       map[string]int64
}

// Offline is what a device needs to keep a course that the officer has begun.
func (s *Service) Offline(ctx context.Context, a people.Actor, slug string) (OfflineView, error) {
	course, err := s.Course(ctx, a, slug)
	if err != nil {
		return OfflineView{}, err
	}
	if course.Enrolment == nil {
		return OfflineView{}, errBeginFirst
	}
	v, err := s.version(ctx, course.Enrolment.VersionID)
	if err != nil {
		return OfflineView{}, err
	}
	view := OfflineView{Slug: slug, EnrolmentID: course.Enrolment.ID, Version: v}
	if view.Attempts, err = s.underWay(ctx, course.Enrolment.ID); err != nil {
		return view, err
	}
	files, err := courses.NewStore(s.DB.Reader()).Files(ctx, v.Version.ID)
	view.Sizes = make(map[string]int64, len(files))
	for _, f := range files {
		view.Sizes[f.Digest] = f.Size
	}
	return view, err
}

// underWay lists an enrolment's attempts whose time is not over, each with its questions and without its answers.
func (s *Service) underWay(ctx context.Context, enrolmentID string) ([]AttemptView, error) {
	open, err := quiz.NewStore(s.DB.Reader()).OpenOf(ctx, enrolmentID)
	if err != nil {
		return nil, err
	}
	var list []AttemptView
	for _, at := range open {
		if at.Over(s.Business.Now()) {
			continue
		}
		v, err := s.version(ctx, at.VersionID)
		if err != nil {
			return nil, err
		}
		view := AttemptView{ID: at.ID}
		if view.Questions, err = quiz.View(at.Paper, v.Questions()); err != nil {
			return nil, err
		}
		list = append(list, view)
	}
	return list, nil
}

// KeptCourse is what the server says of a course that a device keeps: the run and the version that apply to the officer now.
type KeptCourse struct {
	Slug, EnrolmentID, VersionID string
	Number                       int // of the version
}

// OpenAttempt names an attempt whose time is not over.
type OpenAttempt struct {
	ID, Slug string
}

// Kept says what stands of the courses that a device keeps, by their addresses; one that the officer may not read is left
// out. It also names the officer's attempts that are under way.
func (s *Service) Kept(ctx context.Context, a people.Actor, slugs []string) ([]KeptCourse, []OpenAttempt, error) {
	if a.OfficerID == "" {
		return nil, nil, nil
	}
	runs, err := s.read().newestRuns(ctx, a.OfficerID)
	if err != nil {
		return nil, nil, err
	}
	var list []KeptCourse
	for i, slug := range slugs {
		r := s.runAt(ctx, runs, slug)
		if r == nil || slices.Contains(slugs[:i], slug) {
			continue
		}
		v, err := s.version(ctx, r.VersionID)
		if err != nil {
			return nil, nil, err
		}
		r.slug = slug // the device knows the course by this address
		list = append(list, KeptCourse{Slug: slug, EnrolmentID: r.ID, VersionID: r.VersionID, Number: v.Version.Number})
	}
	open, err := s.openAttempts(ctx, runs)
	return list, open, err
}

// runAt finds the run of the course at an address, which may be one of before; nil when the officer reads no such course.
func (s *Service) runAt(ctx context.Context, runs []run, slug string) *run {
	at := slices.IndexFunc(runs, func(r run) bool { return r.slug == slug })
	if at < 0 {
		course, err := s.Cache.BySlug(ctx, slug)
		if err != nil {
			return nil
		}
		at = slices.IndexFunc(runs, func(r run) bool { return r.CourseID == course.ID })
	}
	if at < 0 {
		return nil
	}
	return &runs[at]
}

func (s *Service) openAttempts(ctx context.Context, runs []run) ([]OpenAttempt, error) {
	var ids []string
	slugs := map[string]string{}
	for _, r := range runs {
		if r.ClosedAt == nil {
			ids = append(ids, r.ID)
			slugs[r.ID] = r.slug
		}
	}
	open, err := quiz.NewStore(s.DB.Reader()).OpenOf(ctx, ids...)
	if err != nil {
		return nil, err
	}
	var list []OpenAttempt
	for _, at := range open {
		if !at.Over(s.Business.Now()) {
			list = append(list, OpenAttempt{at.ID, slugs[at.EnrolmentID]})
		}
	}
	return list, nil
}

// ReadOffline names a lesson that was read on a device without a line: in which run, in the text of which version.
type ReadOffline struct {
	Slug, Stem, VersionID, EnrolmentID string
}

// LessonReadOffline marks a lesson that was read on a device. It counts for the run in which it was read and no other, and
// only while the officer's version has the same text; the server's clock says when. Sending it again changes nothing.
func (s *Service) LessonReadOffline(ctx context.Context, a people.Actor, r ReadOffline) (Outcome, error) {
	if err := learner(a); err != nil {
		return Outcome{}, err
	}
	e, err := s.read().Get(ctx, r.EnrolmentID)
	if err != nil {
		return Outcome{}, err
	}
	if e.OfficerID != a.OfficerID {
		return Outcome{}, fault.New(fault.NotFound, "fault.not_found")
	}
	v, part, err := s.readIn(ctx, e, r)
	if err != nil {
		return Outcome{}, err
	}
	if e.ClosedAt != nil {
		return outcome(v, &e, part, nil), nil // the run was completed meanwhile: there is nothing left to mark
	}
	return s.markDone(ctx, v, part, e)
}

// readIn finds the lesson in the version of the run, and makes sure that it is the text that was read.
func (s *Service) readIn(ctx context.Context, e Enrolment, r ReadOffline) (*courses.Loaded, *courses.LoadedPart, error) {
	none := fault.New(fault.NotFound, "fault.not_found")
	v, err := s.version(ctx, e.VersionID)
	if err != nil {
		return nil, nil, err
	}
	read := v
	if r.VersionID != v.Version.ID {
		if read, err = s.version(ctx, r.VersionID); err != nil {
			return nil, nil, err
		}
	}
	was, ok := read.Part(r.Stem)
	switch {
	case !ok || read.Version.CourseID != e.CourseID || read.Version.State != courses.StatePublished:
		return nil, nil, none
	case was.Kind != courses.KindLesson:
		return nil, nil, fault.New(fault.Invalid, "training.not_a_lesson")
	case !courses.Unchanged(read, v, was.ID):
		return nil, nil, errLessonChanged
	}
	part, _ := v.PartByID(was.ID)
	return v, part, nil
}
