package trainingtest

import (
	"context"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/ledger"
	"liem/people"
	"liem/records"
	"liem/training"
)

// Done is a course that an officer completed without anybody having to sit through it.
type Done struct {
	Officer     people.Actor
	Version     courses.Version
	Begun, Done clock.Date
	Mark        int  // of its quiz, in basis points
	Before      bool // its hours counted in the year already
}

// Record stores completed courses with their enrolments and leaves.
func (s *School) Record(t testing.TB, list ...Done) []records.Completion {
	t.Helper()
	ctx := context.Background()
	enrolments, completions := make([]training.Enrolment, len(list)), make([]records.Completion, len(list))
	for i, done := range list {
		enrolments[i], completions[i] = s.record(t, done)
	}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := training.NewStore(tx).InsertMany(ctx, enrolments); err != nil {
			return err
		}
		for _, c := range completions {
			if err := ledger.Enqueue(ctx, tx, c.Leaf, c.DoneAt); err != nil {
				return err
			}
		}
		return records.NewStore(tx).InsertMany(ctx, completions)
	})
	require.NoError(t, err)
	return completions
}

func (s *School) record(t testing.TB, done Done) (training.Enrolment, records.Completion) {
	t.Helper()
	ctx := context.Background()
	v, err := s.Cache.Version(ctx, done.Version.ID)
	require.NoError(t, err)
	begun, at := done.Begun.Start().Add(8*time.Hour), done.Done.Start().Add(9*time.Hour)
	e := training.Enrolment{ID: db.NewID(), OfficerID: done.Officer.OfficerID, CourseID: v.Version.CourseID, VersionID: v.Version.ID,
		Origin: training.OriginSelf, OpenedAt: begun, SeenAt: at, ClosedAt: &at}
	best := map[string]int{}
	for i := range v.Parts {
		best[v.Parts[i].ID] = done.Mark
	}
	c, err := training.Statement(v, &e, best, done.Before, at)
	require.NoError(t, err)
	officer, err := people.NewStore(s.DB.Reader()).OfficerOn(ctx, e.OfficerID, c.DoneOn)
	require.NoError(t, err)
	salt := sha256.Sum256([]byte(e.ID))
	require.NoError(t, records.Seal(&c, records.DocumentOf(c, officer), salt[:]))
	return e, c
}
