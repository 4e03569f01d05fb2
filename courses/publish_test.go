package courses_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/training/trainingtest"
)

func TestPublishedVersionsAreWhatWasUploaded(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		f := trainingtest.Course(1).Edit(t, "course.md", "counts: true", "counts: false\ncompletion: [hai, kiem-tra]")
		draft := s.Upload(t, f)
		v, err := s.Courses.Publish(ctx, trainingtest.Root, draft.Version.ID, courses.Publication{Note: "Bản đầu.", Revision: courses.RevisionEditorial})
		require.NoError(t, err)
		require.Equal(t, 1, v.Number)
		require.Equal(t, draft.Compiled.Digest, v.Digest)
		require.Equal(t, "Bản đầu.", v.Note)

		l, err := s.Cache.Version(ctx, v.ID)
		require.NoError(t, err)
		require.Equal(t, draft.Compiled.Meta, l.Meta)
		require.Equal(t, courses.StatePublished, l.Version.State)
		require.True(t, v.PublishedAt.Equal(*l.Version.PublishedAt))
		var stems []string
		for _, p := range l.Parts {
			stems = append(stems, p.Stem)
		}
		require.Equal(t, []string{"mot", "hai", "kiem-tra"}, stems)
		require.Equal(t, 2, l.NeededCount())
		require.False(t, l.Needed("mot"))
		require.True(t, l.Needed("kiem-tra"))
		quiz, ok := l.Part("kiem-tra")
		require.True(t, ok)
		require.Equal(t, 7000, quiz.Settings.Pass)
		require.Len(t, l.QuizQuestions(quiz), 4)
		require.Nil(t, l.Next(quiz))
		require.Equal(t, "hai", l.Previous(quiz).Stem)
		require.Contains(t, string(l.Overview("/courses/khoa-1/")), `href="/courses/khoa-1/mot"`)
	})
}

func TestPublishingIsAllOrNothing(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		first := s.Publish(t, trainingtest.Course(1))
		draft := s.Upload(t, trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung", "Chữ"))

		boom := errors.New("boom")
		s.Courses.Audit = func(context.Context, db.IDB, string, string, string, any) error { return boom } // the last step
		_, err := s.Courses.Publish(ctx, trainingtest.Root, draft.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
		require.ErrorIs(t, err, boom)
		c, versions, err := s.Courses.Course(ctx, trainingtest.Root, first.CourseID)
		require.NoError(t, err)
		require.Equal(t, first.ID, c.CurrentVersionID)
		require.Equal(t, courses.StateDraft, versions[0].State)
		require.Zero(t, versions[0].Number)

		_, err = s.Courses.Upload(ctx, trainingtest.Root, trainingtest.Course(2).Open(t))
		require.ErrorIs(t, err, boom)
		require.Equal(t, 1, count(t, d, "courses"), "an upload too")
		require.Equal(t, 2, count(t, d, "course_versions"))
	})
}

func TestPublishingTwiceAndTooLate(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		draft := s.Upload(t, trainingtest.Course(1))
		first, err := s.Courses.Publish(ctx, trainingtest.Root, draft.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
		require.NoError(t, err)
		again, err := s.Courses.Publish(ctx, trainingtest.Root, draft.Version.ID, courses.Publication{Note: "Bấm lần nữa.", Revision: courses.RevisionEditorial})
		require.NoError(t, err, "the form was posted twice")
		require.Equal(t, first.Number, again.Number)
		require.Empty(t, again.Note)

		manager := s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "TINH"})
		_, err = s.Courses.Publish(ctx, manager, draft.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
		require.Equal(t, fault.Conflict, fault.KindOf(err), "somebody else was there before")

		old := s.Upload(t, trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung", "Chữ"))
		s.Upload(t, trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung", "Lời"))
		_, err = s.Courses.Publish(ctx, trainingtest.Root, old.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
		require.Equal(t, fault.Conflict, fault.KindOf(err), "the draft gave way to another")
		require.Equal(t, fault.Conflict, fault.KindOf(s.Courses.Discard(ctx, trainingtest.Root, first.ID)), "what is published stays")
	})
}

func TestWhoMayPublish(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		f := trainingtest.Course(1).Edit(t, "course.md", "language: vi", "language: vi\nunit: KV1-BP")
		draft := s.Upload(t, f)
		publish := func(role people.Role, unit string) fault.Kind {
			_, err := s.Courses.Publish(ctx, s.Staff(t, trainingtest.Grant{Role: role, Unit: unit}), draft.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
			require.Error(t, err)
			return fault.KindOf(err)
		}
		require.Equal(t, fault.NotFound, publish(people.RoleManager, "P1"), "out of scope it does not exist")
		require.Equal(t, fault.NotFound, publish(people.RoleHR, "TINH"))
		require.Equal(t, fault.Forbidden, publish(people.RoleAuthor, "KV1-BP"))
		require.Equal(t, fault.Forbidden, publish(people.RoleInspector, "TINH"))
		manager := s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "KV1"})
		v, err := s.Courses.Publish(ctx, manager, draft.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
		require.NoError(t, err)
		require.Equal(t, manager.AccountID, v.PublishedBy)

		stranger := s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "P1"})
		require.Equal(t, fault.NotFound, fault.KindOf(s.Courses.Withdraw(ctx, stranger, v.CourseID, true, "")))
		_, _, err = s.Courses.Course(ctx, stranger, v.CourseID)
		require.Equal(t, fault.NotFound, fault.KindOf(err))
		rows, total, err := s.Courses.List(ctx, stranger, courses.ListQuery{})
		require.NoError(t, err)
		require.Empty(t, rows)
		require.Zero(t, total)
	})
}

// TestAQuestionKeepsItsKind tries to give a question's id to another kind: at once, and after it was gone for a version.
func TestAQuestionKeepsItsKind(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		const quiz = "03-kiem-tra.quiz.md"
		f := trainingtest.Course(1)
		changed := f.Edit(t, quiz, "= 5", "- [x] Năm\n- [ ] Bảy")
		kept := s.Upload(t, changed) // before anything is published every kind will do
		s.Publish(t, f)

		draft, err := s.Courses.Upload(ctx, trainingtest.Root, changed.Open(t))
		require.NoError(t, err)
		require.Equal(t, []string{quiz + ":32:1 quiz.kind_changed"}, blocking(t, draft.Problems))
		require.Empty(t, draft.Version.ID)

		gone := f.Edit(t, quiz, "## Có bao nhiêu đức tính? {#duc-tinh}\n\n= 5\n", "")
		s.Publish(t, gone)
		draft, err = s.Courses.Upload(ctx, trainingtest.Root, changed.Open(t))
		require.NoError(t, err)
		require.Equal(t, []string{quiz + ":32:1 quiz.kind_changed"}, blocking(t, draft.Problems), "results of version 1 hang on the id")

		// A draft from before that comes to be published after all.
		_, err = d.Writer().ExecContext(ctx, "UPDATE course_versions SET state = 'draft' WHERE id = ?", kept.Version.ID)
		require.NoError(t, err)
		_, err = s.Courses.Publish(ctx, trainingtest.Root, kept.Version.ID, courses.Publication{Revision: courses.RevisionEditorial})
		var refused *courses.Refused
		require.ErrorAs(t, err, &refused)
		require.Equal(t, fault.Conflict, fault.KindOf(err))
		require.Equal(t, []string{quiz + ":1:1 quiz.kind_changed"}, blocking(t, refused.Problems))

		require.NoError(t, s.Courses.Discard(ctx, trainingtest.Root, kept.Version.ID))
		again := f.Edit(t, quiz, "= 5", "= 6").Edit(t, quiz, "Có bao nhiêu", "Có tất cả bao nhiêu")
		require.Equal(t, 3, s.Publish(t, again).Number, "wording and key may change")
	})
}

func TestAddresses(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		named := func(n int, slug string) trainingtest.Folder {
			f := trainingtest.Course(n)
			f.Slug = slug
			return f
		}
		refused := func(f trainingtest.Folder) string {
			_, err := s.Courses.Upload(ctx, trainingtest.Root, f.Open(t))
			e, _ := fault.As(err)
			require.NotNil(t, e)
			return e.Key
		}
		s.Publish(t, named(1, "ten-cu"))
		v2 := s.Publish(t, named(1, "ten-moi"))
		require.Equal(t, 2, v2.Number, "a new address alone is a new version")
		for _, slug := range []string{"ten-cu", "ten-moi"} {
			c, err := s.Cache.BySlug(ctx, slug)
			require.NoError(t, err)
			require.Equal(t, v2.CourseID, c.ID, "old addresses lead to the course")
			require.Equal(t, "courses.slug_taken", refused(named(2, slug)))
		}

		s.Upload(t, named(3, "nhap"))
		require.Equal(t, "courses.slug_taken", refused(named(4, "nhap")), "a draft keeps its address")
		s.Upload(t, named(3, "nhap-hai"))
		s.Upload(t, named(4, "nhap"))
		draft := s.Upload(t, named(3, "nhap-hai"))
		require.NoError(t, s.Courses.Discard(ctx, trainingtest.Root, draft.Version.ID))
		rows, total, err := s.Courses.List(ctx, trainingtest.Root, courses.ListQuery{})
		require.NoError(t, err)
		require.Equal(t, 2, total, "a course whose only draft was discarded is none")
		require.Len(t, rows, 2)
		s.Publish(t, named(5, "nhap-hai"))
		require.Equal(t, "courses.slug_taken", refused(named(3, "nhap-hai")))
		s.Publish(t, named(3, "nhap-ba"))
	})
}

func TestWithdrawing(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		v := s.Publish(t, trainingtest.Course(1))
		offered := func() int {
			_, n, err := courses.NewStore(d.Reader()).List(ctx, courses.ListQuery{OnlyPublished: true})
			require.NoError(t, err)
			return n
		}
		require.Equal(t, 1, offered())
		require.NoError(t, s.Courses.Withdraw(ctx, trainingtest.Root, v.CourseID, true, ""))
		require.Zero(t, offered())
		require.NoError(t, s.Courses.Withdraw(ctx, trainingtest.Root, v.CourseID, false, ""))
		require.Equal(t, 1, offered())
	})
}
