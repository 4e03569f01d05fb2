package training

import (
	"time"

	"liem/internal/clock"
)

// Origin says how an enrolment came to be.
type Origin string

// The origins.
const (
	OriginSelf       Origin = "self"       // the officer opened the course
	OriginAssignment Origin = "assignment" // somebody must learn it
	OriginExam       Origin = "exam"
)

// Enrolment is an officer's run through one version of a course.
type Enrolment struct {
	ID         string
	OfficerID  string
	CourseID   string
	VersionID  string
	Origin     Origin
	DueOn      clock.Date // empty = none
	LastPartID string     // where reading was left; empty before the first lesson
	OpenedAt   time.Time
	SeenAt     time.Time
	ClosedAt   *time.Time // set when the course was completed
	Done       []string   // ids of the parts done, in no order
}

// IsDone tells whether the part is done.
func (e *Enrolment) IsDone(partID string) bool {
	for _, id := range e.Done {
		if id == partID {
			return true
		}
	}
	return false
}

// BegunOn is the day in Hà Nội on which the enrolment was opened.
func (e *Enrolment) BegunOn() clock.Date { return clock.DateOf(e.OpenedAt, clock.Hanoi) }
