package working

import (
	"context"
	"time"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// Service is what authors do with working copies.
type Service struct {
	*courses.Service
}

// Work is a working copy.
type Work struct {
	CourseID      string
	UnitID        string
	Slug          string
	BaseVersionID string // the version it was begun from or became last; empty = none
	CreatedAt     time.Time
	CreatedBy     string
	TouchedAt     time.Time
}

// File is a file of a working copy.
type File struct {
	Path      string
	Revision  int64
	Body      string // of Markdown
	Digest    string // of media: the blob's name; empty of Markdown
	Size      int64
	MediaType string
	SavedAt   time.Time
	SavedBy   string
}

// IsText tells Markdown from media.
func (f *File) IsText() bool { return f.Digest == "" }

// markdownType is the media type of text files.
const markdownType = "text/markdown; charset=utf-8"

var errGone = fault.New(fault.NotFound, "fault.not_found")

// Work finds a course's working copy that the actor may write in.
func (s *Service) Work(ctx context.Context, a people.Actor, courseID string) (Work, error) {
	w, err := newStore(s.DB.Reader()).work(ctx, courseID)
	if err != nil {
		return w, err
	}
	return w, s.allowed(a, w)
}

func (s *Service) allowed(a people.Actor, w Work) error {
	at := people.Target{UnitID: w.UnitID}
	if !people.Can(a, people.ActPreviewCourse, at) {
		return errGone
	}
	return people.Require(a, people.ActEditCourse, at)
}

// take locks a working copy for the rest of the transaction, if the actor may write in it.
func (s *Service) take(ctx context.Context, tx db.Tx, a people.Actor, courseID string) (Work, error) {
	w, err := newStore(tx).take(ctx, courseID, s.Business.Now())
	if err != nil {
		return w, err
	}
	return w, s.allowed(a, w)
}

// Open gives the course's working copy: the one that is there, or else a new one of its draft, or of its current version.
func (s *Service) Open(ctx context.Context, a people.Actor, courseID string) (Work, error) {
	w, err := s.Work(ctx, a, courseID)
	if !fault.Is(err, fault.NotFound) {
		return w, err
	}
	c, versions, err := s.Course(ctx, a, courseID)
	if err != nil {
		return w, err
	}
	if err := people.Require(a, people.ActEditCourse, people.Target{UnitID: c.UnitID}); err != nil {
		return w, err
	}
	base := newest(c, versions)
	if base == nil {
		return w, errGone
	}
	folder, err := s.Folder(ctx, a, base.ID)
	if err != nil {
		return w, err
	}
	w = Work{CourseID: c.ID, UnitID: c.UnitID, Slug: base.Slug, BaseVersionID: base.ID}
	return s.begin(ctx, a, w, folder)
}

// newest is the draft of a course, or else its current version.
func newest(c courses.Course, versions []courses.Version) (base *courses.Version) {
	for i := range versions {
		switch v := &versions[i]; {
		case v.State == courses.StateDraft:
			return v
		case v.ID == c.CurrentVersionID:
			base = v
		}
	}
	return base
}

// begin stores a working copy with the files of a folder.
func (s *Service) begin(ctx context.Context, a people.Actor, w Work, folder *courses.Folder) (Work, error) {
	now := s.Business.Now()
	w.CreatedAt, w.CreatedBy, w.TouchedAt = now, a.AccountID, now
	files, err := s.filesOf(ctx, folder, now, a.AccountID)
	if err != nil {
		return w, err
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := newStore(tx)
		if err := store.insertWork(ctx, w); err != nil {
			return err
		}
		if err := store.insertFiles(ctx, w.CourseID, files); err != nil {
			return err
		}
		return s.Audit(people.Under(ctx, a, people.ActEditCourse, w.UnitID), tx, a.AccountID, "course.edit", "course:"+w.CourseID, nil)
	})
	if fault.Is(err, fault.Conflict) { // somebody else began it at this moment
		return s.Work(ctx, a, w.CourseID)
	}
	return w, err
}

// filesOf reads a folder; its media are stored as blobs, where most of them are already.
func (s *Service) filesOf(ctx context.Context, folder *courses.Folder, now time.Time, by string) ([]File, error) {
	compiled, _ := courses.Compile(folder, s.Today())
	kept, err := s.KeepFiles(ctx, compiled)
	if err != nil {
		return nil, err
	}
	files := make([]File, len(kept))
	for i, f := range kept {
		files[i] = File{Path: f.Path, Revision: 1, Body: f.Text, Digest: f.Digest, Size: f.Size, MediaType: f.MediaType, SavedAt: now, SavedBy: by}
		if f.MediaType == markdownType {
			files[i].Digest = ""
		}
	}
	return files, nil
}

// Files lists the files of a working copy with their text, by path.
func (s *Service) Files(ctx context.Context, a people.Actor, courseID string) ([]File, error) {
	if _, err := s.Work(ctx, a, courseID); err != nil {
		return nil, err
	}
	return newStore(s.DB.Reader()).files(ctx, courseID)
}

// Discard drops a working copy with its history. What became a draft of it stays.
func (s *Service) Discard(ctx context.Context, a people.Actor, courseID string) error {
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		w, err := s.take(ctx, tx, a, courseID)
		if err != nil {
			return err
		}
		if err := newStore(tx).discard(ctx, courseID); err != nil {
			return err
		}
		return s.Audit(people.Under(ctx, a, people.ActEditCourse, w.UnitID), tx, a.AccountID, "course.edit_discard", "course:"+courseID, nil)
	})
}
