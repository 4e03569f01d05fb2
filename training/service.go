package training

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"log/slog"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
	"liem/quiz"
)

// Options is what the use cases stand on.
type Options struct {
	DB       *db.DB
	Courses  *courses.Service
	Cache    *courses.Cache
	Answerer *quiz.Answerer
	Business clock.Clock // dates and deadlines that people see
	System   clock.Clock // the order of what was saved
	Log      *slog.Logger
	// Sealed is told after a transaction that queued a leaf, so that the sequencer need not wait for its next round.
	Sealed func()
}

// Service is what officers do. It is safe for concurrent use.
type Service struct {
	Options
	seen      *places
	standings standings
	waiting   waiting
	ofCourse  *db.Statement
}

// NewService makes the service; Close ends its background writing.
func NewService(o Options) *Service {
	if o.Sealed == nil {
		o.Sealed = func() {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{Options: o, seen: newPlaces(o.DB, o.Log), standings: newStandings(), waiting: newWaiting(), ofCourse: o.DB.Statement(ofCourse)}
}

// Close writes what is still waiting: where reading was left.
func (s *Service) Close() { s.seen.close() }

// learner is the officer behind the actor; accounts without an officer do not learn.
func learner(a people.Actor) error {
	if a.OfficerID == "" {
		return fault.New(fault.Forbidden, "training.not_an_officer")
	}
	return people.Require(a, people.ActLearn, people.Target{OfficerID: a.OfficerID})
}

// version loads the immutable version that an enrolment began with.
func (s *Service) version(ctx context.Context, id string) (*courses.Loaded, error) {
	return s.Cache.Version(ctx, id)
}

// latest is the officer's open enrolment in a course, or else the one opened last, with the parts done.
func (s *Service) latest(ctx context.Context, officerID, courseID string) (Enrolment, error) {
	return newest(s.ofCourse.Query(ctx, officerID, courseID))
}

// read gives the store for reading outside a transaction.
func (s *Service) read() *Store { return NewStore(s.DB.Reader()) }

func (s *Service) inTx(ctx context.Context, fn func(ctx context.Context, tx db.Tx) error) error {
	return s.DB.InTx(ctx, fn)
}

// newSeed draws the seed of a paper. It is stored with the attempt, so the paper can be drawn again.
func newSeed() int64 {
	var b [8]byte
	rand.Read(b[:]) // never fails (crypto/rand)
	return int64(binary.LittleEndian.Uint64(b[:]) >> 1)
}

// newSalt draws the salt of a record's leaf.
func newSalt() []byte {
	salt := make([]byte, 32)
	rand.Read(salt) // never fails (crypto/rand)
	return salt
}
