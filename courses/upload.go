package courses

import (
	"context"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// Upload checks a folder and, when nothing blocks, keeps it as the course's draft. An older draft gives way; posting the
// same folder again gives the draft that is there. With blocking problems nothing is stored: they are in the result.
func (s *Service) Upload(ctx context.Context, a people.Actor, folder *Folder) (Draft, error) {
	if err := people.Require(a, people.ActEditCourse, people.Target{}); err != nil {
		return Draft{}, err
	}
	compiled, problems := Compile(folder, s.Today())
	d := Draft{Compiled: compiled, Problems: problems}
	if d.Blocked() {
		return d, nil
	}
	unitID, err := s.owner(ctx, a, compiled.Meta.UnitCode)
	if err != nil {
		return d, err
	}
	if err := s.keepFiles(ctx, compiled); err != nil {
		return d, err
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		d.Version, d.Same, err = s.keepDraft(ctx, tx, a, compiled, unitID)
		return err
	})
	return d, err
}

// owner is the unit that the course belongs to: the one that course.md names, or the actor's.
func (s *Service) owner(ctx context.Context, a people.Actor, code string) (string, error) {
	tree, err := people.LoadTree(ctx, s.DB.Reader(), s.Today())
	if err != nil {
		return "", err
	}
	id := a.UnitID
	if code != "" {
		u, ok := tree.ByCode(code)
		if !ok {
			return "", fault.New(fault.Invalid, "courses.unit_unknown").With("Code", code)
		}
		id = u.ID
	}
	if id == "" {
		if roots := tree.Roots(); len(roots) > 0 {
			id = roots[0].ID
		}
	}
	if !people.Can(a, people.ActEditCourse, people.Target{UnitID: id}) {
		return "", fault.New(fault.Forbidden, "courses.unit_out_of_scope").With("Code", code)
	}
	return id, nil
}

// keepFiles stores the folder's files as blobs. A blob that no version comes to name is harmless.
func (s *Service) keepFiles(ctx context.Context, c *Compiled) error {
	for i := range c.files {
		f := &c.files[i]
		has, err := s.Blobs.Has(ctx, f.digest)
		if err != nil {
			return fault.New(fault.Unavailable, "fault.unavailable").Because(err)
		}
		if has {
			continue
		}
		if err := s.keepFile(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) keepFile(ctx context.Context, f *compiledFile) error {
	r, err := f.reader()
	if err != nil {
		return fault.New(fault.Invalid, "courses.zip.broken").Because(err)
	}
	defer r.Close()
	digest, _, err := s.Blobs.Put(ctx, r)
	if err != nil {
		return fault.New(fault.Unavailable, "fault.unavailable").Because(err)
	}
	if digest != f.digest {
		return fault.New(fault.Invalid, "courses.zip.broken")
	}
	return nil
}

func (s *Service) keepDraft(ctx context.Context, tx db.Tx, a people.Actor, c *Compiled, unitID string) (Version, bool, error) {
	store := NewStore(tx)
	now := s.Business.Now()
	_, err := s.may(ctx, tx, a, people.ActEditCourse, c.Meta.ID)
	switch {
	case fault.Is(err, fault.NotFound):
		err = s.newCourse(ctx, tx, a, c, unitID)
	case err == nil:
		err = s.slugFree(ctx, tx, c)
	}
	if err != nil {
		return Version{}, false, err
	}
	versions, err := store.Versions(ctx, c.Meta.ID)
	if err != nil {
		return Version{}, false, err
	}
	for _, v := range versions {
		if v.Digest == c.Digest && v.Slug == c.Slug && (v.State == StateDraft || v.Number == versions[len(versions)-1].Number) {
			return v, true, nil
		}
	}
	if err := store.discard(ctx, c.Meta.ID, ""); err != nil {
		return Version{}, false, err
	}
	v := Version{ID: db.NewID(), CourseID: c.Meta.ID, State: StateDraft, Digest: c.Digest, Slug: c.Slug, Meta: c.Meta,
		OverviewHTML: string(c.Overview), CreatedAt: now, CreatedBy: a.AccountID}
	if err := store.insertVersion(ctx, v, c); err != nil {
		return Version{}, false, err
	}
	return v, false, s.Audit(ctx, tx, a.AccountID, "course.upload", "course:"+v.CourseID, map[string]string{"digest": v.Digest})
}

// newCourse adds a course. A course with this id that the actor may not see says only that the id is taken.
func (s *Service) newCourse(ctx context.Context, tx db.Tx, a people.Actor, c *Compiled, unitID string) error {
	if _, err := NewStore(tx).Course(ctx, c.Meta.ID); err == nil {
		return fault.New(fault.Forbidden, "courses.unit_out_of_scope").With("Code", c.Meta.UnitCode)
	}
	if err := s.slugFree(ctx, tx, c); err != nil {
		return err
	}
	return NewStore(tx).insertCourse(ctx, Course{ID: c.Meta.ID, Slug: c.Slug, UnitID: unitID, CreatedAt: s.Business.Now(), CreatedBy: a.AccountID})
}

// slugFree refuses an address that another course has.
func (s *Service) slugFree(ctx context.Context, tx db.Tx, c *Compiled) error {
	other, err := NewStore(tx).CourseBySlug(ctx, c.Slug)
	switch {
	case fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return err
	case other.ID != c.Meta.ID:
		return fault.New(fault.Conflict, "courses.slug_taken").With("Slug", c.Slug)
	}
	return nil
}
