package training

import (
	"context"

	"liem/internal/audit"
	"liem/internal/db"
	"liem/people"
	"liem/quiz"
	"liem/records"
)

// Erasure is what an erasure of an officer's personal data removes or removed.
type Erasure struct {
	OfficerID   string `json:"officer_id"`
	Name        string `json:"name"`
	Number      string `json:"number"`
	Completions int    `json:"completions"` // documents and salts; the leaves stay in the ledger
	Attempts    int    `json:"attempts"`
	Answers     int    `json:"answers"`
	Notes       int    `json:"notes"`     // notes and bookmarks of the officer's own, with where lessons were left
	Questions   int    `json:"questions"` // about lessons; what all read of them stays, without her name
}

// PlanErasure says what Erase would remove, and refuses what Erase would refuse. It removes nothing, and the officer can
// read that her data was looked at for it.
func (s *Service) PlanErasure(ctx context.Context, a people.Actor, officerID string) (Erasure, error) {
	var e Erasure
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		if e, err = s.erasing(ctx, tx, a, officerID); err != nil {
			return err
		}
		return people.NewStore(tx).Disclose(ctx, a, people.Disclosure{Kind: people.DiscloseErasure}, s.System.Now(), []string{officerID})
	})
	return e, err
}

func (s *Service) erasing(ctx context.Context, tx db.Tx, a people.Actor, officerID string) (Erasure, error) {
	o, err := people.NewStore(tx).Erasing(ctx, a, officerID, s.today(), s.System.Now())
	if err != nil {
		return Erasure{}, err
	}
	e := Erasure{OfficerID: o.ID, Name: o.FullName, Number: o.Number}
	if e.Completions, err = records.NewStore(tx).CountUnerased(ctx, o.ID); err != nil {
		return e, err
	}
	if e.Attempts, e.Answers, err = quiz.NewStore(tx).CountOf(ctx, o.ID); err != nil {
		return e, err
	}
	if e.Questions, err = NewStore(tx).countOwnInquiries(ctx, o.ID); err != nil {
		return e, err
	}
	e.Notes, err = NewStore(tx).countNotes(ctx, o.ID)
	return e, err
}

// Erase removes an officer's personal data for a reason, all or nothing: from the register, the account, the answers and
// the records' documents. The leaves of the records stay in the ledger; without salt and document nothing can be read out
// of them, and the tree still verifies.
func (s *Service) Erase(ctx context.Context, a people.Actor, officerID, reason string) (Erasure, error) {
	if err := people.CheckErasureReason(reason); err != nil {
		return Erasure{}, err
	}
	var e Erasure
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		if e, err = s.erasing(ctx, tx, a, officerID); err != nil {
			return err
		}
		o := people.Officer{ID: officerID}
		if e.Completions, err = records.NewStore(tx).Erase(ctx, officerID); err != nil {
			return err
		}
		if e.Attempts, e.Answers, err = quiz.NewStore(tx).EraseDetails(ctx, officerID, s.Business.Now()); err != nil {
			return err
		}
		if err = NewStore(tx).eraseInquiries(ctx, officerID); err != nil {
			return err
		}
		if e.Notes, err = NewStore(tx).eraseReading(ctx, officerID); err != nil {
			return err
		}
		if err = people.NewStore(tx).EraseOfficer(ctx, o, a.AccountID, reason, e.Completions, s.System.Now()); err != nil {
			return err
		}
		entry := audit.Entry{Actor: a.AccountID, Action: "officer.erase", Target: "officer:" + officerID, Detail: audit.Change{Reason: reason,
			Detail: map[string]int{"completions": e.Completions, "attempts": e.Attempts, "count": e.Answers, "questions": e.Questions}}}
		return audit.Write(ctx, tx, entry, s.System.Now())
	})
	return e, err
}
