package training_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/training/trainingtest"
)

// TestReadingGoesOnWhereItWasLeft on another device, which another server answers.
func TestReadingGoesOnWhereItWasLeft(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1).With("01-mot.md", trainingtest.Lesson("Bài một", "## Mở đầu\n\nMột.\n\n## Thời hạn\n\nHai mươi ngày.")))
		hoa, xa := s.Officer(t, "Nguyễn Thị Hoa", "P1"), s.Officer(t, "Vũ Thị Xa", "P2")
		_, err := s.Training.Margin(ctx, hoa, "khoa-1", "mot")
		require.True(t, fault.Is(err, fault.NotFound), "looking at the margin begins nothing")
		_, err = s.Training.Lesson(ctx, hoa, "khoa-1", "mot")
		require.NoError(t, err)

		require.NoError(t, s.Training.ReadTo(ctx, hoa, "khoa-1", "mot", "mo-dau", 100))
		require.NoError(t, s.Training.ReadTo(ctx, hoa, "khoa-1", "mot", "thoi-han", 420))
		require.NoError(t, s.Training.ReadTo(ctx, xa, "khoa-1", "mot", "no-such-heading", 5000))
		s.Restart(d) // stopping writes what waits
		view, err := s.Training.Margin(ctx, hoa, "khoa-1", "mot")
		require.NoError(t, err)
		require.Equal(t, []any{"thoi-han", 420, "Thời hạn"}, []any{view.Place.Anchor, view.Place.Fraction, view.PlaceAt})
		home, err := s.Training.Home(ctx, hoa)
		require.NoError(t, err)
		require.Equal(t, []string{"thoi-han", "Thời hạn"}, []string{home.Next.Anchor, home.Next.Heading})

		other, err := s.Training.Margin(ctx, xa, "khoa-1", "mot")
		require.NoError(t, err)
		require.Equal(t, []any{"", 1000}, []any{other.Place.Anchor, other.Place.Fraction})
		require.NoError(t, s.Training.ReadTo(ctx, hoa, "khoa-1", "mot", "mo-dau", -3))
		s.Restart(d)
		view, err = s.Training.Margin(ctx, hoa, "khoa-1", "mot")
		require.NoError(t, err)
		require.Equal(t, []any{"mo-dau", 0}, []any{view.Place.Anchor, view.Place.Fraction}, "the later place stands, also back")
		require.Error(t, s.Training.ReadTo(ctx, hoa, "khoa-1", "kiem-tra", "", 0), "a quiz is not read")
	})
}

// TestNotesStayWithTheirHeading through versions, with the lesson where the heading is gone, and are their writer's alone.
func TestNotesStayWithTheirHeading(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		f := trainingtest.Course(1).With("01-mot.md", trainingtest.Lesson("Bài một", "## Mở đầu\n\nMột.\n\n## Thời hạn\n\nHai mươi ngày."))
		s.Publish(t, f)
		hoa, xa := s.Officer(t, "Nguyễn Thị Hoa", "P1"), s.Officer(t, "Vũ Thị Xa", "P2")
		for _, a := range []string{hoa.OfficerID, xa.OfficerID} {
			require.NotEmpty(t, a)
		}
		_, err := s.Training.Lesson(ctx, hoa, "khoa-1", "mot")
		require.NoError(t, err)
		_, err = s.Training.Lesson(ctx, xa, "khoa-1", "mot")
		require.NoError(t, err)
		require.NoError(t, s.Training.AddNote(ctx, hoa, "khoa-1", "mot", "thoi-han", "Nhớ: 20 ngày.\nHỏi lại đồng chí Đào."))
		require.NoError(t, s.Training.AddNote(ctx, hoa, "khoa-1", "mot", "mo-dau", ""))
		require.NoError(t, s.Training.AddNote(ctx, hoa, "khoa-1", "mot", "mo-dau", ""), "a place is bookmarked once")
		require.NoError(t, s.Training.AddNote(ctx, xa, "khoa-1", "mot", "", "Của Xa"))
		require.True(t, fault.Is(s.Training.AddNote(ctx, hoa, "khoa-1", "mot", "khong-co", "x"), fault.Invalid))
		require.True(t, fault.Is(s.Training.AddNote(ctx, hoa, "khoa-1", "mot", "", strings.Repeat("a", 10_001)), fault.Invalid))

		view, err := s.Training.Margin(ctx, hoa, "khoa-1", "mot")
		require.NoError(t, err)
		require.Len(t, view.Notes, 2)
		require.True(t, view.Notes[0].IsBookmark(), "in the order of the lesson")
		id := view.Notes[1].ID
		require.True(t, fault.Is(s.Training.ChangeNote(ctx, xa, id, "lấy"), fault.NotFound), "another's note does not exist")
		require.True(t, fault.Is(s.Training.RemoveNote(ctx, xa, id), fault.NotFound))
		for search, want := range map[string]int{"dao 20": 1, "thoi han": 1, "bài một": 2, "của xa": 0, "100%": 0} {
			groups, err := s.Training.Notes(ctx, hoa, search)
			require.NoError(t, err)
			n := 0
			for _, g := range groups {
				n += len(g.Notes)
			}
			require.Equal(t, want, n, search)
		}
		require.NoError(t, s.Training.ChangeNote(ctx, hoa, id, "Hai mươi ngày làm việc"))

		s.PublishAs(t, f.With("01-mot.md", trainingtest.Lesson("Bài một", "## Phần đầu\n\nMột.\n\n## Thời hạn\n\nHai mươi ngày.")),
			courses.Publication{Revision: courses.RevisionSubstantive, Moves: true})
		groups, err := s.Training.Notes(ctx, hoa, "")
		require.NoError(t, err)
		require.Len(t, groups, 1)
		hrefs := []string{}
		for _, n := range groups[0].Notes {
			hrefs = append(hrefs, n.Href)
		}
		require.Equal(t, []string{"/courses/khoa-1/mot#thoi-han", "/courses/khoa-1/mot"}, hrefs)

		require.NoError(t, s.Training.RemoveNote(ctx, hoa, id))
		_, err = d.Writer().ExecContext(ctx, "UPDATE postings SET valid_to = '2020-12-31' WHERE officer_id = ?", hoa.OfficerID)
		require.NoError(t, err)
		done, err := s.Training.Erase(ctx, trainingtest.Root, hoa.OfficerID, "Nghỉ hưu")
		require.NoError(t, err)
		require.Equal(t, 1, done.Notes)
		var left int
		require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM reading_notes) * 10 + (SELECT COUNT(*) FROM reading_places WHERE officer_id = ?)", hoa.OfficerID).Scan(&left))
		require.Equal(t, 10, left, "the other's note is there")
	})
}
