package training

import (
	"context"
	"time"

	"liem/internal/audit"
	"liem/internal/db"
	"liem/people"
	"liem/quiz"
)

// Retention is for how many months what is no record is kept; 0 is for ever. Completions are records: they stay with the
// personnel file, and only an erasure takes a person out of them.
type Retention struct {
	Attempts    int // answers and marks by question, from the day of handing in; how far lessons were read; notes of who left
	Disclosures int // who saw whose data
	Questions   int // about lessons, that are settled and that nobody but who asked reads, from the day of the answer
}

// Removed is what a retention removes or removed.
type Removed struct {
	AttemptsBefore    time.Time `json:"attempts_before"` // zero where they are kept for ever
	Attempts          int       `json:"attempts"`
	Answers           int       `json:"answers"`
	Places            int       `json:"places"` // where lessons were left
	Notes             int       `json:"notes"`  // of officers who left before then
	DisclosuresBefore time.Time `json:"disclosures_before"`
	Disclosures       int       `json:"disclosures"`
	QuestionsBefore   time.Time `json:"questions_before"`
	Questions         int       `json:"questions"`
}

// retentionBatch bounds one transaction, so that nobody who saves an answer waits for long.
const retentionBatch = 200

func (s *Service) limits(r Retention) (out Removed) {
	if r.Attempts > 0 {
		out.AttemptsBefore = s.Business.Now().AddDate(0, -r.Attempts, 0)
	}
	if r.Disclosures > 0 {
		out.DisclosuresBefore = s.System.Now().AddDate(0, -r.Disclosures, 0)
	}
	if r.Questions > 0 {
		out.QuestionsBefore = s.Business.Now().AddDate(0, -r.Questions, 0)
	}
	return out
}

// PlanRetention says what Retain would remove now; it removes nothing.
func (s *Service) PlanRetention(ctx context.Context, r Retention) (Removed, error) {
	out := s.limits(r)
	var err error
	if r.Attempts > 0 {
		if out.Attempts, out.Answers, err = quiz.NewStore(s.DB.Reader()).CountDetails(ctx, out.AttemptsBefore); err != nil {
			return out, err
		}
		if out.Places, out.Notes, err = s.read().countReading(ctx, out.AttemptsBefore); err != nil {
			return out, err
		}
	}
	if r.Disclosures > 0 {
		if out.Disclosures, err = people.NewStore(s.DB.Reader()).CountDisclosures(ctx, out.DisclosuresBefore); err != nil {
			return out, err
		}
	}
	if r.Questions > 0 {
		out.Questions, err = s.read().countInquiries(ctx, out.QuestionsBefore)
	}
	return out, err
}

// Retain removes what is older than it may be, in batches, and notes in the trail how much it was.
func (s *Service) Retain(ctx context.Context, r Retention, actor string) (Removed, error) {
	out := s.limits(r)
	for r.Attempts > 0 {
		n, answers, err := s.removeDetails(ctx, out.AttemptsBefore)
		if err != nil {
			return out, err
		}
		out.Attempts, out.Answers = out.Attempts+n, out.Answers+answers
		if n < retentionBatch {
			break
		}
	}
	for r.Attempts > 0 {
		places, notes, err := s.removeReading(ctx, out.AttemptsBefore)
		if err != nil {
			return out, err
		}
		out.Places, out.Notes = out.Places+places, out.Notes+notes
		if places < retentionBatch && notes < retentionBatch {
			break
		}
	}
	var err error
	if r.Disclosures > 0 {
		out.Disclosures, err = s.inBatches(ctx, func(ctx context.Context, tx db.Tx) (int, error) {
			return people.NewStore(tx).RemoveDisclosures(ctx, out.DisclosuresBefore, retentionBatch)
		})
		if err != nil {
			return out, err
		}
	}
	if r.Questions > 0 {
		out.Questions, err = s.inBatches(ctx, func(ctx context.Context, tx db.Tx) (int, error) {
			return NewStore(tx).removeInquiries(ctx, out.QuestionsBefore, retentionBatch)
		})
		if err != nil {
			return out, err
		}
	}
	if out.Attempts+out.Disclosures+out.Places+out.Notes+out.Questions == 0 {
		return out, nil
	}
	e := audit.Entry{Actor: actor, Action: "officer.retention", Target: "retention:all", Detail: map[string]int{"attempts": out.Attempts,
		"count": out.Answers, "entries": out.Disclosures, "places": out.Places, "notes": out.Notes, "questions": out.Questions}}
	return out, s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return audit.Write(ctx, tx, e, s.System.Now()) })
}

func (s *Service) removeDetails(ctx context.Context, before time.Time) (n, answers int, err error) {
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		n, answers, err = quiz.NewStore(tx).RemoveDetails(ctx, before, s.Business.Now(), retentionBatch)
		return err
	})
	return n, answers, err
}

func (s *Service) removeReading(ctx context.Context, before time.Time) (places, notes int, err error) {
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		places, notes, err = NewStore(tx).removeReading(ctx, before, retentionBatch)
		return err
	})
	return places, notes, err
}

// inBatches removes in transactions of a bounded size until one finds less, and tells how much there was.
func (s *Service) inBatches(ctx context.Context, remove func(ctx context.Context, tx db.Tx) (int, error)) (total int, err error) {
	for {
		var n int
		err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
			n, err = remove(ctx, tx)
			return err
		})
		if total += n; err != nil || n < retentionBatch {
			return total, err
		}
	}
}
