package courses

import (
	"context"
	"strings"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// Comment is what somebody said of a line of a draft, with the answers.
type Comment struct {
	ID         string
	CourseID   string
	VersionID  string // the draft it was made on
	Path       string
	Line       int    // where it stands in the version that is looked at, from 1; 0 = the line has changed
	Quote      string // the line as it stood
	Body       string
	CreatedAt  time.Time
	CreatedBy  string
	ResolvedAt *time.Time
	ResolvedBy string
	Replies    []Reply
}

// Reply is an answer to a comment.
type Reply struct {
	Body      string
	CreatedAt time.Time
	CreatedBy string
}

// Source is a file of a version as its author wrote it.
type Source struct {
	Path  string
	Lines []string
	Open  int // comments that are not resolved
	All   []Comment
}

// At are the comments on a line; those of line 0 stand on lines that have changed.
func (s *Source) At(line int) (list []Comment) {
	for _, c := range s.All {
		if c.Line == line {
			list = append(list, c)
		}
	}
	return list
}

// reviewer asks for the right to take part in the review of a course: to edit it or to publish it.
func (s *Service) reviewer(ctx context.Context, a people.Actor, courseID string) error {
	c, _, err := s.Course(ctx, a, courseID)
	if err != nil {
		return err
	}
	at := people.Target{UnitID: c.UnitID}
	if people.Can(a, people.ActEditCourse, at) {
		return nil
	}
	return people.Require(a, people.ActPublishCourse, at)
}

// Sources are the text files of a version that the actor may see, each with the comments on it: of a draft those since the
// last version was published, of a published version those that were made before it. A comment follows its line.
func (s *Service) Sources(ctx context.Context, a people.Actor, v Version) ([]Source, error) {
	if _, _, err := s.Course(ctx, a, v.CourseID); err != nil {
		return nil, err
	}
	store := NewStore(s.DB.Reader())
	files, err := store.Files(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	closedBy := ""
	if v.State == StatePublished {
		closedBy = v.ID
	}
	comments, err := store.comments(ctx, v.CourseID, closedBy)
	if err != nil {
		return nil, err
	}
	var list []Source
	for i := range files {
		if !strings.HasPrefix(files[i].MediaType, "text/markdown") {
			continue
		}
		text, err := s.text(ctx, &files[i])
		if err != nil {
			return nil, err
		}
		list = append(list, sourceOf(files[i].Path, text, comments))
	}
	return append(list, gone(list, comments)...), nil
}

// sourceOf puts comments at their lines.
func sourceOf(path, text string, comments []Comment) Source {
	s := Source{Path: path, Lines: strings.Split(strings.TrimSuffix(text, "\n"), "\n")}
	for _, c := range comments {
		if c.Path != path {
			continue
		}
		c.Line = lineOf(s.Lines, c)
		s.add(c)
	}
	return s
}

func (s *Source) add(c Comment) {
	if s.All = append(s.All, c); c.ResolvedAt == nil {
		s.Open++
	}
}

// lineOf finds the line that a comment is about: where it was, or the only one that still reads so; otherwise 0.
func lineOf(lines []string, c Comment) int {
	if c.Line <= len(lines) && lines[c.Line-1] == c.Quote {
		return c.Line
	}
	found := 0
	for i, line := range lines {
		if line != c.Quote {
			continue
		}
		if found > 0 {
			return 0
		}
		found = i + 1
	}
	return found
}

// gone are files that comments are about and that are there no more.
func gone(there []Source, comments []Comment) (list []Source) {
	has := map[string]int{}
	for i := range there {
		has[there[i].Path] = -1
	}
	for _, c := range comments {
		i, ok := has[c.Path]
		if !ok {
			i = len(list)
			has[c.Path] = i
			list = append(list, Source{Path: c.Path})
		}
		if i >= 0 {
			c.Line = 0
			list[i].add(c)
		}
	}
	return list
}

// Comment says something of a line of a draft.
func (s *Service) Comment(ctx context.Context, a people.Actor, versionID, path string, line int, body string) error {
	v, err := NewStore(s.DB.Reader()).Version(ctx, versionID)
	if err != nil {
		return err
	}
	if err := s.reviewer(ctx, a, v.CourseID); err != nil {
		return err
	}
	if err := remark(body); err != nil {
		return err
	}
	quote, err := s.lineAt(ctx, a, v, path, line)
	if err != nil {
		return err
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		c, err := s.may(ctx, tx, a, people.ActPreviewCourse, v.CourseID)
		if err != nil {
			return err
		}
		store := NewStore(tx)
		now, err := store.Version(ctx, v.ID)
		switch {
		case err != nil:
			return err
		case now.State != StateDraft:
			return errChanged
		case now.Review == ReviewApproved: // what is said now was not weighed
			if err := store.setReview(ctx, v.ID, ReviewOpen); err != nil {
				return err
			}
		}
		err = store.insertComment(ctx, Comment{ID: db.NewID(), CourseID: v.CourseID, VersionID: v.ID, Path: path, Line: line, Quote: quote,
			Body: body, CreatedAt: s.Business.Now(), CreatedBy: a.AccountID})
		if err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "course.comment", "course:"+c.ID, map[string]string{"digest": v.Digest})
	})
}

func remark(body string) error {
	switch n := len([]rune(body)); {
	case n == 0:
		return fault.New(fault.Invalid, "review.comment_missing").At("body")
	case n > maxRemark:
		return fault.New(fault.Invalid, "review.too_long").With("Max", maxRemark).At("body")
	}
	return nil
}

func (s *Service) lineAt(ctx context.Context, a people.Actor, v Version, path string, line int) (string, error) {
	sources, err := s.Sources(ctx, a, v)
	if err != nil {
		return "", err
	}
	for _, f := range sources {
		if f.Path == path && line >= 1 && line <= len(f.Lines) {
			return f.Lines[line-1], nil
		}
	}
	return "", fault.New(fault.NotFound, "fault.not_found")
}

// Reply answers a comment; resolve also says that it is settled, or, of a settled one, that it is not.
func (s *Service) Reply(ctx context.Context, a people.Actor, courseID, commentID, body string, resolve bool) error {
	if err := s.reviewer(ctx, a, courseID); err != nil {
		return err
	}
	if body != "" || !resolve {
		if err := remark(body); err != nil {
			return err
		}
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		c, err := store.takeComment(ctx, courseID, commentID)
		if err != nil {
			return err
		}
		now := s.Business.Now()
		if body != "" {
			if err := store.insertReply(ctx, c.ID, Reply{body, now, a.AccountID}); err != nil {
				return err
			}
		}
		if !resolve {
			return nil
		}
		if c.ResolvedAt != nil {
			return store.resolve(ctx, c.ID, nil, "")
		}
		return store.resolve(ctx, c.ID, &now, a.AccountID)
	})
}
