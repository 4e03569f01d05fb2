package training

import (
	"context"
	"time"

	"liem/internal/db"
	"liem/people"
)

// InquiryRow is a question as lists show it.
type InquiryRow struct {
	Inquiry
	Course  string // title
	Slug    string
	UnitID  string // that the course belongs to
	Part    string // title of the lesson
	Stem    string // its address in the version on offer; empty when it is there no more
	Then    string // its address in the version that the officer read
	Officer string // who asked; empty where that is not shown
	Number  string
}

// InquiryStep is a wording of an answer, or what was done with it.
type InquiryStep struct {
	db.BaseModel `bun:"table:lesson_answers,alias:s"`

	ID         string    `bun:"id,pk"`
	QuestionID string    `bun:"question_id"`
	Act        string    `bun:"act"`
	Answer     string    `bun:"answer"`
	Shown      string    `bun:"shown"`
	At         time.Time `bun:"at"`
	By         string    `bun:"by"` // account id
}

// LessonInquiries are the questions of a lesson that somebody reads: those that are shown to all, and the own ones.
type LessonInquiries struct {
	InquiryPlace
	Shared []InquiryRow // without names but of those who agreed
	Own    []InquiryRow // that are not among the public ones
}

// InquiriesAt reads the questions of a lesson.
func (s *Service) InquiriesAt(ctx context.Context, a people.Actor, slug, stem string) (LessonInquiries, error) {
	var out LessonInquiries
	at, err := s.inquiryPlace(ctx, a, slug, stem)
	if err != nil {
		return out, err
	}
	out.InquiryPlace = at
	rows, err := s.read().inquiriesAt(ctx, at.Course.ID, at.Part.ID, a.OfficerID)
	if err != nil {
		return out, err
	}
	var named []string
	for _, r := range rows {
		if !r.IsShown() {
			r.Officer = ""
			out.Own = append(out.Own, r)
			continue
		}
		if !r.Named {
			r.Officer = ""
		} else if r.OfficerID != nil {
			named = append(named, *r.OfficerID)
		}
		out.Shared = append(out.Shared, r)
	}
	return out, s.discloseInquiries(ctx, a, named)
}

// OwnInquiries lists the actor's own questions, those with an answer not read yet first, then the newest.
func (s *Service) OwnInquiries(ctx context.Context, a people.Actor) ([]InquiryRow, error) {
	if err := learner(a); err != nil {
		return nil, err
	}
	return s.read().ownInquiries(ctx, a.OfficerID, false)
}

// InquiryQuery chooses questions; an empty state chooses all that were not taken back.
type InquiryQuery struct {
	State         InquiryState
	CourseID      string
	Limit, Offset int

	scope people.Scope
	id    string
}

// Inquiries lists the questions about the courses that the actor publishes, the oldest open ones first, and how many.
func (s *Service) Inquiries(ctx context.Context, a people.Actor, q InquiryQuery) ([]InquiryRow, int, error) {
	if err := people.Require(a, people.ActPublishCourse, people.Target{}); err != nil {
		return nil, 0, err
	}
	q.scope = a.Scope(people.ActPublishCourse)
	rows, total, err := s.read().inquiries(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	return rows, total, s.discloseAskers(ctx, a, rows)
}

// InquiryView is one question with every wording of its answer.
type InquiryView struct {
	InquiryRow
	Steps []InquiryStep
	Names map[string]people.Who // of those who answered, by account
}

// Inquiry reads a question about a course that the actor publishes.
func (s *Service) Inquiry(ctx context.Context, a people.Actor, id string) (InquiryView, error) {
	var view InquiryView
	if err := people.Require(a, people.ActPublishCourse, people.Target{}); err != nil {
		return view, err
	}
	rows, _, err := s.read().inquiries(ctx, InquiryQuery{scope: a.Scope(people.ActPublishCourse), id: id, Limit: 1})
	if err != nil {
		return view, err
	}
	if len(rows) == 0 {
		return view, errNoInquiry
	}
	view.InquiryRow = rows[0]
	if view.Steps, err = s.read().inquirySteps(ctx, id); err != nil {
		return view, err
	}
	var who []string
	for _, step := range view.Steps {
		who = append(who, step.By)
	}
	if view.Names, err = people.NewStore(s.DB.Reader()).Names(ctx, who); err != nil {
		return view, err
	}
	return view, s.discloseAskers(ctx, a, rows)
}

func (s *Service) discloseAskers(ctx context.Context, a people.Actor, rows []InquiryRow) error {
	var ids []string
	for _, r := range rows {
		if r.OfficerID != nil {
			ids = append(ids, *r.OfficerID)
		}
	}
	return s.discloseInquiries(ctx, a, ids)
}

// discloseInquiries notes who was shown as having asked.
func (s *Service) discloseInquiries(ctx context.Context, a people.Actor, officerIDs []string) error {
	if len(officerIDs) == 0 {
		return nil
	}
	return s.DB.InTx(db.Note(ctx), func(ctx context.Context, tx db.Tx) error {
		return people.NewStore(tx).Disclose(ctx, a, people.Disclosure{Kind: people.DiscloseInquiry}, s.System.Now(), officerIDs)
	})
}
