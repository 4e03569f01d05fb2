package training

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/text"
	"liem/people"
)

// A Note is an officer's own note on a lesson, or at one of its headings; one without words is a bookmark. It hangs on
// the part's id, which stays the same from version to version.
type Note struct {
	ID        string
	OfficerID string
	CourseID  string
	PartID    string
	PartTitle string // as it was then
	Anchor    string // empty: the lesson
	Heading   string // as it was then
	Body      string
	CreatedAt time.Time
	UpdatedAt time.Time
}

// IsBookmark tells a bookmark from a note.
func (n *Note) IsBookmark() bool { return n.Body == "" }

// What one officer may write, so that nobody fills the database by mistake.
const (
	maxNote  = 10_000 // characters
	maxNotes = 5000   // of one officer
)

// AddNote keeps a note, or a bookmark where body is empty, on a lesson or at one of its headings. A place is bookmarked
// once.
func (s *Service) AddNote(ctx context.Context, a people.Actor, slug, stem, anchor, body string) error {
	e, _, part, err := s.begun(ctx, a, slug, stem)
	if err != nil {
		return err
	}
	if err := checkNote(body); err != nil {
		return err
	}
	heading, ok := headingOf(part, anchor)
	if !ok && anchor != "" {
		return fault.New(fault.Invalid, "notes.no_heading").At("anchor")
	}
	now := s.System.Now()
	n := Note{ID: db.NewID(), OfficerID: a.OfficerID, CourseID: e.CourseID, PartID: part.ID, PartTitle: part.Title, Anchor: anchor, Heading: heading,
		Body: body, CreatedAt: now, UpdatedAt: now}
	return s.inTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if count, err := store.countNotes(ctx, a.OfficerID); err != nil || count >= maxNotes {
			return cmpError(err, fault.New(fault.Conflict, "notes.too_many").With("Max", maxNotes))
		}
		if n.IsBookmark() {
			if marked, err := store.bookmarked(ctx, n); err != nil || marked {
				return err
			}
		}
		return store.addNote(ctx, n)
	})
}

func cmpError(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// ChangeNote replaces the words of one's own note.
func (s *Service) ChangeNote(ctx context.Context, a people.Actor, id, body string) error {
	if err := learner(a); err != nil {
		return err
	}
	if body == "" {
		return fault.New(fault.Invalid, "notes.empty").At("body")
	}
	if err := checkNote(body); err != nil {
		return err
	}
	return s.inTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return NewStore(tx).changeNote(ctx, a.OfficerID, id, body, s.System.Now())
	})
}

// RemoveNote takes away one's own note or bookmark.
func (s *Service) RemoveNote(ctx context.Context, a people.Actor, id string) error {
	if err := learner(a); err != nil {
		return err
	}
	return s.inTx(ctx, func(ctx context.Context, tx db.Tx) error { return NewStore(tx).removeNote(ctx, a.OfficerID, id) })
}

func checkNote(body string) error {
	if utf8.RuneCountInString(body) > maxNote {
		return fault.New(fault.Invalid, "notes.too_long").With("Max", maxNote).At("body")
	}
	return nil
}

// searchText is what a note is found by.
func (n *Note) searchText() string {
	return text.Fold(n.PartTitle + " " + n.Heading + " " + n.Body)
}

// inOrder puts notes in the order of the lesson: those on the whole of it first, then by heading, those whose heading is
// gone last; within a place the older first.
func inOrder(part *courses.LoadedPart, notes []Note) []Note {
	at := func(n *Note) int {
		if n.Anchor == "" || part == nil {
			return -1
		}
		for i, h := range part.Outline {
			if h.ID == n.Anchor {
				return i
			}
		}
		return len(part.Outline)
	}
	slices.SortStableFunc(notes, func(a, b Note) int {
		if d := at(&a) - at(&b); d != 0 {
			return d
		}
		return strings.Compare(a.ID, b.ID)
	})
	return notes
}
