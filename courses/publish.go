package courses

import (
	"context"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/people"
)

// Refused is the error of a draft that may not follow the version before it; its problems say why.
type Refused struct{ Problems []markdown.Problem }

// Error is for logs.
func (r *Refused) Error() string { return "courses: the draft may not follow the published version" }

// Unwrap makes it a fault for those who do not ask for the problems.
func (r *Refused) Unwrap() error { return fault.New(fault.Conflict, "courses.may_not_follow") }

// Publish gives a draft its number and freezes it, all or nothing, together with what follows from it. Who publishes a
// version again that they have published gets it as it stands. A publication that moves people needs the one who moves
// them (training.Service.Publish).
func (s *Service) Publish(ctx context.Context, a people.Actor, versionID string, p Publication, following ...Following) (Version, error) {
	if p.Moves && len(following) == 0 {
		return Version{}, fault.New(fault.Internal, "fault.internal")
	}
	draft, err := NewStore(s.DB.Reader()).Version(ctx, versionID)
	if err != nil {
		return Version{}, err
	}
	var v Version
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		v, err = s.publish(ctx, tx, a, draft.CourseID, versionID, p, following)
		return err
	})
	if err == nil {
		s.Changed(v.Slug)
	}
	return v, err
}

func (s *Service) publish(ctx context.Context, tx db.Tx, a people.Actor, courseID, versionID string, p Publication, following []Following) (Version, error) {
	c, err := s.may(ctx, tx, a, people.ActPublishCourse, courseID)
	if err != nil {
		return Version{}, err
	}
	store := NewStore(tx)
	v, err := store.Version(ctx, versionID)
	if err != nil {
		return v, err
	}
	switch {
	case v.State == StatePublished && v.PublishedBy == a.AccountID:
		return v, nil
	case v.State != StateDraft:
		return v, errChanged
	}
	if err := p.check(c.CurrentVersionID == "", s.Today()); err != nil {
		return v, err
	}
	if err := s.approvePublishing(ctx, tx, a, v); err != nil {
		return v, err
	}
	unitID, err := s.publishedUnder(ctx, tx, a, c, v)
	if err != nil {
		return v, err
	}
	if err := s.mayFollow(ctx, tx, c, v); err != nil {
		return v, err
	}
	last, err := store.lastNumber(ctx, courseID)
	if err != nil {
		return v, err
	}
	now := s.Business.Now()
	v.Number, v.State, v.Note, v.PublishedAt, v.PublishedBy = last+1, StatePublished, p.Note, &now, a.AccountID
	v.Revision, v.AsksAgain, v.AgainBy = p.Revision, p.AsksAgain, p.AgainBy
	if err := store.publish(ctx, v); err != nil {
		return v, err
	}
	if err := store.setCurrent(ctx, v, unitID); err != nil {
		return v, err
	}
	if err := store.index(ctx, courseID); err != nil {
		return v, err
	}
	ctx = people.Under(ctx, a, people.ActPublishCourse, c.UnitID)
	if err := store.closeComments(ctx, v); err != nil {
		return v, err
	}
	if err := s.note(ctx, tx, a, v, ActPublish, p.Note); err != nil {
		return v, err
	}
	for _, follow := range following {
		if err := follow(ctx, tx, v); err != nil {
			return v, err
		}
	}
	return v, s.Audit(ctx, tx, a.AccountID, "course.publish", "course:"+courseID, map[string]any{"number": v.Number, "digest": v.Digest,
		"revision": v.Revision, "moves": p.Moves, "asks_again": v.AsksAgain, "again_by": v.AgainBy})
}

// Discard drops a draft. The address of a course that was never published is free again.
func (s *Service) Discard(ctx context.Context, a people.Actor, versionID string) error {
	v, err := NewStore(s.DB.Reader()).Version(ctx, versionID)
	if err != nil {
		return err
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		c, err := s.may(ctx, tx, a, people.ActEditCourse, v.CourseID)
		if err != nil {
			return err
		}
		store := NewStore(tx)
		switch n, err := store.discard(ctx, c.ID, v.ID); {
		case err != nil:
			return err
		case n == 0:
			return errChanged
		}
		if err := store.indexCitations(ctx, c.ID); err != nil {
			return err
		}
		if c.CurrentVersionID == "" {
			if err := store.setSlug(ctx, c.ID, c.ID); err != nil {
				return err
			}
		}
		if err := s.note(ctx, tx, a, v, ActDiscard, ""); err != nil {
			return err
		}
		ctx = people.Under(ctx, a, people.ActEditCourse, c.UnitID)
		return s.Audit(ctx, tx, a.AccountID, "course.discard", "course:"+c.ID, map[string]string{"digest": v.Digest})
	})
}

// Withdraw takes a course off offer, or puts it back, and says why. Those inside go on; records stay.
func (s *Service) Withdraw(ctx context.Context, a people.Actor, courseID string, withdrawn bool, comment string) error {
	var slug string
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		c, err := s.may(ctx, tx, a, people.ActPublishCourse, courseID)
		if err != nil {
			return err
		}
		slug = c.Slug
		act := ActRestore
		now := s.Business.Now()
		at := &now
		if withdrawn {
			act = ActWithdraw
		} else {
			at = nil
		}
		store := NewStore(tx)
		if err := store.setWithdrawn(ctx, courseID, at); err != nil {
			return err
		}
		if err := store.index(ctx, courseID); err != nil {
			return err
		}
		current, err := store.Version(ctx, c.CurrentVersionID)
		if err != nil {
			return err
		}
		if err := s.note(ctx, tx, a, current, act, comment); err != nil {
			return err
		}
		ctx = people.Under(ctx, a, people.ActPublishCourse, c.UnitID)
		return s.Audit(ctx, tx, a.AccountID, inTrail[act], "course:"+courseID, nil)
	})
	if err == nil {
		s.Changed(slug)
	}
	return err
}
