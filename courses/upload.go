package courses

import (
	"context"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/people"
	"liem/quiz"
)

// Upload checks a folder and, when nothing blocks, keeps it as the course's draft. An older draft gives way; posting the
// same folder again gives the draft that is there. With blocking problems nothing is stored: they are in the result.
func (s *Service) Upload(ctx context.Context, a people.Actor, folder *Folder) (Draft, error) {
	return s.upload(ctx, a, folder, nil, nothingMore)
}

// UploadWith is Upload with something more to be done in the transaction that keeps the draft.
func (s *Service) UploadWith(ctx context.Context, a people.Actor, folder *Folder, more func(context.Context, db.Tx, Version) error) (Draft, error) {
	return s.upload(ctx, a, folder, nil, more)
}

// UploadBy is Upload of what several people wrote: their accounts, beside the one who uploads it.
func (s *Service) UploadBy(ctx context.Context, a people.Actor, folder *Folder, authors []string) (Draft, error) {
	return s.upload(ctx, a, folder, authors, nothingMore)
}

func nothingMore(context.Context, db.Tx, Version) error { return nil }

func (s *Service) upload(ctx context.Context, a people.Actor, folder *Folder, authors []string, more func(context.Context, db.Tx, Version) error) (Draft, error) {
	if err := people.Require(a, people.ActEditCourse, people.Target{}); err != nil {
		return Draft{}, err
	}
	compiled, problems := Compile(folder, s.Today())
	d := Draft{Compiled: compiled, Problems: problems, authors: authors}
	if d.Blocked() {
		return d, nil
	}
	unitID, err := s.owner(ctx, a, compiled.Meta)
	if err != nil {
		return d, err
	}
	if err := s.checkSuccession(ctx, &d); err != nil || d.Blocked() {
		return d, err
	}
	if err := s.keepFiles(ctx, compiled); err != nil {
		return d, err
	}
	err = s.keep(ctx, a, &d, unitID, more)
	if db.IsUnique(err) { // a new course that is posted twice at once: by now it is there
		err = s.keep(ctx, a, &d, unitID, more)
	}
	return d, err
}

// checkSuccession adds what keeps the draft from following the versions before it.
func (s *Service) checkSuccession(ctx context.Context, d *Draft) error {
	published, err := NewStore(s.DB.Reader()).publishedKinds(ctx, d.Compiled.Meta.ID)
	if err != nil {
		return err
	}
	for _, p := range d.Compiled.parts {
		d.Problems = append(d.Problems, quiz.CheckSuccession(published, p.Questions)...)
	}
	markdown.SortProblems(d.Problems)
	return nil
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

func (s *Service) keep(ctx context.Context, a people.Actor, d *Draft, unitID string, more func(context.Context, db.Tx, Version) error) error {
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		if d.Version, d.Same, err = s.keepDraft(ctx, tx, a, d, unitID); err != nil {
			return err
		}
		return more(ctx, tx, d.Version)
	})
}

func (s *Service) keepDraft(ctx context.Context, tx db.Tx, a people.Actor, d *Draft, unitID string) (Version, bool, error) {
	c := d.Compiled
	store := NewStore(tx)
	course, err := s.courseFor(ctx, tx, a, c, unitID)
	if err != nil {
		return Version{}, false, err
	}
	versions, err := store.Versions(ctx, course.ID)
	if err != nil {
		return Version{}, false, err
	}
	for _, v := range versions {
		if v.Digest == c.Digest && v.Slug == c.Slug && (v.State == StateDraft || v.ID == course.CurrentVersionID) {
			return v, true, nil
		}
	}
	if _, err := store.discard(ctx, course.ID, ""); err != nil {
		return Version{}, false, err
	}
	v := Version{ID: db.NewID(), CourseID: course.ID, State: StateDraft, Digest: c.Digest, Slug: c.Slug, Meta: c.Meta,
		OverviewHTML: string(c.Overview), CreatedAt: s.Business.Now(), CreatedBy: a.AccountID,
		Authors: d.authors}
	if err := store.insertVersion(ctx, v, c); err != nil {
		return Version{}, false, err
	}
	if err := s.note(ctx, tx, a, v, ActDraft, ""); err != nil {
		return v, false, err
	}
	if err := store.indexCitations(ctx, v.CourseID); err != nil {
		return v, false, err
	}
	ctx = people.Under(ctx, a, people.ActEditCourse, course.UnitID)
	return v, false, s.Audit(ctx, tx, a.AccountID, "course.upload", "course:"+v.CourseID, map[string]string{"digest": v.Digest})
}
