package main

import (
	"context"
	"crypto/rand"
	"time"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
	"liem/records"
	"liem/server/app"
	"liem/training"
)

// seedCompletions publishes the other course and lets every officer complete it again and again; the first
// day on which each did once is returned.
func seedCompletions(ctx context.Context, a *app.App, c *cast) (clock.Date, error) {
	v, err := publish(ctx, a, folder(db.NewID(), doneSlug, false))
	if err != nil {
		return "", err
	}
	first := a.Business.Now().AddDate(0, 0, -2*completionsFor)
	err = a.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		for _, o := range c.officers {
			enrolments, completions, err := historyOf(v, o, first)
			if err != nil {
				return err
			}
			if err := training.NewStore(tx).InsertMany(ctx, enrolments); err != nil {
				return err
			}
			if err := records.NewStore(tx).InsertMany(ctx, completions); err != nil {
				return err
			}
		}
		return nil
	})
	return clock.DateOf(first, clock.Hanoi), err
}

// historyOf is one officer's completions: one every two days from the first on.
func historyOf(v *courses.Loaded, o people.OfficerOn, first time.Time) ([]training.Enrolment, []records.Completion, error) {
	enrolments := make([]training.Enrolment, completionsFor)
	completions := make([]records.Completion, completionsFor)
	for i := range completions {
		begun := first.AddDate(0, 0, 2*i)
		end := begun.Add(time.Hour)
		e := training.Enrolment{ID: db.NewID(), OfficerID: o.ID, CourseID: v.Version.CourseID, VersionID: v.Version.ID,
			Origin: training.OriginSelf, OpenedAt: begun, SeenAt: end, ClosedAt: &end}
		completed, err := training.Statement(v, &e, nil, i > 0, end)
		if err != nil {
			return nil, nil, err
		}
		salt := make([]byte, 32)
		rand.Read(salt) // never fails (crypto/rand)
		if err := records.Seal(&completed, records.DocumentOf(completed, o), salt); err != nil {
			return nil, nil, err
		}
		enrolments[i], completions[i] = e, completed
	}
	return enrolments, completions, nil
}
