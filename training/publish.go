package training

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"liem/courses"
	"liem/internal/db"
	"liem/people"
)

// Publish publishes a draft with what follows for those who learn, in one transaction: where the publication says so,
// those under way are moved to the new version. What they did of parts that are the same there stands; parts that have
// changed are to be done again, and attempts at a quiz that has changed are set aside. Asking those again who completed
// an earlier version writes nothing of its own: it follows from the version and from their records.
func (s *Service) Publish(ctx context.Context, a people.Actor, versionID string, p courses.Publication) (courses.Version, error) {
	if !p.Moves {
		return s.Courses.Publish(ctx, a, versionID, p)
	}
	m, err := s.mover(ctx, versionID)
	if err != nil {
		return courses.Version{}, err
	}
	v, err := s.Courses.Publish(ctx, a, versionID, p, m.move)
	if err == nil {
		s.standings.Purge()
	}
	return v, err
}

// Stay is why somebody under way is not moved.
type Stay string

// The reasons.
const (
	StayAttempt Stay = "attempt" // a quiz is under way: nobody's paper is taken away
	StayNothing Stay = "nothing" // nothing of the new version would be left to do, so nothing could complete it
)

// mover moves enrolments to a version. The versions are loaded before the transaction, which must not wait for another
// connection.
type mover struct {
	to   *courses.Loaded
	from map[string]*courses.Loaded
	now  time.Time
}

func (s *Service) mover(ctx context.Context, versionID string) (*mover, error) {
	to, err := s.version(ctx, versionID)
	if err != nil {
		return nil, err
	}
	m := &mover{to: to, from: map[string]*courses.Loaded{}, now: s.Business.Now()}
	ids, err := s.read().openVersions(ctx, to.Version.CourseID)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if m.from[id], err = s.version(ctx, id); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// plan says what a move does to one enrolment: the parts done that are to be done again, or why it stays.
func (m *mover) plan(e *underWay) (reopened []string, stay Stay) {
	if e.Running {
		return nil, StayAttempt
	}
	after := Enrolment{VersionID: m.to.Version.ID}
	for _, id := range e.Done {
		switch {
		case courses.Unchanged(m.from[e.VersionID], m.to, id):
			after.Done = append(after.Done, id)
		case m.has(id):
			reopened = append(reopened, id)
		}
	}
	if Finished(m.to, &after) {
		return nil, StayNothing
	}
	return reopened, ""
}

func (m *mover) has(partID string) bool {
	_, ok := m.to.PartByID(partID)
	return ok
}

// move is what follows when the version is published.
func (m *mover) move(ctx context.Context, tx db.Tx, v courses.Version) error {
	store := NewStore(tx)
	list, err := store.takeUnderWay(ctx, v.CourseID, v.ID)
	if err != nil {
		return err
	}
	byFrom := map[string][]moveRow{}
	for i := range list {
		e := &list[i]
		if m.from[e.VersionID] == nil {
			continue // begun on a version that was published a moment ago
		}
		reopened, stay := m.plan(e)
		if stay != "" {
			continue
		}
		text, err := json.Marshal(append([]string{}, reopened...))
		if err != nil {
			return err
		}
		byFrom[e.VersionID] = append(byFrom[e.VersionID], moveRow{ID: db.NewID(), EnrolmentID: e.ID, FromVersionID: e.VersionID,
			ToVersionID: v.ID, Reopened: string(text), MovedAt: m.now})
	}
	for from, rows := range byFrom {
		for batch := range slices.Chunk(rows, insertBatch) {
			if err := store.move(ctx, batch, v.ID, m.changed(from), m.now); err != nil {
				return err
			}
		}
	}
	return nil
}

// changed are the parts of a version that the new one has too, but not the same.
func (m *mover) changed(from string) (ids []string) {
	for _, p := range m.from[from].Parts {
		if m.has(p.ID) && !courses.Unchanged(m.from[from], m.to, p.ID) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}
