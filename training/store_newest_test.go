package training_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/training"
	"liem/training/trainingtest"
)

// TestWhichRunOfACourseCounts lets an officer take one course several times: the open run counts, and before it begins
// the closed one that was opened last, each with the parts done in it and no other.
func TestWhichRunOfACourseCounts(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		v := s.Publish(t, trainingtest.Course(1))
		a, other := s.Officer(t, "Nguyễn Thị Ánh", "P1"), s.Officer(t, "Trần Văn An", "P1")
		run := func(officerID string, monthsAgo int, closed bool, parts ...string) training.Enrolment {
			at := s.Clock.Now().AddDate(0, -monthsAgo, 0)
			e := training.Enrolment{ID: db.NewID(), OfficerID: officerID, CourseID: v.CourseID, VersionID: v.ID, Origin: training.OriginSelf,
				OpenedAt: at, SeenAt: at.Add(time.Hour)}
			if closed {
				e.ClosedAt = &e.SeenAt
			}
			require.NoError(t, training.NewStore(d.Writer()).Insert(ctx, e))
			for _, part := range parts {
				require.NoError(t, training.NewStore(d.Writer()).MarkDone(ctx, e.ID, part, at))
			}
			e.Done = parts
			return e
		}
		requireCounts := func(want training.Enrolment) {
			view, err := s.Training.Course(ctx, a, "khoa-1")
			require.NoError(t, err)
			got := *view.Enrolment
			require.ElementsMatch(t, want.Done, got.Done)
			got.Done = want.Done
			require.Equal(t, want, got)
		}
		run(other.OfficerID, 0, false, "mot")
		run(a.OfficerID, 20, true, "mot", "hai")
		last := run(a.OfficerID, 2, true, "hai", "kiem-tra")
		run(a.OfficerID, 9, true)
		requireCounts(last)
		_, err := training.NewStore(d.Reader()).Open(ctx, a.OfficerID, v.CourseID)
		require.Equal(t, fault.NotFound, fault.KindOf(err))

		open := run(a.OfficerID, 30, false, "mot", "hai", "kiem-tra")
		requireCounts(open)
	})
}
