package people

import (
	"context"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
)

// NoticeVersion names the text of the notice on personal data (web/account/notice) that is in force. A text that says
// something else gets a new version, and everybody is asked to read it once.
const NoticeVersion = "2026-11-25"

// NoticeDue tells whether the actor has yet to acknowledge the notice on personal data in force.
func (s *Service) NoticeDue(ctx context.Context, a Actor) (bool, error) {
	at, err := s.NoticeRead(ctx, a)
	return at.IsZero(), err
}

// NoticeRead is when the actor acknowledged the notice in force; the zero time before that.
func (s *Service) NoticeRead(ctx context.Context, a Actor) (time.Time, error) {
	return NewStore(s.DB.Reader()).acknowledged(ctx, a.AccountID, NoticeVersion)
}

// AcknowledgeNotice notes that the actor has read a version of the notice; twice is once. Another version than the one in
// force is a conflict: the text has changed while it was read.
func (s *Service) AcknowledgeNotice(ctx context.Context, a Actor, version string) error {
	if version != NoticeVersion {
		return fault.New(fault.Conflict, "privacy.notice_changed")
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		isNew, err := NewStore(tx).Acknowledge(ctx, []string{a.AccountID}, version, s.System.Now())
		if err != nil || isNew == 0 {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "account.notice", "account:"+a.AccountID, map[string]string{"version": version})
	})
}
