package quiz

import (
	"encoding/json"
	"time"
)

// SubmittedBy says who handed an attempt in.
type SubmittedBy string

// Who may hand in: the person, or the server when time is up.
const (
	ByPerson SubmittedBy = "person"
	ByTime   SubmittedBy = "time"
)

// Grace is how long after the deadline an answer still counts: the way through the network.
const Grace = 5 * time.Second

// TimeLimit is how long an attempt may take; 0 is without limit.
func (s Settings) TimeLimit() time.Duration { return time.Duration(s.Minutes) * time.Minute }

// An Attempt is one person's try at a quiz, from Draw to Submit. Paper and Settings are those that it began with.
type Attempt struct {
	ID          string
	EnrolmentID string
	OfficerID   string
	VersionID   string
	PartID      string
	Number      int // from 1 within the enrolment
	Seed        int64
	Paper       Paper
	Settings    Settings
	StartedAt   time.Time
	DeadlineAt  *time.Time // nil: no limit
	TouchedAt   time.Time
	SubmittedAt *time.Time
	SubmittedBy SubmittedBy // empty while open
	Passed      bool
	Grades      Result // the zero Result while open

	DetailsRemovedAt *time.Time // when answers and marks by question were removed, for they are kept for a time only
	SetAsideAt       *time.Time // when the officer was moved to a version whose quiz has changed: kept, not counted
}

// Over tells whether the attempt's time, with grace, is over.
func (a Attempt) Over(now time.Time) bool {
	return a.DeadlineAt != nil && now.After(a.DeadlineAt.Add(Grace))
}

// HandedInAt is the moment at which handing in counts: now, or the deadline for an attempt that the server hands in
// later than that.
func (a Attempt) HandedInAt(now time.Time, by SubmittedBy) time.Time {
	if by == ByTime && a.DeadlineAt != nil && a.DeadlineAt.Before(now) {
		return *a.DeadlineAt
	}
	return now
}

// HandIn closes the attempt with its grade.
func (a *Attempt) HandIn(r Result, at time.Time, by SubmittedBy) {
	a.SubmittedAt, a.SubmittedBy = &at, by
	a.Grades, a.Passed = r, r.Passed(a.Settings)
}

// Saved is an answer that is stored durably: the one in force for its place.
type Saved struct {
	Seq     int64
	Value   json.RawMessage
	SavedAt time.Time
}

// Values are the answers by place, as Grade takes them.
func Values(saved map[int]Saved) map[int]json.RawMessage {
	values := make(map[int]json.RawMessage, len(saved))
	for n, s := range saved {
		values[n] = s.Value
	}
	return values
}
