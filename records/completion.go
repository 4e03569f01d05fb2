package records

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"github.com/gowebpki/jcs"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
)

// Completion says that an officer completed a version of a course. Hours are hundredths of a tiết, marks basis points.
type Completion struct {
	db.BaseModel `bun:"table:completions,alias:c"`

	ID            string     `bun:"id,pk"`
	EnrolmentID   string     `bun:"enrolment_id"`
	OfficerID     string     `bun:"officer_id"`
	CourseID      string     `bun:"course_id"`
	VersionID     string     `bun:"version_id"`
	VersionNumber int        `bun:"version_number"`
	VersionDigest string     `bun:"version_digest"`
	CourseTitle   string     `bun:"course_title"`
	Category      string     `bun:"category"`
	CourseHours   int        `bun:"course_hours"` // official
	Hours         int        `bun:"hours"`        // counted
	HoursReason   string     `bun:"hours_reason"` // why none are, or empty
	Plan          string     `bun:"plan"`
	BegunOn       clock.Date `bun:"begun_on"`
	DoneOn        clock.Date `bun:"done_on"`
	DoneAt        time.Time  `bun:"done_at"`
	Mark          *int       `bun:"mark"` // nil for a course without a quiz
	Year          int        `bun:"year"` // in which the hours count: that of BegunOn
	Document      string     `bun:"document"`
	Salt          []byte     `bun:"salt"`
	Leaf          []byte     `bun:"leaf"`
}

// Document is what a leaf commits to. Its JSON names never change their meaning; a new field makes a new V.
type Document struct {
	V             int        `json:"v"`
	Kind          string     `json:"kind"`
	ID            string     `json:"id"`
	OfficerID     string     `json:"officer_id"`
	OfficerNumber string     `json:"officer_number"`
	OfficerName   string     `json:"officer_name"`
	Unit          string     `json:"unit"`
	Position      string     `json:"position"`
	Title         string     `json:"title"`
	CourseID      string     `json:"course_id"`
	CourseTitle   string     `json:"course_title"`
	Category      string     `json:"category"`
	VersionNumber int        `json:"version_number"`
	VersionDigest string     `json:"version_digest"`
	BegunOn       clock.Date `json:"begun_on"`
	DoneOn        clock.Date `json:"done_on"`
	DoneAt        string     `json:"done_at"` // RFC 3339, UTC, microseconds
	Mark          *int       `json:"mark"`
	CourseHours   int        `json:"course_hours"`
	Hours         int        `json:"hours"`
	HoursReason   string     `json:"hours_reason"`
	Plan          string     `json:"plan"`
	Year          int        `json:"year"`
}

const doneAtForm = "2006-01-02T15:04:05.000000Z"

// DocumentOf states a completion of an officer as of the day it was done.
func DocumentOf(c Completion, o people.OfficerOn) Document {
	d := stated(c)
	d.OfficerNumber, d.OfficerName = o.Number, o.FullName
	d.Unit, d.Position, d.Title = o.UnitName, o.Position, o.Title
	return d
}

// stated is the part of the document that the row's own columns give.
func stated(c Completion) Document {
	return Document{V: 1, Kind: "completion", ID: c.ID, OfficerID: c.OfficerID, CourseID: c.CourseID, CourseTitle: c.CourseTitle,
		Category: c.Category, VersionNumber: c.VersionNumber, VersionDigest: c.VersionDigest, BegunOn: c.BegunOn, DoneOn: c.DoneOn,
		DoneAt: c.DoneAt.UTC().Format(doneAtForm), Mark: c.Mark, CourseHours: c.CourseHours, Hours: c.Hours,
		HoursReason: c.HoursReason, Plan: c.Plan, Year: c.Year}
}

// Seal sets a completion's document, salt and leaf. The salt is 32 random bytes that are used once.
func Seal(c *Completion, d Document, salt []byte) error {
	if len(salt) != sha256.Size {
		return fmt.Errorf("records: a salt has %d bytes, not %d", sha256.Size, len(salt))
	}
	raw, err := json.Marshal(d)
	if err != nil {
		return err
	}
	canonical, err := jcs.Transform(raw)
	if err != nil {
		return err
	}
	c.Document, c.Salt, c.Leaf = string(canonical), salt, LeafOf(salt, canonical)
	return nil
}

// LeafOf is the leaf of a document: SHA-256 over "liem.record.v1", then salt and document, each with its length as eight
// bytes big-endian before it, so that no two pairs give the same bytes.
func LeafOf(salt, document []byte) []byte {
	h := sha256.New()
	h.Write([]byte("liem.record.v1"))
	for _, part := range [][]byte{salt, document} {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		h.Write(part)
	}
	return h.Sum(nil)
}

// Erased tells whether the document was erased at a person's request; the leaf stays.
func (c *Completion) Erased() bool { return c.Document == "" }

// fits tells whether an unerased completion's document gives its leaf, and whether the columns say what it says.
func (c *Completion) fits() (leaf, columns bool) {
	leaf = bytes.Equal(LeafOf(c.Salt, []byte(c.Document)), c.Leaf)
	var d Document
	if json.Unmarshal([]byte(c.Document), &d) != nil {
		return leaf, false
	}
	want := stated(*c)
	want.OfficerNumber, want.OfficerName = d.OfficerNumber, d.OfficerName
	want.Unit, want.Position, want.Title = d.Unit, d.Position, d.Title
	a, errA := json.Marshal(want)
	b, errB := json.Marshal(d)
	return leaf, errA == nil && errB == nil && bytes.Equal(a, b)
}
