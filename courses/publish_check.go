package courses

import (
	"context"
	"slices"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/people"
	"liem/quiz"
)

// publishedUnder is the unit that the course belongs to from this version on. Moving a course to another unit takes the
// right to publish there too.
func (s *Service) publishedUnder(ctx context.Context, tx db.Tx, a people.Actor, c Course, v Version) (string, error) {
	if v.Meta.UnitCode == "" {
		return c.UnitID, nil
	}
	id, err := s.unitOf(ctx, tx, v.Meta.UnitCode)
	if err == nil && id != c.UnitID && !people.Can(a, people.ActPublishCourse, people.Target{UnitID: id}) {
		err = outOfScope(v.Meta.UnitCode)
	}
	return id, err
}

// mayFollow refuses a draft whose address is taken, one that equals the current version, and one that changes a
// question's kind under its id: an upload looks for all of it too, but what it saw may have changed since.
func (s *Service) mayFollow(ctx context.Context, tx db.Tx, c Course, v Version) error {
	if err := slugFree(ctx, tx, v.Slug, c.ID); err != nil {
		return err
	}
	if c.CurrentVersionID == "" {
		return nil
	}
	store := NewStore(tx)
	old, err := store.Version(ctx, c.CurrentVersionID)
	if err != nil {
		return err
	}
	if old.Digest == v.Digest && old.Slug == v.Slug {
		return fault.New(fault.Conflict, "courses.unchanged").With("Number", old.Number)
	}
	published, err := store.publishedKinds(ctx, c.ID)
	if err != nil {
		return err
	}
	draft, err := store.load(ctx, v.ID)
	if err != nil {
		return err
	}
	files, err := store.Files(ctx, v.ID)
	if err != nil {
		return err
	}
	if problems := quiz.CheckSuccession(published, allQuestions(draft, files)); markdown.Blocking(problems) {
		return &Refused{problems}
	}
	return nil
}

// allQuestions are a version's questions, each with the file that it stands in; lines are not stored.
func allQuestions(l *Loaded, files []StoredFile) []quiz.Question {
	var all []quiz.Question
	for i := range l.Parts {
		p := &l.Parts[i]
		at := slices.IndexFunc(files, func(f StoredFile) bool {
			_, stem, kind, ok := splitName(f.Path)
			return ok && stem == p.Stem && kind == p.Kind
		})
		for _, q := range l.QuizQuestions(p) {
			q.Position = markdown.Position{Line: 1, Column: 1}
			if at >= 0 {
				q.File = files[at].Path
			}
			all = append(all, q)
		}
	}
	return all
}
