package courses_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/training/trainingtest"
)

func key(t *testing.T, err error) string {
	t.Helper()
	e, ok := fault.As(err)
	require.True(t, ok, "%v", err)
	return e.Key
}

func TestNobodyApprovesWhatTheyWrote(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Courses.OwnApproval = false
		one, other := s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "TINH"}), s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "TINH"})
		editorial := courses.Publication{Revision: courses.RevisionEditorial}
		draft, err := s.Courses.Upload(ctx, one, trainingtest.Course(1).Open(t))
		require.NoError(t, err)
		id := draft.Version.ID

		_, err = s.Courses.Publish(ctx, one, id, editorial)
		require.Equal(t, "review.own", key(t, err))
		require.NoError(t, s.Courses.Submit(ctx, one, id, "Xin xem bài hai."))
		require.Equal(t, "review.own", key(t, s.Courses.Approve(ctx, one, id, "")))
		require.Equal(t, "courses.changed_meanwhile", key(t, s.Courses.Submit(ctx, one, id, "")))
		require.Equal(t, "review.reason_missing", key(t, s.Courses.Return(ctx, other, id, "")))
		require.NoError(t, s.Courses.Return(ctx, other, id, "Thiếu căn cứ."))
		require.Equal(t, "review.not_in_review", key(t, s.Courses.Approve(ctx, other, id, "")))
		require.NoError(t, s.Courses.Submit(ctx, one, id, ""))
		require.NoError(t, s.Courses.Approve(ctx, other, id, "Được."))

		// Approval is of a digest: another upload begins anew.
		draft, err = s.Courses.Upload(ctx, one, trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung", "Chữ").Open(t))
		require.NoError(t, err)
		require.Equal(t, courses.ReviewNone, draft.Version.Review)
		_, err = s.Courses.Publish(ctx, one, draft.Version.ID, editorial)
		require.Equal(t, "review.own", key(t, err))
		require.NoError(t, s.Courses.Submit(ctx, one, draft.Version.ID, ""))
		require.NoError(t, s.Courses.Approve(ctx, other, draft.Version.ID, ""))
		v, err := s.Courses.Publish(ctx, one, draft.Version.ID, courses.Publication{Note: "Bản đầu."})
		require.NoError(t, err, "what somebody else approved may be published by its author")

		history, err := s.Courses.History(ctx, one, v.CourseID, 50)
		require.NoError(t, err)
		var acts []courses.Act
		for _, step := range history {
			acts = append(acts, step.Act)
		}
		require.Equal(t, []courses.Act{"publish", "approve", "submit", "draft", "approve", "submit", "return", "submit", "draft"}, acts)
		require.Equal(t, []any{"Bản đầu.", 1, one.AccountID, v.Digest}, []any{history[0].Comment, history[0].Number, history[0].AccountID, history[0].Digest})
		require.Equal(t, "Thiếu căn cứ.", history[6].Comment)

		// Who publishes what somebody else wrote approves it by that.
		draft, err = s.Courses.Upload(ctx, one, trainingtest.Course(1).Open(t))
		require.NoError(t, err)
		_, err = s.Courses.Publish(ctx, other, draft.Version.ID, editorial)
		require.NoError(t, err)
		history, err = s.Courses.History(ctx, one, v.CourseID, 2)
		require.NoError(t, err)
		require.Equal(t, []any{courses.ActPublish, courses.ActApprove, other.AccountID}, []any{history[0].Act, history[1].Act, history[1].AccountID})
	})
}

func TestACommentFollowsItsLine(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		author, manager := s.Staff(t, trainingtest.Grant{Role: people.RoleAuthor, Unit: "TINH"}), s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "TINH"})
		f := trainingtest.Course(1).With("02-hai.md", trainingtest.Lesson("Bài hai", "Dòng một.\n\nDòng hai.\n\nDòng ba."))
		draft, err := s.Courses.Upload(ctx, author, f.Open(t))
		require.NoError(t, err)
		v := draft.Version
		source := func(v courses.Version) courses.Source {
			list, err := s.Courses.Sources(ctx, author, v)
			require.NoError(t, err)
			for _, f := range list {
				if f.Path == "02-hai.md" {
					return f
				}
			}
			t.Fatal("no such file")
			return courses.Source{}
		}
		at := func(text string, s courses.Source) int {
			for i, line := range s.Lines {
				if line == text {
					return i + 1
				}
			}
			t.Fatalf("no line %q", text)
			return 0
		}
		first, third := at("Dòng một.", source(v)), at("Dòng ba.", source(v))
		require.NoError(t, s.Courses.Submit(ctx, author, v.ID, ""))
		require.NoError(t, s.Courses.Comment(ctx, manager, v.ID, "02-hai.md", first, "Dẫn điều luật nào?"))
		require.NoError(t, s.Courses.Comment(ctx, manager, v.ID, "02-hai.md", third, "Bỏ được không?"))
		require.Equal(t, fault.NotFound, fault.KindOf(s.Courses.Comment(ctx, manager, v.ID, "02-hai.md", 999, "x")))
		require.Equal(t, fault.NotFound, fault.KindOf(s.Courses.Comment(ctx, manager, v.ID, "media/x.png", 1, "x")))
		require.Equal(t, "review.unresolved", key(t, s.Courses.Approve(ctx, manager, v.ID, "")))
		_, err = s.Courses.Publish(ctx, manager, v.ID, courses.Publication{})
		require.Equal(t, "review.unresolved", key(t, err))

		// The author mends: a line moves down, another one changes.
		draft, err = s.Courses.Upload(ctx, author, f.With("02-hai.md", trainingtest.Lesson("Bài hai", "Thêm vào.\n\nDòng một.\n\nDòng hai.\n\nDòng cuối.")).Open(t))
		require.NoError(t, err)
		v = draft.Version
		now := source(v)
		require.Equal(t, 2, now.Open)
		require.Equal(t, "Dẫn điều luật nào?", now.At(at("Dòng một.", now))[0].Body)
		require.Equal(t, "Bỏ được không?", now.At(0)[0].Body, "the line has changed")
		for _, c := range now.All {
			require.NoError(t, s.Courses.Reply(ctx, author, v.CourseID, c.ID, "Đã sửa.", true))
		}
		now = source(v)
		require.Zero(t, now.Open)
		require.Equal(t, "Đã sửa.", now.All[0].Replies[0].Body)
		published, err := s.Courses.Publish(ctx, manager, v.ID, courses.Publication{})
		require.NoError(t, err)
		require.Len(t, source(published).All, 2, "the discussion stays with the version that closed it")
		require.Equal(t, fault.NotFound, fault.KindOf(s.Courses.Reply(ctx, author, v.CourseID, now.All[0].ID, "Thêm.", false)))
		draft, err = s.Courses.Upload(ctx, author, f.Open(t))
		require.NoError(t, err)
		require.Empty(t, source(draft.Version).All)

		elsewhere := s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "KV1"})
		require.Equal(t, fault.NotFound, fault.KindOf(s.Courses.Comment(ctx, elsewhere, draft.Version.ID, "02-hai.md", 1, "x")))
		inspector := s.Staff(t, trainingtest.Grant{Role: people.RoleInspector, Unit: "TINH"})
		require.Equal(t, fault.Forbidden, fault.KindOf(s.Courses.Comment(ctx, inspector, draft.Version.ID, "02-hai.md", 1, "x")))
	})
}

func TestAWordAfterApprovalOpensTheReview(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		v := s.Upload(t, trainingtest.Course(1)).Version
		require.NoError(t, s.Courses.Submit(ctx, trainingtest.Root, v.ID, ""))
		require.NoError(t, s.Courses.Approve(ctx, trainingtest.Root, v.ID, ""))
		require.NoError(t, s.Courses.Comment(ctx, trainingtest.Root, v.ID, "02-hai.md", 1, "Còn sai."))
		v, err := courses.NewStore(d.Reader()).Version(ctx, v.ID)
		require.NoError(t, err)
		require.Equal(t, courses.ReviewOpen, v.Review)
	})
}
