package training

import (
	"context"
	"strings"
	"time"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// InquiryPlace is the lesson that questions are about, as the officer stands to it.
type InquiryPlace struct {
	Course  courses.Course
	Version *courses.Loaded
	Part    *courses.LoadedPart
}

// inquiryPlace finds a lesson that the officer may read: of the version begun with, or of the one on offer. Asking begins no
// course.
func (s *Service) inquiryPlace(ctx context.Context, a people.Actor, slug, stem string) (InquiryPlace, error) {
	at := InquiryPlace{}
	if err := learner(a); err != nil {
		return at, err
	}
	var err error
	if at.Course, err = s.Cache.BySlug(ctx, slug); err != nil {
		return at, err
	}
	versionID := at.Course.CurrentVersionID
	e, err := s.stands(ctx, a.OfficerID, at.Course.ID)
	switch {
	case err == nil:
		versionID = e.VersionID
	case !fault.Is(err, fault.NotFound):
		return at, err
	case at.Course.WithdrawnAt != nil || versionID == "":
		return at, errNoInquiry
	}
	if at.Version, err = s.version(ctx, versionID); err != nil {
		return at, err
	}
	part, ok := at.Version.Part(stem)
	if !ok || part.Kind != courses.KindLesson {
		return at, errNoInquiry
	}
	at.Part = part
	return at, nil
}

// Asking is what an officer asks.
type Asking struct {
	Anchor string // of a heading of the lesson; empty = the lesson
	Body   string
	Named  bool // the name may be shown with the question
}

// Ask files a question about a lesson.
func (s *Service) Ask(ctx context.Context, a people.Actor, slug, stem string, asking Asking) (Inquiry, error) {
	at, err := s.inquiryPlace(ctx, a, slug, stem)
	if err != nil {
		return Inquiry{}, err
	}
	now := s.Business.Now()
	q := Inquiry{ID: db.NewID(), CourseID: at.Course.ID, PartID: at.Part.ID, VersionID: at.Version.Version.ID, OfficerID: &a.OfficerID,
		Body: strings.TrimSpace(asking.Body), Named: asking.Named, AskedAt: now, State: InquiryOpen}
	var list fault.List
	bounded(&list, "question", q.Body, "inquiry.body_missing", MaxInquiry)
	if asking.Anchor != "" {
		for _, h := range at.Part.Outline {
			if h.ID == asking.Anchor {
				q.Anchor, q.Heading = h.ID, h.Text
			}
		}
		if q.Anchor == "" {
			list.Add(fault.New(fault.Invalid, "inquiry.no_heading").At("heading"))
		}
	}
	if err := list.Err(); err != nil {
		return q, err
	}
	defer s.waiting.forget()
	return q, s.inTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if err := store.insertInquiry(ctx, q); err != nil {
			return err
		}
		if n, err := store.inquiriesSince(ctx, a.OfficerID, now.Add(-24*time.Hour)); err != nil || n > maxInquiriesDay {
			if err == nil {
				err = fault.New(fault.TooMany, "inquiry.too_many").With("Max", maxInquiriesDay)
			}
			return err
		}
		return s.Courses.Audit(ctx, tx, a.AccountID, "lesson.ask", "course:"+q.CourseID, map[string]string{"part": q.PartID, "id": q.ID})
	})
}

// WithdrawInquiry takes back an open question of the actor's own.
func (s *Service) WithdrawInquiry(ctx context.Context, a people.Actor, id string) error {
	return s.ownInquiry(ctx, a, id, func(ctx context.Context, tx db.Tx, q Inquiry) error {
		if q.State != InquiryOpen {
			return fault.New(fault.Conflict, "inquiry.not_open")
		}
		q.State = InquiryWithdrawn
		if err := NewStore(tx).saveInquiry(ctx, q); err != nil {
			return err
		}
		return s.Courses.Audit(ctx, tx, a.AccountID, "lesson.withdraw_question", "course:"+q.CourseID, map[string]string{"part": q.PartID, "id": q.ID})
	})
}

// SeenInquiry notes that the actor has read the answer to the own question.
func (s *Service) SeenInquiry(ctx context.Context, a people.Actor, id string) error {
	return s.ownInquiry(ctx, a, id, func(ctx context.Context, tx db.Tx, q Inquiry) error {
		if !q.Unseen() {
			return nil
		}
		now := s.Business.Now()
		q.SeenAt = &now
		return NewStore(tx).saveInquiry(ctx, q)
	})
}

func (s *Service) ownInquiry(ctx context.Context, a people.Actor, id string, do func(ctx context.Context, tx db.Tx, q Inquiry) error) error {
	if err := learner(a); err != nil {
		return err
	}
	defer s.waiting.forget()
	return s.inTx(ctx, func(ctx context.Context, tx db.Tx) error {
		q, err := NewStore(tx).takeInquiry(ctx, id)
		if err != nil {
			return err
		}
		if q.OfficerID == nil || *q.OfficerID != a.OfficerID {
			return errNoInquiry
		}
		return do(ctx, tx, q)
	})
}
