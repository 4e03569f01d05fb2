package working

import (
	"context"
	"time"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// Step is what a file was before.
type Step struct {
	ID     string
	KeptAt time.Time // when it gave way
	File
	Lines []courses.Line // what has changed since, to the file as it stands; where the text is asked for
	Gone  bool           // the file is there no more
}

// History lists what a file was, the newest first.
func (s *Service) History(ctx context.Context, a people.Actor, courseID, path string) ([]Step, error) {
	if _, err := s.Work(ctx, a, courseID); err != nil {
		return nil, err
	}
	return newStore(s.DB.Reader()).steps(ctx, courseID, path)
}

// Removed lists the files that were removed, each as it last was.
func (s *Service) Removed(ctx context.Context, a people.Actor, courseID string) ([]Step, error) {
	if _, err := s.Work(ctx, a, courseID); err != nil {
		return nil, err
	}
	return newStore(s.DB.Reader()).removed(ctx, courseID)
}

// Step is one step of the history with its difference to the file as it stands.
func (s *Service) Step(ctx context.Context, a people.Actor, courseID, id string) (Step, error) {
	if _, err := s.Work(ctx, a, courseID); err != nil {
		return Step{}, err
	}
	store := newStore(s.DB.Reader())
	step, err := store.step(ctx, courseID, id)
	if err != nil {
		return step, err
	}
	now, err := store.file(ctx, courseID, step.Path)
	if fault.Is(err, fault.NotFound) {
		step.Gone = true
		return step, nil
	}
	if err != nil || !now.IsText() {
		return step, err
	}
	step.Lines, err = courses.Lines(step.Body, now.Body)
	return step, err
}

// Restore brings a file back to what it was. What it is now goes into the history, so restoring can be undone.
func (s *Service) Restore(ctx context.Context, a people.Actor, courseID, id string) (string, error) {
	var path string
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := s.take(ctx, tx, a, courseID); err != nil {
			return err
		}
		store := newStore(tx)
		step, err := store.step(ctx, courseID, id)
		if err != nil {
			return err
		}
		path = step.Path
		now, err := store.file(ctx, courseID, path)
		switch {
		case fault.Is(err, fault.NotFound):
			now = step.File
			now.Revision, now.SavedAt, now.SavedBy = 1, s.Business.Now(), a.AccountID
			return store.insertFiles(ctx, courseID, []File{now})
		case err != nil:
			return err
		}
		if err := s.remember(ctx, tx, a, courseID, now, true); err != nil {
			return err
		}
		back := step.File
		back.Revision, back.SavedAt, back.SavedBy = now.Revision+1, s.Business.Now(), a.AccountID
		if err := store.addAuthor(ctx, courseID, a.AccountID); err != nil {
			return err
		}
		return store.update(ctx, courseID, back)
	})
	return path, err
}
