package working

import (
	"context"
	"io"
	"path"
	"slices"
	"strings"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/people"
)

// folder is a working copy as a course folder. instead, where given, stands in for a file's body: what is on the screen
// and not saved.
func (s *Service) folder(ctx context.Context, w Work, files []File, instead map[string]string) (*courses.Folder, error) {
	list := make([]courses.File, len(files))
	for i, f := range files {
		body := f.Body
		if b, ok := instead[f.Path]; ok {
			body = b
		}
		list[i] = courses.File{Path: f.Path, Size: f.Size, Open: func() (io.ReadCloser, error) {
			if f.IsText() {
				return io.NopCloser(strings.NewReader(body)), nil
			}
			r, _, err := s.Blobs.Open(ctx, f.Digest)
			return r, err
		}}
	}
	return courses.NewFolder(w.Slug, list)
}

// Glance is a file as officers would see it, with the problems of the whole folder.
type Glance struct {
	courses.Glance
	Problems []markdown.Problem
}

// Look renders a file of a working copy with what is on the screen, and checks the folder as it would be.
func (s *Service) Look(ctx context.Context, a people.Actor, courseID, name, body string) (Glance, error) {
	w, err := s.Work(ctx, a, courseID)
	if err != nil {
		return Glance{}, err
	}
	if body, err = clean(body); err != nil {
		return Glance{}, err
	}
	files, err := newStore(s.DB.Reader()).files(ctx, courseID)
	if err != nil {
		return Glance{}, err
	}
	if !slices.ContainsFunc(files, func(f File) bool { return f.Path == name && f.IsText() }) {
		return Glance{}, errGone
	}
	folder, err := s.folder(ctx, w, files, map[string]string{name: body})
	if err != nil {
		return Glance{}, err
	}
	compiled, problems := courses.Compile(folder, s.Today())
	return Glance{compiled.Glance(name), problems}, nil
}

// Newer tells that the course has a draft or a version that this working copy does not know: making a draft of it would
// leave out what is there.
func (s *Service) Newer(ctx context.Context, a people.Actor, w Work) (bool, error) {
	c, versions, err := s.Course(ctx, a, w.CourseID)
	if fault.Is(err, fault.NotFound) {
		return false, nil // a new course
	}
	if err != nil {
		return false, err
	}
	base := newest(c, versions)
	return base != nil && base.ID != w.BaseVersionID, nil
}

// MakeDraft checks the working copy and, when nothing blocks, makes it the course's draft. over says that a draft or a
// version which it does not know may be left out.
func (s *Service) MakeDraft(ctx context.Context, a people.Actor, courseID string, over bool) (courses.Draft, error) {
	w, err := s.Work(ctx, a, courseID)
	if err != nil {
		return courses.Draft{}, err
	}
	newer, err := s.Newer(ctx, a, w)
	if err != nil {
		return courses.Draft{}, err
	}
	if newer && !over {
		return courses.Draft{}, fault.New(fault.Conflict, "edit.newer")
	}
	store := newStore(s.DB.Reader())
	files, err := store.files(ctx, courseID)
	if err != nil {
		return courses.Draft{}, err
	}
	folder, err := s.folder(ctx, w, files, nil)
	if err != nil {
		return courses.Draft{}, err
	}
	authors, err := store.authors(ctx, courseID)
	if err != nil {
		return courses.Draft{}, err
	}
	draft, err := s.UploadBy(ctx, a, folder, authors)
	if err != nil || draft.Blocked() {
		return draft, err
	}
	return draft, s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return newStore(tx).setBase(ctx, courseID, draft.Version.ID)
	})
}

// AddMedia stores a file beside the text and returns its path: media/ with a name that is free, unless the same file is
// there already.
func (s *Service) AddMedia(ctx context.Context, a people.Actor, courseID, name string, open func() (io.ReadCloser, error), size int64) (string, error) {
	w, err := s.Work(ctx, a, courseID)
	if err != nil {
		return "", err
	}
	base := MediaName(name)
	file, problem, err := s.KeepMedia(ctx, courses.File{Path: base, Size: size, Open: open})
	if err != nil {
		return "", err
	}
	if problem != nil {
		return "", &courses.Refused{Problems: []markdown.Problem{*problem}}
	}
	return s.place(ctx, a, w, File{Path: base, Revision: 1, Digest: file.Digest, Size: file.Size, MediaType: file.MediaType,
		SavedAt: s.Business.Now(), SavedBy: a.AccountID})
}

// place gives a media file a free name.
func (s *Service) place(ctx context.Context, a people.Actor, w Work, f File) (string, error) {
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := s.take(ctx, tx, a, w.CourseID); err != nil {
			return err
		}
		store := newStore(tx)
		files, err := store.files(ctx, w.CourseID)
		if err != nil {
			return err
		}
		ext := path.Ext(f.Path)
		stem := strings.TrimSuffix(f.Path, ext)
		for n := 2; ; n++ {
			i := slices.IndexFunc(files, func(o File) bool { return strings.EqualFold(o.Path, f.Path) })
			if i < 0 {
				break
			}
			if files[i].Digest == f.Digest {
				f.Path = files[i].Path
				return nil
			}
			f.Path = stem + "-" + itoa(n) + ext
		}
		if err := store.addAuthor(ctx, w.CourseID, a.AccountID); err != nil {
			return err
		}
		return store.insertFiles(ctx, w.CourseID, []File{f})
	})
	return f.Path, err
}

// MediaName is the path of a media file by the name that somebody's machine gave it.
func MediaName(name string) string {
	ext := strings.ToLower(path.Ext(name))
	stem := markdown.Slug(strings.TrimSuffix(path.Base(name), path.Ext(name)))
	if stem == "" {
		stem = "hinh"
	}
	return "media/" + stem + ext
}
