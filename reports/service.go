package reports

import (
	"context"

	"liem/internal/audit"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/secret"
	"liem/people"
)

// Service answers reports within what the actor may see.
type Service struct {
	DB       *db.DB
	Keys     *secret.Keys
	Business clock.Clock
	System   clock.Clock
}

// NewService makes the service.
func NewService(d *db.DB, keys *secret.Keys, business, system clock.Clock) *Service {
	return &Service{DB: d, Keys: keys, Business: business, System: system}
}

// bind validates a query and narrows it to where the actor may do what is asked for: to see, or to take out.
func (s *Service) bind(ctx context.Context, a people.Actor, act people.Action, q *Query) (err error) {
	if err := q.Validate(); err != nil {
		return err
	}
	if err := people.Require(a, act, people.Target{}); err != nil {
		return err
	}
	if q.NationalID && !people.Can(a, people.ActReportNationalID, people.Target{}) {
		return fault.New(fault.Forbidden, "reports.national_id_forbidden").At("national_id")
	}
	q.ids = a.Scope(people.ActReportNationalID)
	q.reach, err = reach(ctx, s.DB.Reader(), q, a.Scope(act))
	return err
}

// Completions is a page of export A and the number of all its rows.
func (s *Service) Completions(ctx context.Context, a people.Actor, q Query, limit, offset int) ([]CompletionRow, int, error) {
	if err := s.bind(ctx, a, people.ActReportCompletions, &q); err != nil {
		return nil, 0, err
	}
	store := NewStore(s.DB.Reader())
	total, err := store.CountCompletions(ctx, &q)
	if err != nil || total == 0 {
		return nil, total, err
	}
	rows := make([]CompletionRow, 0, limit)
	err = store.Completions(ctx, &q, limit, offset, func(r *CompletionRow) error {
		if err := s.open(r, &q); err != nil {
			return err
		}
		rows = append(rows, *r)
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	return rows, total, disclose(ctx, s, a, people.DiscloseCompletions, rows, func(r *CompletionRow) string { return r.OfficerID })
}

// Yearly is a page of export B and the number of all its rows.
func (s *Service) Yearly(ctx context.Context, a people.Actor, q Query, limit, offset int) ([]YearlyRow, int, error) {
	if err := s.bind(ctx, a, people.ActReportCompletions, &q); err != nil {
		return nil, 0, err
	}
	store := NewStore(s.DB.Reader())
	total, err := store.CountYearly(ctx, &q)
	if err != nil || total == 0 {
		return nil, total, err
	}
	rows := make([]YearlyRow, 0, limit)
	err = store.Yearly(ctx, &q, limit, offset, func(r *YearlyRow) error {
		rows = append(rows, *r)
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	return rows, total, disclose(ctx, s, a, people.DiscloseYearly, rows, func(r *YearlyRow) string { return r.OfficerID })
}

// disclose notes whom the rows of a page are about.
func disclose[R any](ctx context.Context, s *Service, a people.Actor, kind people.DisclosureKind, rows []R, officer func(*R) string) error {
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = officer(&rows[i])
	}
	return s.DB.InTx(db.Note(ctx), func(ctx context.Context, tx db.Tx) error {
		return people.NewStore(tx).Disclose(ctx, a, people.Disclosure{Kind: kind}, s.System.Now(), ids)
	})
}

// Export says what leaves the system, for the trail.
type Export struct {
	Format  string `json:"format"`
	Report  string `json:"report"`
	From    string `json:"from"`
	To      string `json:"to"`
	Unit    string `json:"unit,omitempty"`
	Courses int    `json:"courses,omitempty"`
	IDs     bool   `json:"national_ids,omitempty"`
	Purpose string `json:"purpose,omitempty"`
}

// StreamCompletions checks the query, notes the export in the trail, and returns the rows of export A to be written.
func (s *Service) StreamCompletions(ctx context.Context, a people.Actor, q Query, e Export) (Rows[CompletionRow], error) {
	if err := s.prepare(ctx, a, &q, &e, "completions"); err != nil {
		return nil, err
	}
	return func(yield func(*CompletionRow) error) error {
		return NewStore(s.DB.Reader()).Completions(ctx, &q, 0, 0, func(r *CompletionRow) error {
			if err := s.open(r, &q); err != nil {
				return err
			}
			return yield(r)
		})
	}, nil
}

// StreamYearly is the same for export B.
func (s *Service) StreamYearly(ctx context.Context, a people.Actor, q Query, e Export) (Rows[YearlyRow], error) {
	if err := s.prepare(ctx, a, &q, &e, "yearly"); err != nil {
		return nil, err
	}
	return func(yield func(*YearlyRow) error) error {
		return NewStore(s.DB.Reader()).Yearly(ctx, &q, 0, 0, yield)
	}, nil
}

func (s *Service) prepare(ctx context.Context, a people.Actor, q *Query, e *Export, report string) error {
	if err := s.bind(ctx, a, people.ActExportCompletions, q); err != nil {
		return err
	}
	if err := e.check(*q); err != nil {
		return err
	}
	e.Report, e.From, e.To, e.Unit = report, string(q.From), string(q.To), q.UnitID
	e.Courses, e.IDs = len(q.CourseIDs), q.NationalID
	entry := audit.Entry{Actor: a.AccountID, Action: "report.export", Target: "report:" + report, Detail: e}
	ctx = people.Under(ctx, a, people.ActExportCompletions, "")
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := audit.Write(ctx, tx, entry, s.System.Now()); err != nil {
			return err
		}
		return NewStore(tx).disclose(ctx, a, q, e, s.System.Now())
	})
}

// open unseals the identity number when the query asks for it and the actor has the right to it where the officer
// served; otherwise it never leaves its seal.
func (s *Service) open(r *CompletionRow, q *Query) error {
	if !q.NationalID || len(r.sealedID) == 0 || !q.ids.Holds(r.unitID) {
		return nil
	}
	id, err := s.Keys.Open(r.sealedID, people.NationalIDContext(r.OfficerID))
	if err != nil {
		return fault.New(fault.Internal, "fault.internal").Because(err)
	}
	r.NationalID = id
	return nil
}
