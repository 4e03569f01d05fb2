package courses

import (
	"context"
	"slices"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// Review is how far a draft has come before it is published. It belongs to the draft and so to its digest: a later upload
// is another draft and begins anew.
type Review string

// The states of a draft.
const (
	ReviewNone     Review = ""          // being written
	ReviewOpen     Review = "in_review" // handed to those who may publish
	ReviewApproved Review = "approved"  // ready to be published
)

// Act is a step in a course's life. "review.step." and the act is the key of its words.
type Act string

// The acts.
const (
	ActDraft    Act = "draft"
	ActSubmit   Act = "submit"
	ActReturn   Act = "return"
	ActApprove  Act = "approve"
	ActPublish  Act = "publish"
	ActDiscard  Act = "discard"
	ActWithdraw Act = "withdraw"
	ActRestore  Act = "restore"
)

// Step is what somebody did with a version, and what they said of it.
type Step struct {
	VersionID string
	Digest    string
	Number    int // of the version; 0 of a draft
	Act       Act
	Comment   string
	At        time.Time
	AccountID string
}

var (
	errNotInReview = fault.New(fault.Conflict, "review.not_in_review")
	errOwn         = fault.New(fault.Conflict, "review.own")
	errUnresolved  = fault.New(fault.Conflict, "review.unresolved")
)

// maxRemark bounds a comment, in characters.
const maxRemark = 2000

// Submit hands a draft to those who may publish it.
func (s *Service) Submit(ctx context.Context, a people.Actor, versionID, comment string) error {
	return s.step(ctx, a, people.ActEditCourse, versionID, ActSubmit, comment, func(v *Version) error {
		if v.Review != ReviewNone {
			return errChanged
		}
		v.Review = ReviewOpen
		return nil
	})
}

// Return hands a draft back to its author, with the reason.
func (s *Service) Return(ctx context.Context, a people.Actor, versionID, comment string) error {
	if comment == "" {
		return fault.New(fault.Invalid, "review.reason_missing").At("comment")
	}
	return s.step(ctx, a, people.ActPublishCourse, versionID, ActReturn, comment, func(v *Version) error {
		if v.Review == ReviewNone {
			return errNotInReview
		}
		v.Review = ReviewNone
		return nil
	})
}

// Approve says that a draft may be published as it stands. Nobody approves what they wrote, unless the setting for small
// units allows it; and every comment must have been resolved.
func (s *Service) Approve(ctx context.Context, a people.Actor, versionID, comment string) error {
	return s.step(ctx, a, people.ActPublishCourse, versionID, ActApprove, comment, func(v *Version) error {
		if v.Review != ReviewOpen {
			return errNotInReview
		}
		if !s.MayApprove(a, *v) {
			return errOwn
		}
		v.Review = ReviewApproved
		return nil
	})
}

// MayApprove tells whether the actor is not, as far as approving goes, the author of a draft.
func (s *Service) MayApprove(a people.Actor, v Version) bool {
	return s.OwnApproval || a.IsSystem() || !v.WrittenBy(a.AccountID)
}

// WrittenBy tells whether an account uploaded the version, or wrote in it.
func (v *Version) WrittenBy(accountID string) bool {
	return v.CreatedBy == accountID || slices.Contains(v.Authors, accountID)
}

// step does one act with a draft, with its note in the history and in the trail.
func (s *Service) step(ctx context.Context, a people.Actor, may people.Action, versionID string, act Act, comment string, change func(v *Version) error) error {
	if len([]rune(comment)) > maxRemark {
		return fault.New(fault.Invalid, "review.too_long").With("Max", maxRemark).At("comment")
	}
	draft, err := NewStore(s.DB.Reader()).Version(ctx, versionID)
	if err != nil {
		return err
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		c, err := s.may(ctx, tx, a, may, draft.CourseID)
		if err != nil {
			return err
		}
		store := NewStore(tx)
		v, err := store.Version(ctx, versionID)
		if err != nil {
			return err
		}
		if v.State != StateDraft {
			return errChanged
		}
		if err := change(&v); err != nil {
			return err
		}
		if act == ActApprove {
			if err := store.allResolved(ctx, c.ID); err != nil {
				return err
			}
		}
		if err := store.setReview(ctx, v.ID, v.Review); err != nil {
			return err
		}
		if err := s.note(ctx, tx, a, v, act, comment); err != nil {
			return err
		}
		ctx = people.Under(ctx, a, may, c.UnitID)
		return s.Audit(ctx, tx, a.AccountID, inTrail[act], "course:"+c.ID, map[string]string{"digest": v.Digest})
	})
}

// note adds a step to the course's history.
func (s *Service) note(ctx context.Context, tx db.Tx, a people.Actor, v Version, act Act, comment string) error {
	return NewStore(tx).insertStep(ctx, v, Step{Act: act, Comment: comment, At: s.Business.Now(), AccountID: a.AccountID})
}

// approvePublishing refuses a draft that nobody but its author has approved. Who publishes what somebody else wrote
// approves it by that.
func (s *Service) approvePublishing(ctx context.Context, tx db.Tx, a people.Actor, v Version) error {
	if err := NewStore(tx).allResolved(ctx, v.CourseID); err != nil {
		return err
	}
	if v.Review == ReviewApproved {
		return nil
	}
	if !s.MayApprove(a, v) {
		return errOwn
	}
	return s.note(ctx, tx, a, v, ActApprove, "")
}

// History lists what was done with a course that the actor may see, the newest first.
func (s *Service) History(ctx context.Context, a people.Actor, courseID string, limit int) ([]Step, error) {
	if _, _, err := s.Course(ctx, a, courseID); err != nil {
		return nil, err
	}
	return NewStore(s.DB.Reader()).steps(ctx, courseID, limit)
}
