package training

import (
	"strings"
	"time"
	"unicode/utf8"

	"liem/internal/db"
	"liem/internal/fault"
)

// InquiryState is where a question about a lesson stands.
type InquiryState string

// The states.
const (
	InquiryOpen      InquiryState = "open"
	InquiryAnswered  InquiryState = "answered"
	InquiryClosed    InquiryState = "closed"    // without an answer; what stands in its place says why
	InquiryWithdrawn InquiryState = "withdrawn" // by who asked
)

// InquiryStates are the states that those who answer choose from.
var InquiryStates = []InquiryState{InquiryOpen, InquiryAnswered, InquiryClosed}

// Inquiry is a question that an officer asks about a lesson. It belongs to the part of the course, whatever the version.
type Inquiry struct {
	db.BaseModel `bun:"table:lesson_questions,alias:q"`

	ID          string       `bun:"id,pk"`
	CourseID    string       `bun:"course_id"`
	PartID      string       `bun:"part_id"`
	VersionID   string       `bun:"version_id"` // that the officer read
	Heading     string       `bun:"heading"`    // what in the lesson it is about; empty = the lesson
	Anchor      string       `bun:"anchor"`
	OfficerID   *string      `bun:"officer_id"` // nil once the person was erased
	Body        string       `bun:"body"`
	Named       bool         `bun:"named"` // the name may be shown with the question
	AskedAt     time.Time    `bun:"asked_at"`
	State       InquiryState `bun:"state"`
	Answer      string       `bun:"answer"`
	AnsweredBy  string       `bun:"answered_by"`
	AnsweredAt  *time.Time   `bun:"answered_at"`
	Shown       string       `bun:"shown"` // the question as all read it
	PublishedAt *time.Time   `bun:"published_at"`
	SeenAt      *time.Time   `bun:"seen_at"`
}

// Unseen tells that the officer has yet to say that the answer was read.
func (q *Inquiry) Unseen() bool {
	return q.SeenAt == nil && (q.State == InquiryAnswered || q.State == InquiryClosed)
}

// IsShown tells that everybody at the lesson reads the question with its answer.
func (q *Inquiry) IsShown() bool { return q.PublishedAt != nil }

// Bounds of questions and answers, in letters and in number.
const (
	MaxInquiry      = 2000
	MaxInquiryReply = 4000
	maxInquiriesDay = 10  // of one officer in 24 hours
	maxOwnInquiries = 200 // rows of the officer's own list
	maxInquiriesAt  = 100 // shown at one lesson
)

var errNoInquiry = fault.New(fault.NotFound, "fault.not_found")

// bounded refuses an empty text and one that is too long.
func bounded(list *fault.List, field, value, missing string, limit int) {
	switch {
	case strings.TrimSpace(value) == "":
		list.Add(fault.New(fault.Invalid, missing).At(field))
	case utf8.RuneCountInString(value) > limit:
		list.Add(fault.New(fault.Invalid, "inquiry.too_long").At(field).With("Max", limit))
	}
}
