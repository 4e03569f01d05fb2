package courses

import (
	"reflect"
	"slices"
	"time"

	"liem/internal/clock"
	"liem/internal/markdown"
	"liem/quiz"
)

// State is where a version stands.
type State string

// The states.
const (
	StateDraft     State = "draft"
	StatePublished State = "published"
	StateDiscarded State = "discarded"
)

// Course is a course whatever its version.
type Course struct {
	ID               string
	Slug             string
	UnitID           string // the owner
	CurrentVersionID string // the newest published; empty before the first
	WithdrawnAt      *time.Time
	CreatedAt        time.Time
	CreatedBy        string
}

// Version is one state of a course's files. A published one never changes.
type Version struct {
	ID           string
	CourseID     string
	Number       int // 0 while a draft
	State        State
	Digest       string
	Slug         string
	Meta         Meta
	OverviewHTML string
	Note         string // what changed, in the publisher's words
	CreatedAt    time.Time
	CreatedBy    string
	PublishedAt  *time.Time
	PublishedBy  string
	Revision     Revision   // empty of a course's first version
	AsksAgain    bool       // those who completed an earlier version must take this one
	AgainBy      clock.Date // until when; empty = no day is set
	Review       Review     // of a draft
	Authors      []string   // account ids of who wrote it, beside who uploaded it
}

// Unchanged tells whether a part is in two versions of a course the same to those who learn: what they did of one stands
// for the other.
func Unchanged(a, b *Loaded, partID string) bool {
	p, ok := a.PartByID(partID)
	q, is := b.PartByID(partID)
	return ok && is && p.Kind == q.Kind && string(p.HTML) == string(q.HTML) && reflect.DeepEqual(p.Settings, q.Settings) &&
		slices.Equal(p.QuestionDigests, q.QuestionDigests)
}

// LoadedPart is a part with all that a page needs.
type LoadedPart struct {
	Part
	HTML            HTML
	Outline         []markdown.Heading
	Settings        quiz.Settings
	QuestionDigests []string
}

// Loaded is a version in memory. It is shared and never changed.
type Loaded struct {
	Version Version
	Meta    Meta
	Parts   []LoadedPart

	questions map[string]quiz.Question
	byStem    map[string]int
	byID      map[string]int
	needed    map[string]bool
}

// arrange makes the look-ups.
func (l *Loaded) arrange() {
	l.byStem, l.byID, l.needed = map[string]int{}, map[string]int{}, map[string]bool{}
	for i, p := range l.Parts {
		l.byStem[p.Stem], l.byID[p.ID] = i, i
	}
	for _, id := range l.Meta.Completion {
		l.needed[id] = true
	}
	if len(l.needed) == 0 {
		for _, p := range l.Parts {
			l.needed[p.ID] = true
		}
	}
}

// Part finds a part by its address.
func (l *Loaded) Part(stem string) (*LoadedPart, bool) { return l.at(l.byStem, stem) }

// PartByID finds a part by its id.
func (l *Loaded) PartByID(id string) (*LoadedPart, bool) { return l.at(l.byID, id) }

func (l *Loaded) at(index map[string]int, key string) (*LoadedPart, bool) {
	i, ok := index[key]
	if !ok {
		return nil, false
	}
	return &l.Parts[i], true
}

// Previous is the part before, or nil.
func (l *Loaded) Previous(p *LoadedPart) *LoadedPart { return l.neighbour(p, -2) }

// Next is the part after, or nil.
func (l *Loaded) Next(p *LoadedPart) *LoadedPart { return l.neighbour(p, 0) }

func (l *Loaded) neighbour(p *LoadedPart, by int) *LoadedPart {
	if i := p.Position + by; i >= 0 && i < len(l.Parts) {
		return &l.Parts[i]
	}
	return nil
}

// Needed tells whether a part is needed for completing the course.
func (l *Loaded) Needed(partID string) bool { return l.needed[partID] }

// NeededCount is the number of needed parts.
func (l *Loaded) NeededCount() int { return len(l.needed) }

// Questions are the questions of all quizzes, by digest. Their links to parts of the course lead to the officer's pages.
func (l *Loaded) Questions() map[string]quiz.Question { return l.questions }

// QuizQuestions are a quiz's questions in the author's order.
func (l *Loaded) QuizQuestions(p *LoadedPart) []quiz.Question {
	out := make([]quiz.Question, len(p.QuestionDigests))
	for i, d := range p.QuestionDigests {
		out[i] = l.questions[d]
	}
	return out
}

// Overview is the course's overview with links to its parts under an address: "/courses/slug/".
func (l *Loaded) Overview(prefix string) HTML {
	return linked(markdown.Stored(l.Version.OverviewHTML), prefix)
}
