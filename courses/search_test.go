package courses_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people"
	"liem/training/trainingtest"
)

// places are what was found, as addresses.
func places(t *testing.T, s *trainingtest.School, a people.Actor, query string) string {
	t.Helper()
	f, err := s.Courses.Search(context.Background(), a, query)
	require.NoError(t, err, "%q", query)
	var out []string
	for _, h := range f.Hits {
		out = append(out, h.Slug+"/"+h.Stem)
	}
	return strings.Join(out, " ")
}

func text(list []courses.Piece) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.Text)
	}
	return b.String()
}

func TestLessonsAreSearched(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		an := s.Officer(t, "Lê Văn An", "P1")
		kiln := trainingtest.Lesson("Lò nung", "Mở đầu.\n\n## Thời hạn của lò {#han}\n\nGạch chịu lửa chín trong **hai mươi** ngày.\n")
		wheel := trainingtest.Lesson("Bàn xoay", "Đất sét mềm, lò để sau.\n")
		f := trainingtest.Course(1).With("01-lo.md", kiln).With("02-ban-xoay.md", wheel)
		v := s.Publish(t, f)

		require.Equal(t, v.Slug+"/lo", places(t, s, an, "gach chiu lua"))
		require.Equal(t, v.Slug+"/lo", places(t, s, an, "GẠCH chịu lửa"))
		require.Equal(t, v.Slug+"/lo", places(t, s, an, `"hai mươi ngày"`), "across the bounds of elements")
		require.Empty(t, places(t, s, an, `"mươi hai"`))
		require.Equal(t, v.Slug+"/lo", places(t, s, an, "gạch ch"), "the last word may be half typed")
		require.Empty(t, places(t, s, an, "gạ chịu"), "the others may not")
		require.Equal(t, v.Slug+"/lo "+v.Slug+"/ban-xoay", places(t, s, an, "lò"), "a title counts for more")

		found, err := s.Courses.Search(ctx, an, "thời hạn")
		require.NoError(t, err)
		require.Equal(t, "han", found.Hits[0].Anchor)
		require.Equal(t, "Thời hạn của lò", text(found.Hits[0].Heading))
		require.Equal(t, "Gạch chịu lửa chín trong hai mươi ngày.", text(found.Hits[0].Excerpt))

		none, err := s.Courses.Search(ctx, an, " … ")
		require.NoError(t, err)
		require.False(t, none.Words)
		_, err = s.Courses.Search(ctx, people.Actor{}, "lò")
		require.Error(t, err)
		for _, hostile := range []string{`"`, `'`, `a"b`, "x\x00y", "* - : ^", "NEAR(a b)", "a AND", "') ; DROP TABLE courses; --", `\`, "𝟘", "ﬁ½²", "a\u0301\u0301",
			strings.Repeat("dài ", 5000), strings.Repeat("x", 5000), "\xff\xfe"} {
			places(t, s, an, hostile)
		}
	})
}

// TestSearchFollowsWhatIsOnOffer: a draft is not found, a version that was replaced no more, a withdrawn course not until
// it is back, and nobody finds a question.
func TestSearchFollowsWhatIsOnOffer(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		an := s.Officer(t, "Lê Văn An", "P1")
		lesson := func(text string) trainingtest.Folder {
			return trainingtest.Course(1).With("01-bai.md", trainingtest.Lesson("Bài", text))
		}
		s.Upload(t, lesson("thuyền nan"))
		require.Empty(t, places(t, s, an, "thuyền nan"), "a draft")
		v := s.Publish(t, lesson("thuyền nan"))
		require.NotEmpty(t, places(t, s, an, "thuyền nan"))
		s.Publish(t, lesson("thuyền thúng"))
		require.Empty(t, places(t, s, an, "thuyền nan"), "replaced")
		require.NotEmpty(t, places(t, s, an, "thuyền thúng"))

		require.NoError(t, s.Courses.Withdraw(ctx, trainingtest.Root, v.CourseID, true, ""))
		require.Empty(t, places(t, s, an, "thuyền"))
		require.NoError(t, s.Courses.Withdraw(ctx, trainingtest.Root, v.CourseID, false, ""))
		require.NotEmpty(t, places(t, s, an, "thuyền"))

		loaded, err := s.Cache.BySlug(ctx, v.Slug)
		require.NoError(t, err)
		version, err := s.Cache.Version(ctx, loaded.CurrentVersionID)
		require.NoError(t, err)
		for _, q := range version.Questions() {
			require.Empty(t, places(t, s, an, `"`+q.Text+`"`), "a question")
		}
	})
}

func TestAnOlderDatabaseIsIndexed(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		an := s.Officer(t, "Lê Văn An", "P1")
		s.Publish(t, trainingtest.Course(1))
		before := places(t, s, an, "khóa học")
		require.NotEmpty(t, before)
		_, err := d.Writer().ExecContext(ctx, "DELETE FROM search_passages")
		require.NoError(t, err)
		require.Empty(t, places(t, s, an, "khóa học"))
		require.NoError(t, s.Courses.IndexMissing(ctx))
		require.Equal(t, before, places(t, s, an, "khóa học"))
		require.NoError(t, s.Courses.IndexMissing(ctx), "and not twice")
		require.Equal(t, before, places(t, s, an, "khóa học"))
	})
}
