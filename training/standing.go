package training

import (
	"context"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"

	"liem/people"
)

// standings remembers for a moment where officers stand in courses, for lessons to be shown: marking a lesson as done
// leads to the next, and back and forth between lessons asks the same again. What is written never follows from it.
type standings struct {
	*expirable.LRU[standingKey, Enrolment]
}

type standingKey struct{ officerID, courseID string }

// standingStale is how long a page may show what another server, or a command, has changed meanwhile. This process
// forgets at once what it changes itself.
const standingStale = 2 * time.Second

func newStandings() standings {
	return standings{expirable.NewLRU[standingKey, Enrolment](20_000, nil, standingStale)}
}

// stands is latest for pages that only show it.
func (s *Service) stands(ctx context.Context, officerID, courseID string) (Enrolment, error) {
	key := standingKey{officerID, courseID}
	if e, ok := s.standings.Get(key); ok {
		return e, nil
	}
	e, err := s.latest(ctx, officerID, courseID)
	if err == nil {
		s.standings.Add(key, e)
	}
	return e, err
}

// moved forgets where an officer stood, after a write that changed it.
func (s *Service) moved(e Enrolment) { s.standings.Remove(standingKey{e.OfficerID, e.CourseID}) }

// left notes where an officer reads, in time for the next page to know.
func (s *Service) left(a people.Actor, e Enrolment, partID string) {
	s.seen.left(e.ID, partID, s.Business.Now())
	e.LastPartID = partID
	s.standings.Add(standingKey{a.OfficerID, e.CourseID}, e)
}
