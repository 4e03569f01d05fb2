package courses

import (
	"cmp"
	"context"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// outOfScope says that a course belongs to somebody else, whether it is there already or only names their unit.
func outOfScope(code string) error {
	return fault.New(fault.Forbidden, "courses.unit_out_of_scope").With("Code", code)
}

// owner is the unit that the course is to belong to: the one that course.md names, or else the one that it belongs to
// already, or else the actor's.
func (s *Service) owner(ctx context.Context, a people.Actor, m Meta) (string, error) {
	course, err := NewStore(s.DB.Reader()).Course(ctx, m.ID)
	switch {
	case err == nil && !people.Can(a, people.ActEditCourse, people.Target{UnitID: course.UnitID}):
		return "", outOfScope(m.UnitCode)
	case err != nil && !fault.Is(err, fault.NotFound):
		return "", err
	}
	id := cmp.Or(course.UnitID, a.UnitID)
	if m.UnitCode != "" || id == "" {
		if id, err = s.unitOf(ctx, s.DB.Reader(), m.UnitCode); err != nil {
			return "", err
		}
	}
	if !people.Can(a, people.ActEditCourse, people.Target{UnitID: id}) {
		return "", outOfScope(m.UnitCode)
	}
	return id, nil
}

// unitOf finds the unit that a code names today; no code names the first root.
func (s *Service) unitOf(ctx context.Context, idb db.IDB, code string) (string, error) {
	tree, err := people.LoadTree(ctx, idb, s.Today())
	if err != nil {
		return "", err
	}
	if code == "" {
		roots := tree.Roots()
		if len(roots) == 0 {
			return "", fault.New(fault.Invalid, "courses.no_unit")
		}
		return roots[0].ID, nil
	}
	u, ok := tree.ByCode(code)
	if !ok {
		return "", fault.New(fault.Invalid, "courses.unit_unknown").With("Code", code)
	}
	return u.ID, nil
}

// courseFor takes the course that an upload belongs to, or adds it. A course that was never published has the address
// of its draft.
func (s *Service) courseFor(ctx context.Context, tx db.Tx, a people.Actor, c *Compiled, unitID string) (Course, error) {
	store := NewStore(tx)
	if err := slugFree(ctx, tx, c.Slug, c.Meta.ID); err != nil {
		return Course{}, err
	}
	course, err := store.take(ctx, c.Meta.ID)
	switch {
	case fault.Is(err, fault.NotFound):
		course = Course{ID: c.Meta.ID, Slug: c.Slug, UnitID: unitID, CreatedAt: s.Business.Now(), CreatedBy: a.AccountID}
		return course, store.insertCourse(ctx, course)
	case err != nil:
		return course, err
	case !people.Can(a, people.ActEditCourse, people.Target{UnitID: course.UnitID}):
		return course, outOfScope(c.Meta.UnitCode)
	case course.CurrentVersionID == "":
		return course, store.setSlug(ctx, course.ID, c.Slug)
	}
	return course, nil
}

// slugFree refuses an address that another course has, or once had: what people kept still leads there.
func slugFree(ctx context.Context, tx db.Tx, slug, courseID string) error {
	other, err := NewStore(tx).CourseBySlug(ctx, slug)
	switch {
	case fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return err
	case other.ID != courseID:
		return fault.New(fault.Conflict, "courses.slug_taken").With("Slug", slug)
	}
	return nil
}
