package training

import (
	"context"
	"strings"
	"unicode/utf8"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// The acts of answering; "inquiry.act." and the act is the key of its words.
const (
	ActAnswer  = "answer"  // the officer reads it
	ActPublish = "publish" // everybody at the lesson reads it
	ActHide    = "hide"    // nobody but the officer reads it any more
	ActClose   = "close"   // there will be no answer, and why
)

// Answering is what somebody answers, or answers anew.
type Answering struct {
	Act   string // answer, publish or close
	Text  string
	Shown string // the question as all are to read it; empty = as it was asked
}

func (n *Answering) check() error {
	n.Text, n.Shown = strings.TrimSpace(n.Text), strings.TrimSpace(n.Shown)
	var list fault.List
	if n.Act != ActAnswer && n.Act != ActPublish && n.Act != ActClose {
		list.Add(fault.New(fault.Invalid, "inquiry.act_missing").At("act"))
	}
	bounded(&list, "answer", n.Text, "inquiry.answer_missing", MaxInquiryReply)
	if utf8.RuneCountInString(n.Shown) > MaxInquiry {
		list.Add(fault.New(fault.Invalid, "inquiry.too_long").At("shown").With("Max", MaxInquiry))
	}
	return list.Err()
}

// Answer answers a question, or changes the answer; every wording is kept. Those answer who publish the course. Nobody
// answers the own question, and a question that was taken back stays so.
func (s *Service) Answer(ctx context.Context, a people.Actor, id string, n Answering) error {
	if err := n.check(); err != nil {
		return err
	}
	return s.answering(ctx, a, id, n.Act, func(q *Inquiry) error {
		if q.State == InquiryWithdrawn {
			return fault.New(fault.Conflict, "inquiry.was_withdrawn")
		}
		now := s.Business.Now()
		q.State, q.Answer, q.AnsweredBy, q.AnsweredAt, q.SeenAt = InquiryAnswered, n.Text, a.AccountID, &now, nil
		switch n.Act {
		case ActPublish:
			if q.Shown = n.Shown; q.Shown == "" {
				q.Shown = q.Body
			}
			q.PublishedAt = &now
		case ActClose:
			q.State, q.PublishedAt = InquiryClosed, nil
		default:
			q.PublishedAt = nil
		}
		return nil
	})
}

// HideAnswer takes an answer away from the lesson; the officer who asked keeps it.
func (s *Service) HideAnswer(ctx context.Context, a people.Actor, id string) error {
	return s.answering(ctx, a, id, ActHide, func(q *Inquiry) error {
		if q.PublishedAt == nil {
			return fault.New(fault.Conflict, "inquiry.not_shown")
		}
		q.PublishedAt = nil
		return nil
	})
}

// inTrail is the name of each act with a question in the trail.
var inTrail = map[string]string{
	ActAnswer:  "lesson.answer",
	ActPublish: "lesson.publish",
	ActHide:    "lesson.hide",
	ActClose:   "lesson.close",
}

// answering takes a question for a change by somebody who publishes its course, and keeps what the change made of it.
func (s *Service) answering(ctx context.Context, a people.Actor, id, act string, change func(q *Inquiry) error) error {
	defer s.waiting.forget()
	return s.inTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		q, err := store.takeInquiry(ctx, id)
		if err != nil {
			return err
		}
		unitID, err := store.courseUnit(ctx, q.CourseID)
		if err != nil {
			return err
		}
		if !people.Can(a, people.ActPublishCourse, people.Target{UnitID: unitID}) {
			return errNoInquiry
		}
		if q.OfficerID != nil && *q.OfficerID == a.OfficerID {
			return fault.New(fault.Forbidden, "inquiry.own")
		}
		if err := change(&q); err != nil {
			return err
		}
		if err := store.saveInquiry(ctx, q); err != nil {
			return err
		}
		step := InquiryStep{ID: db.NewID(), QuestionID: q.ID, Act: act, Answer: q.Answer, Shown: q.Shown, At: s.Business.Now(), By: a.AccountID}
		if err := store.insertStep(ctx, step); err != nil {
			return err
		}
		ctx = people.Under(ctx, a, people.ActPublishCourse, unitID)
		return s.Courses.Audit(ctx, tx, a.AccountID, inTrail[act], "course:"+q.CourseID, map[string]string{"part": q.PartID, "id": q.ID})
	})
}
