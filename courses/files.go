package courses

import (
	"archive/zip"
	"context"
	"io"
	"strings"
	"time"

	"liem/internal/fault"
	"liem/people"
)

// Folder is a version's files as its folder, of a course that the actor may see.
func (s *Service) Folder(ctx context.Context, a people.Actor, versionID string) (*Folder, error) {
	store := NewStore(s.DB.Reader())
	v, err := store.Version(ctx, versionID)
	if err != nil {
		return nil, err
	}
	course, err := store.Course(ctx, v.CourseID)
	if err != nil {
		return nil, err
	}
	if !people.Can(a, people.ActPreviewCourse, people.Target{UnitID: course.UnitID}) {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	stored, err := store.Files(ctx, versionID)
	if err != nil {
		return nil, err
	}
	files := make([]File, len(stored))
	for i, f := range stored {
		files[i] = File{Path: f.Path, Size: f.Size, Open: func() (io.ReadCloser, error) {
			r, _, err := s.Blobs.Open(ctx, f.Digest)
			return r, err
		}}
	}
	return newFolder(v.Slug, files)
}

// Again makes a draft of a version's files: going back is publishing them anew, under a number of their own. A draft that
// waits gives way, as to any upload.
func (s *Service) Again(ctx context.Context, a people.Actor, versionID string) (Draft, error) {
	folder, err := s.Folder(ctx, a, versionID)
	if err != nil {
		return Draft{}, err
	}
	return s.Upload(ctx, a, folder)
}

// Zip writes the folder as a zip that can be uploaded again: the same version gives the same bytes. Media are packed
// already, so they are stored as they are.
func (f *Folder) Zip(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, file := range f.Files {
		h := &zip.FileHeader{Name: f.Slug + "/" + file.Path, Method: zip.Store, Modified: time.Unix(0, 0).UTC()}
		if strings.HasSuffix(file.Path, ".md") {
			h.Method = zip.Deflate
		}
		out, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if err := file.copyTo(out); err != nil {
			return err
		}
	}
	return z.Close()
}

func (f *File) copyTo(w io.Writer) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(w, r)
	return err
}
