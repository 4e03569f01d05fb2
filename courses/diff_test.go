package courses_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/training/trainingtest"
)

func TestDiffShowsWhatChanged(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		const quiz = "03-kiem-tra.quiz.md"
		f := trainingtest.Course(1).With("media/a.png", pngOf(t, 4, 3)).With("media/b.png", pngOf(t, 5, 3))
		v1 := s.Publish(t, f)
		changed := f.Edit(t, "02-hai.md", "Nội dung bài hai.", "Nội dung mới của bài hai.").
			Without("media/a.png").With("media/b.png", pngOf(t, 6, 3)).
			With("04-ba.md", trainingtest.Lesson("Bài ba", "Thêm.")).
			Edit(t, quiz, "- [ ] 30 ngày", "- [ ] 60 ngày").
			Edit(t, quiz, "{#chuc-nang}", "{#hai-chuc-nang}")
		v2 := s.Upload(t, changed).Version

		diff, err := s.Courses.Diff(ctx, trainingtest.Root, v1.ID, v2.ID)
		require.NoError(t, err)
		require.False(t, diff.Empty())
		require.Equal(t, []courses.PartChange{
			{Title: "Bài hai", Stem: "hai", Kind: courses.KindLesson, Change: courses.Changed},
			{Title: "Kiểm tra cuối khóa", Stem: "kiem-tra", Kind: courses.KindQuiz, Change: courses.Changed},
			{Title: "Bài ba", Stem: "ba", Kind: courses.KindLesson, Change: courses.Added},
		}, diff.Parts)
		require.Equal(t, []courses.QuestionChange{
			{ID: "thoi-han", Text: "Thời hạn giải quyết là bao lâu?", Part: "Kiểm tra cuối khóa", Change: courses.Changed},
			{ID: "hai-chuc-nang", Text: "Viện kiểm sát có hai chức năng", Part: "Kiểm tra cuối khóa", Change: courses.Added},
			{ID: "chuc-nang", Text: "Viện kiểm sát có hai chức năng", Part: "Kiểm tra cuối khóa", Change: courses.Removed},
		}, diff.Questions)

		changes := map[string]courses.FileChange{}
		for _, c := range diff.Files {
			changes[c.Path] = c
		}
		require.Len(t, changes, 5)
		require.Equal(t, courses.Added, changes["04-ba.md"].Change)
		require.Equal(t, courses.FileChange{Path: "media/a.png", Change: courses.Removed}, changes["media/a.png"])
		require.Equal(t, courses.FileChange{Path: "media/b.png", Change: courses.Changed}, changes["media/b.png"])
		require.Equal(t, []courses.Line{
			{Kind: courses.LineSame, Text: "minutes: 10"}, {Kind: courses.LineSame, Text: "---"}, {Kind: courses.LineSame, Text: ""},
			{Kind: courses.LineRemoved, Text: "Nội dung bài hai."}, {Kind: courses.LineAdded, Text: "Nội dung mới của bài hai."},
		}, plain(changes["02-hai.md"].Lines))
		var edited []courses.Line
		for _, l := range changes[quiz].Lines {
			if l.Kind == courses.LineAdded || l.Kind == courses.LineRemoved {
				edited = append(edited, l)
			}
		}
		require.Equal(t, []courses.Line{
			{Kind: courses.LineRemoved, Text: "- [ ] 30 ngày"}, {Kind: courses.LineAdded, Text: "- [ ] 60 ngày"},
			{Kind: courses.LineRemoved, Text: "## Viện kiểm sát có hai chức năng {#chuc-nang}"},
			{Kind: courses.LineAdded, Text: "## Viện kiểm sát có hai chức năng {#hai-chuc-nang}"},
		}, plain(edited))
		require.Equal(t, []courses.Piece{{Text: "- [ ] "}, {Text: "60", Hit: true}, {Text: " ngày"}}, edited[1].Pieces)

		same, err := s.Courses.Diff(ctx, trainingtest.Root, v1.ID, v1.ID)
		require.NoError(t, err)
		require.True(t, same.Empty())
		require.Empty(t, same.Parts)
	})
}

// plain are lines without what is marked in them.
func plain(lines []courses.Line) []courses.Line {
	out := slices.Clone(lines)
	for i := range out {
		out[i].Pieces = nil
	}
	return out
}

func TestWhoMaySeeDifferences(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		of := func(n int, unit string) trainingtest.Folder {
			return trainingtest.Course(n).Edit(t, "course.md", "language: vi", "language: vi\nunit: "+unit)
		}
		one, other := s.Publish(t, of(1, "P1")), s.Publish(t, of(2, "P2"))
		_, err := s.Courses.Diff(ctx, s.Staff(t, trainingtest.Grant{Role: people.RoleInspector, Unit: "P1"}), one.ID, one.ID)
		require.NoError(t, err)
		for _, a := range []people.Actor{s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "P2"}),
			s.Staff(t, trainingtest.Grant{Role: people.RoleHR, Unit: "TINH"}), s.Officer(t, "Trần Văn An", "P1")} {
			_, err = s.Courses.Diff(ctx, a, one.ID, one.ID)
			require.Equal(t, fault.NotFound, fault.KindOf(err))
		}
		_, err = s.Courses.Diff(ctx, trainingtest.Root, other.ID, one.ID)
		require.Equal(t, fault.NotFound, fault.KindOf(err), "two courses have no difference")
	})
}
