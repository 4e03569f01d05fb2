package working

import (
	"bytes"
	"context"
	"io"

	"liem/courses"
	"liem/courses/starter"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/people"
)

// maxTitle bounds a new course's title, in characters.
const maxTitle = 200

// New begins a course that is not there yet, from the starter in a language: its working copy. The title gives the address.
func (s *Service) New(ctx context.Context, a people.Actor, title, unitID, language string) (Work, error) {
	slug := markdown.Slug(title)
	switch {
	case slug == "":
		return Work{}, fault.New(fault.Invalid, "edit.title_missing").At("title")
	case len([]rune(title)) > maxTitle || len(slug) > maxTitle:
		return Work{}, fault.New(fault.Invalid, "edit.title_long").With("Max", maxTitle).At("title")
	}
	tree, err := people.LoadTree(ctx, s.DB.Reader(), s.Today())
	if err != nil {
		return Work{}, err
	}
	unit, ok := tree.Unit(unitID)
	if !ok || !people.Can(a, people.ActEditCourse, people.Target{UnitID: unitID}) {
		return Work{}, fault.New(fault.Invalid, "edit.unit_missing").At("unit")
	}
	if err := s.slugFree(ctx, slug); err != nil {
		return Work{}, err
	}
	id := db.NewID()
	files, err := starter.Files(language, starter.Values{ID: id, Title: title, Unit: unit.Code, Date: s.Today()})
	if err != nil {
		return Work{}, err
	}
	folder, err := folderOf(slug, files)
	if err != nil {
		return Work{}, err
	}
	return s.begin(ctx, a, Work{CourseID: id, UnitID: unitID, Slug: slug}, folder)
}

// slugFree refuses an address that another course, or another new one, has.
func (s *Service) slugFree(ctx context.Context, slug string) error {
	_, err := courses.NewStore(s.DB.Reader()).CourseBySlug(ctx, slug)
	if err == nil {
		return fault.New(fault.Conflict, "courses.slug_taken").With("Slug", slug).At("title")
	}
	if !fault.Is(err, fault.NotFound) {
		return err
	}
	taken, err := newStore(s.DB.Reader()).slugTaken(ctx, slug)
	if err == nil && taken {
		err = fault.New(fault.Conflict, "courses.slug_taken").With("Slug", slug).At("title")
	}
	return err
}

func folderOf(slug string, files []starter.File) (*courses.Folder, error) {
	list := make([]courses.File, len(files))
	for i, f := range files {
		list[i] = courses.File{Path: f.Path, Size: int64(len(f.Text)), Open: func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(f.Text)), nil
		}}
	}
	return courses.NewFolder(slug, list)
}

// Works lists the working copies that the actor may write in, the newest first.
func (s *Service) Works(ctx context.Context, a people.Actor) ([]Work, error) {
	return newStore(s.DB.Reader()).works(ctx, a.Scope(people.ActEditCourse))
}
