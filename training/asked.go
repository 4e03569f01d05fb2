package training

import (
	"context"
	"encoding/json"
	"time"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/fault"
)

// Moved is how an officer's run through a course came to its version.
type Moved struct {
	From  int       // the number of the version before
	At    time.Time // when
	Again []string  // titles of the parts that had been done and are open again, in order
}

// addAsked puts what the officer is asked to take again on the first page: beside an open run that will do, or else as a
// course to begin, unless a run through an earlier version is open: that one comes first.
func (s *Service) addAsked(ctx context.Context, home *Home, officerID string, enrolments []Enrolment) error {
	asked, err := s.read().asked(ctx, officerID)
	if err != nil {
		return err
	}
	open := map[string]bool{}
	for i := range enrolments {
		if e := &enrolments[i]; e.ClosedAt == nil {
			open[e.CourseID] = true
		}
	}
	for courseID, ask := range asked {
		if open[courseID] {
			continue
		}
		course, err := courses.NewStore(s.DB.Reader()).Course(ctx, courseID)
		if err != nil {
			return err
		}
		v, err := s.version(ctx, course.CurrentVersionID)
		if err != nil {
			return err
		}
		it := item(v, nil)
		it.Again, it.DueOn = ask.Number, ask.By
		home.Again = append(home.Again, it)
	}
	return nil
}

// againFirst tells whether a course to take again comes before an open run.
func againFirst(again *Item, pick *Enrolment) bool {
	if pick == nil {
		return true
	}
	return again.DueOn != "" && (pick.DueOn == "" || again.DueOn < pick.DueOn)
}

// addNews adds to a course's page that it is to be taken again, and that the run was moved to another version.
func (s *Service) addNews(ctx context.Context, view *CourseView, officerID string, v *courses.Loaded) error {
	if view.Completion != nil {
		asked, err := s.read().asked(ctx, officerID)
		if err != nil {
			return err
		}
		if ask, ok := asked[view.Course.ID]; ok {
			view.Asked = &ask
		}
	}
	if view.Enrolment == nil {
		return nil
	}
	row, err := s.read().lastMove(ctx, view.Enrolment.ID, v.Version.ID)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	from, err := s.version(ctx, row.FromVersionID)
	if err != nil {
		return err
	}
	view.Moved, err = row.moved(from, v, view.Enrolment)
	return err
}

func (r *moveRow) moved(from, to *courses.Loaded, e *Enrolment) (*Moved, error) {
	m := &Moved{From: from.Version.Number, At: r.MovedAt}
	var ids []string
	if err := json.Unmarshal([]byte(r.Reopened), &ids); err != nil {
		return nil, err
	}
	reopened := map[string]bool{}
	for _, id := range ids {
		reopened[id] = !e.IsDone(id)
	}
	for _, p := range to.Parts {
		if reopened[p.ID] {
			m.Again = append(m.Again, p.Title)
		}
	}
	return m, nil
}

// today is the business day in Hà Nội.
func (s *Service) today() clock.Date { return clock.DateOf(s.Business.Now(), clock.Hanoi) }
