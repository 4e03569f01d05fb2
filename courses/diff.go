package courses

import (
	"context"
	"slices"

	"liem/internal/fault"
	"liem/people"
	"liem/quiz"
)

// Change is what happened to something between two versions.
type Change string

// The changes.
const (
	Added   Change = "added"
	Removed Change = "removed"
	Changed Change = "changed"
)

// LineKind says what a line of a difference is.
type LineKind string

// The kinds of lines.
const (
	LineSame    LineKind = "same"
	LineAdded   LineKind = "added"
	LineRemoved LineKind = "removed"
	LineGap     LineKind = "gap" // lines left out
)

// Line is a line of a difference. Pieces mark the words that changed, in a line that took another one's place.
type Line struct {
	Kind   LineKind
	Text   string
	Pieces []Piece
}

// FileChange is a file that differs; Lines show how, for Markdown.
type FileChange struct {
	Path   string
	Change Change
	Lines  []Line
}

// PartChange is a part that differs.
type PartChange struct {
	Title  string
	Stem   string
	Kind   PartKind
	Change Change
}

// QuestionChange is a question that differs.
type QuestionChange struct {
	ID     string
	Text   string
	Part   string
	Change Change
}

// Difference is what changed from one version to another. It is empty when nothing did.
type Difference struct {
	From, To  Version
	Parts     []PartChange
	Questions []QuestionChange
	Files     []FileChange
}

// Empty tells that the two versions are the same.
func (d *Difference) Empty() bool { return len(d.Files) == 0 && d.From.Slug == d.To.Slug }

// Diff compares two versions of one course that the actor may see.
func (s *Service) Diff(ctx context.Context, a people.Actor, fromID, toID string) (Difference, error) {
	store := NewStore(s.DB.Reader())
	from, err := store.load(ctx, fromID)
	if err != nil {
		return Difference{}, err
	}
	to, err := store.load(ctx, toID)
	if err != nil {
		return Difference{}, err
	}
	course, err := store.Course(ctx, to.Version.CourseID)
	if err != nil {
		return Difference{}, err
	}
	if from.Version.CourseID != course.ID || !people.Can(a, people.ActPreviewCourse, people.Target{UnitID: course.UnitID}) {
		return Difference{}, fault.New(fault.NotFound, "fault.not_found")
	}
	d := Difference{From: from.Version, To: to.Version, Questions: questionChanges(from, to)}
	if d.Files, err = s.fileChanges(ctx, fromID, toID); err != nil {
		return d, err
	}
	d.Parts = partChanges(from, to)
	return d, nil
}

func partChanges(from, to *Loaded) []PartChange {
	var out []PartChange
	for i := range to.Parts {
		p := &to.Parts[i]
		old, ok := from.PartByID(p.ID)
		switch {
		case !ok:
			out = append(out, PartChange{p.Title, p.Stem, p.Kind, Added})
		case !samePart(old, p):
			out = append(out, PartChange{p.Title, p.Stem, p.Kind, Changed})
		}
	}
	for i := range from.Parts {
		if p := &from.Parts[i]; !has(to, p.ID) {
			out = append(out, PartChange{p.Title, p.Stem, p.Kind, Removed})
		}
	}
	return out
}

func has(l *Loaded, partID string) bool {
	_, ok := l.PartByID(partID)
	return ok
}

func samePart(a, b *LoadedPart) bool {
	return a.Title == b.Title && a.Minutes == b.Minutes && a.HTML == b.HTML && a.Settings == b.Settings && a.Stem == b.Stem &&
		a.Position == b.Position && slices.Equal(a.QuestionDigests, b.QuestionDigests)
}

func questionChanges(from, to *Loaded) []QuestionChange {
	before, after := placedQuestions(from), placedQuestions(to)
	var out []QuestionChange
	for _, q := range after {
		i := slices.IndexFunc(before, func(o placedQuestion) bool { return o.ID == q.ID })
		switch {
		case i < 0:
			out = append(out, QuestionChange{q.ID, q.Text, q.part, Added})
		case before[i].Digest() != q.Digest():
			out = append(out, QuestionChange{q.ID, q.Text, q.part, Changed})
		}
	}
	for _, q := range before {
		if !slices.ContainsFunc(after, func(o placedQuestion) bool { return o.ID == q.ID }) {
			out = append(out, QuestionChange{q.ID, q.Text, q.part, Removed})
		}
	}
	return out
}

type placedQuestion struct {
	quiz.Question
	part string
}

func placedQuestions(l *Loaded) []placedQuestion {
	var out []placedQuestion
	for i := range l.Parts {
		for _, q := range l.QuizQuestions(&l.Parts[i]) {
			out = append(out, placedQuestion{q, l.Parts[i].Title})
		}
	}
	return out
}
