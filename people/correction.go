package people

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"liem/internal/audit"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// CorrectionState is where a request for correction stands.
type CorrectionState string

// The states.
const (
	CorrectionOpen      CorrectionState = "open"
	CorrectionDone      CorrectionState = "done"      // HR has put it right
	CorrectionRefused   CorrectionState = "refused"   // HR says why not
	CorrectionWithdrawn CorrectionState = "withdrawn" // by the officer
)

// CorrectionStates lists the states.
var CorrectionStates = []CorrectionState{CorrectionOpen, CorrectionDone, CorrectionRefused, CorrectionWithdrawn}

// CorrectionSubjects are what a request may be about; "correction.subject." and the subject is the key of its words.
var CorrectionSubjects = []string{"name", "birth_date", "gender", "number", "national_id", "contact", "posting", "completion", "other"}

// Correction is a request of an officer to put her data right (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 4).
type Correction struct {
	db.BaseModel `bun:"table:corrections,alias:q"`

	ID         string          `bun:"id,pk"`
	OfficerID  string          `bun:"officer_id"`
	Subject    string          `bun:"subject"`
	Wrong      string          `bun:"wrong"`  // what is wrong
	Wanted     string          `bun:"wanted"` // what should stand there
	AskedAt    time.Time       `bun:"asked_at"`
	State      CorrectionState `bun:"state"`
	Answer     string          `bun:"answer"`
	AnsweredBy string          `bun:"answered_by"`
	AnsweredAt *time.Time      `bun:"answered_at"`
}

// CorrectionRow is a request as lists show it.
type CorrectionRow struct {
	Correction
	Officer, Number, Unit string
	Answerer              string // a name; empty while open
}

const (
	maxCorrection    = 1000 // letters of each text
	maxOpenRequests  = 20   // of one officer: more are answered before others are asked
	maxOwnCorrection = 200  // rows of the officer's own list
)

var errNoCorrection = fault.New(fault.NotFound, "fault.not_found")

// AskCorrection files a request of the actor about the own data.
func (s *Service) AskCorrection(ctx context.Context, a Actor, subject, wrong, wanted string) (Correction, error) {
	if err := Require(a, ActLearn, Target{}); err != nil {
		return Correction{}, err
	}
	q := Correction{ID: db.NewID(), OfficerID: a.OfficerID, Subject: subject, Wrong: strings.TrimSpace(wrong), Wanted: strings.TrimSpace(wanted),
		AskedAt: s.System.Now(), State: CorrectionOpen}
	if err := q.check(); err != nil {
		return q, err
	}
	return q, s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if err := store.insertCorrection(ctx, q); err != nil {
			return err
		}
		if n, err := store.openCorrections(ctx, a.OfficerID); err != nil || n > maxOpenRequests {
			if err == nil {
				err = fault.New(fault.TooMany, "correction.too_many").With("Max", maxOpenRequests)
			}
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "officer.ask_correction", "officer:"+a.OfficerID, map[string]string{"subject": subject})
	})
}

func (q *Correction) check() error {
	var list fault.List
	if !slices.Contains(CorrectionSubjects, q.Subject) {
		list.Add(fault.New(fault.Invalid, "correction.subject_missing").At("subject"))
	}
	for _, f := range []struct{ field, value string }{{"wrong", q.Wrong}, {"wanted", q.Wanted}} {
		switch {
		case f.value == "":
			list.Add(fault.New(fault.Invalid, "correction.text_missing").At(f.field))
		case utf8.RuneCountInString(f.value) > maxCorrection:
			list.Add(fault.New(fault.Invalid, "correction.text_long").At(f.field).With("Max", maxCorrection))
		}
	}
	return list.Err()
}

// WithdrawCorrection takes back an open request of the actor's own.
func (s *Service) WithdrawCorrection(ctx context.Context, a Actor, id string) error {
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		q, err := NewStore(tx).takeCorrection(ctx, id)
		if err != nil {
			return err
		}
		if a.OfficerID == "" || q.OfficerID != a.OfficerID {
			return errNoCorrection
		}
		return s.closeCorrection(ctx, tx, a, q, CorrectionWithdrawn, "", "officer.withdraw_correction")
	})
}

// AnswerCorrection says that a request was met, or why not. HR in whose scope the officer is answers, with a reason in
// either case; nobody answers her own.
func (s *Service) AnswerCorrection(ctx context.Context, a Actor, id string, state CorrectionState, answer string) error {
	answer = strings.TrimSpace(answer)
	switch {
	case state != CorrectionDone && state != CorrectionRefused:
		return fault.New(fault.Invalid, "correction.state_missing").At("state")
	case answer == "":
		return fault.New(fault.Invalid, "correction.answer_missing").At("answer")
	case utf8.RuneCountInString(answer) > maxCorrection:
		return fault.New(fault.Invalid, "correction.text_long").At("answer").With("Max", maxCorrection)
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		q, err := store.takeCorrection(ctx, id)
		if err != nil {
			return err
		}
		history, err := store.Postings(ctx, q.OfficerID)
		if err != nil {
			return err
		}
		switch home := homeOf(history, s.Today()); {
		case !within(a, ActManagePeople, home):
			return errNoCorrection
		case q.OfficerID == a.OfficerID:
			return fault.New(fault.Forbidden, "correction.own")
		}
		return s.closeCorrection(ctx, tx, a, q, state, answer, "officer.answer_correction")
	})
}

func (s *Service) closeCorrection(ctx context.Context, tx db.Tx, a Actor, q Correction, state CorrectionState, answer, action string) error {
	if q.State != CorrectionOpen {
		return fault.New(fault.Conflict, "correction.closed")
	}
	if err := NewStore(tx).closeCorrection(ctx, q.ID, state, answer, a.AccountID, s.System.Now()); err != nil {
		return err
	}
	return s.Audit(ctx, tx, a.AccountID, action, "officer:"+q.OfficerID, audit.Change{
		Before: map[string]any{"state": q.State}, After: map[string]any{"state": state}, Detail: map[string]string{"subject": q.Subject}})
}

// OwnCorrections lists the actor's own requests, newest first.
func (s *Service) OwnCorrections(ctx context.Context, a Actor) ([]CorrectionRow, error) {
	if err := Require(a, ActLearn, Target{}); err != nil {
		return nil, err
	}
	rows, _, err := NewStore(s.DB.Reader()).corrections(ctx, CorrectionQuery{scope: Scope{All: true}, officer: a.OfficerID, on: s.Today(), Limit: maxOwnCorrection})
	return rows, err
}

// CorrectionQuery chooses requests; an empty state chooses all.
type CorrectionQuery struct {
	State         CorrectionState
	Limit, Offset int

	scope   Scope
	officer string
	on      clock.Date
}

// Corrections lists the requests of the officers whom the actor manages, the oldest open ones first, and how many.
func (s *Service) Corrections(ctx context.Context, a Actor, q CorrectionQuery) ([]CorrectionRow, int, error) {
	if err := Require(a, ActManagePeople, Target{}); err != nil {
		return nil, 0, err
	}
	q.scope, q.on = a.Scope(ActManagePeople), s.Today()
	rows, total, err := NewStore(s.DB.Reader()).corrections(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.OfficerID
	}
	return rows, total, s.Disclose(ctx, a, Disclosure{Kind: DiscloseCorrection}, ids...)
}
