package courses_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/training/trainingtest"
)

// count is the number of rows of a table.
func count(t *testing.T, d *db.DB, table string) int {
	t.Helper()
	var n int
	require.NoError(t, d.Reader().QueryRowContext(context.Background(), "SELECT COUNT(*) FROM "+table).Scan(&n))
	return n
}

func TestABlockedUploadStoresNothing(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		f := trainingtest.Course(1).With("04-ba.md", "Không có tên.\n")
		draft, err := s.Courses.Upload(ctx, trainingtest.Root, f.Open(t))
		require.NoError(t, err)
		require.True(t, draft.Blocked())
		require.Empty(t, draft.Version.ID)
		for _, table := range []string{"courses", "course_versions", "course_parts", "course_files", "course_questions", "questions"} {
			require.Zero(t, count(t, d, table), table)
		}
		blobs := 0
		require.NoError(t, s.Blobs.Walk(ctx, func(string, int64) error { blobs++; return nil }))
		require.Zero(t, blobs)
	})
}

func TestUploadingTheSameAgain(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		one, two, three := trainingtest.Course(1), trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung", "Chữ"), trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung", "Lời")

		first := s.Upload(t, one)
		require.False(t, first.Same)
		again := s.Upload(t, one)
		require.True(t, again.Same, "the draft is there already")
		require.Equal(t, first.Version.ID, again.Version.ID)

		published, err := s.Courses.Publish(ctx, trainingtest.Root, first.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
		require.NoError(t, err)
		again = s.Upload(t, one)
		require.True(t, again.Same, "the current version is the same")
		require.Equal(t, published.ID, again.Version.ID)

		second := s.Publish(t, two)
		require.Equal(t, 2, second.Number)
		again = s.Upload(t, two)
		require.True(t, again.Same)
		require.Equal(t, second.ID, again.Version.ID)

		// Going back to what version 1 said is a change, however old that text is.
		back := s.Upload(t, one)
		require.False(t, back.Same)
		require.Equal(t, courses.StateDraft, back.Version.State)
		third, err := s.Courses.Publish(ctx, trainingtest.Root, back.Version.ID, courses.Publication{Note: "Trở lại bản đầu.", Revision: courses.RevisionEditorial})
		require.NoError(t, err)
		require.Equal(t, 3, third.Number)
		require.Equal(t, published.Digest, third.Digest)

		draft := s.Upload(t, two)
		newer := s.Upload(t, three)
		require.NotEqual(t, draft.Version.ID, newer.Version.ID)
		_, versions, err := s.Courses.Course(ctx, trainingtest.Root, trainingtest.CourseID(1))
		require.NoError(t, err)
		var numbers []int
		for _, v := range versions {
			numbers = append(numbers, v.Number)
		}
		require.Equal(t, []int{0, 3, 2, 1}, numbers, "one draft: the older gave way")
	})
}

// TestUploadingAtOnce posts one form many times at the same moment.
func TestUploadingAtOnce(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		f := trainingtest.Course(1)
		folders := make([]*courses.Folder, 6)
		for i := range folders {
			folders[i] = f.Open(t)
		}
		ids := make([]string, len(folders))
		var wg sync.WaitGroup
		for i, folder := range folders {
			wg.Go(func() {
				draft, err := s.Courses.Upload(ctx, trainingtest.Root, folder)
				if err != nil {
					t.Errorf("upload %d: %v", i, err)
				}
				ids[i] = draft.Version.ID
			})
		}
		wg.Wait()
		require.Equal(t, 1, count(t, d, "courses"))
		require.Equal(t, 1, count(t, d, "course_versions"))
		for _, id := range ids {
			require.Equal(t, ids[0], id)
		}

		var published sync.Map
		for range 4 {
			wg.Go(func() {
				v, err := s.Courses.Publish(ctx, trainingtest.Root, ids[0], courses.Publication{Revision: courses.RevisionEditorial})
				if err != nil || v.Number != 1 {
					t.Errorf("publishing: version %d, %v", v.Number, err)
				}
				published.Store(v.ID, true)
			})
		}
		wg.Wait()
		require.Equal(t, 1, count(t, d, "course_versions WHERE state = 'published'"))
	})
}

func TestUploadsOutOfScope(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		author := s.Staff(t, trainingtest.Grant{Role: people.RoleAuthor, Unit: "P1"})
		upload := func(a people.Actor, f trainingtest.Folder) error {
			_, err := s.Courses.Upload(ctx, a, f.Open(t))
			return err
		}
		of := func(n int, unit string) trainingtest.Folder {
			return trainingtest.Course(n).Edit(t, "course.md", "language: vi", "language: vi\nunit: "+unit)
		}
		require.NoError(t, upload(author, of(1, "P1")))

		e, _ := fault.As(upload(author, of(2, "P2")))
		require.Equal(t, "courses.unit_out_of_scope", e.Key)
		require.Equal(t, fault.Forbidden, e.Kind)
		e, _ = fault.As(upload(author, of(2, "TINH")))
		require.Equal(t, "courses.unit_out_of_scope", e.Key, "the unit above")
		e, _ = fault.As(upload(author, of(2, "P9")))
		require.Equal(t, "courses.unit_unknown", e.Key)
		require.Equal(t, fault.Forbidden, fault.KindOf(upload(s.Officer(t, "Trần Văn An", "P1"), of(2, "P1"))), "an officer writes no courses")
		require.Equal(t, fault.Forbidden, fault.KindOf(upload(s.Staff(t, trainingtest.Grant{Role: people.RoleInspector, Unit: "TINH"}), of(2, "P1"))))
		require.Equal(t, 1, count(t, d, "courses"))

		// Another department's course does not become this one's by its id.
		s.Publish(t, of(3, "P2"))
		e, _ = fault.As(upload(author, of(3, "P1")))
		require.Equal(t, "courses.unit_out_of_scope", e.Key)
		other := of(4, "P1")
		other.Slug = "khoa-3"
		e, _ = fault.As(upload(author, other))
		require.Equal(t, "courses.slug_taken", e.Key)
	})
}

// TestACourseStaysWhereItBelongs uploads a course that names no unit: as a new one it belongs to the author's unit, later
// to the unit that it has.
func TestACourseStaysWhereItBelongs(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		unit := func() string {
			c, _, err := s.Courses.Course(ctx, trainingtest.Root, trainingtest.CourseID(1))
			require.NoError(t, err)
			return c.UnitID
		}
		f := trainingtest.Course(1)
		author := s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "P1"}, trainingtest.Grant{Role: people.RoleManager, Unit: "KV1"})
		author.UnitID = s.Unit("P1")
		draft, err := s.Courses.Upload(ctx, author, f.Open(t))
		require.NoError(t, err)
		require.Equal(t, s.Unit("P1"), unit())
		_, err = s.Courses.Publish(ctx, author, draft.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
		require.NoError(t, err)

		author.UnitID = s.Unit("KV1")
		draft, err = s.Courses.Upload(ctx, author, f.Edit(t, "02-hai.md", "Nội dung", "Chữ").Open(t))
		require.NoError(t, err)
		require.Equal(t, s.Unit("P1"), unit(), "the author moved, the course did not")

		// A version that names another unit moves the course there, by somebody who may publish in both.
		draft, err = s.Courses.Upload(ctx, author, f.Edit(t, "course.md", "language: vi", "language: vi\nunit: KV1").Open(t))
		require.NoError(t, err)
		require.Equal(t, s.Unit("P1"), unit(), "a draft moves nothing")
		_, err = s.Courses.Publish(ctx, s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "P1"}), draft.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
		require.Equal(t, fault.Forbidden, fault.KindOf(err))
		_, err = s.Courses.Publish(ctx, author, draft.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
		require.NoError(t, err)
		require.Equal(t, s.Unit("KV1"), unit())
	})
}

func TestUploadingWhereThereIsNoUnit(t *testing.T) {
	d := dbtest.SQLite(t)
	s := courses.NewService(d, nil, trainingtest.New(t, dbtest.SQLite(t)).Clock, nil)
	_, err := s.Upload(context.Background(), trainingtest.Root, trainingtest.Course(1).Open(t))
	e, _ := fault.As(err)
	require.Equal(t, "courses.no_unit", e.Key)
}
