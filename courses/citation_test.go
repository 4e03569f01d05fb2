package courses_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/citation"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people"
	"liem/training/trainingtest"
)

const bltths = "101/2015/qh13"

// cites lists where the courses that somebody sees cite articles of a legal text.
func cites(t *testing.T, s *trainingtest.School, a people.Actor, instrument, articles string) string {
	t.Helper()
	spans, ok := citation.Spans(articles)
	require.True(t, ok)
	var out []string
	err := s.Courses.EachCitation(context.Background(), a, instrument, spans, 0, func(p courses.CitedPassage) error {
		var at []string
		for _, x := range p.Articles {
			at = append(at, strings.TrimRight(x.Article+"/"+x.Clause+"/"+x.Point, "/"))
		}
		out = append(out, fmt.Sprintf("%s v%d %s%s: %s", p.Place, p.Number, p.Stem, p.QuestionID, strings.Join(at, "+")))
		return nil
	})
	require.NoError(t, err)
	return strings.Join(out, "; ")
}

// cited is a course that cites, with a lesson of the given text.
func cited(n int, text string) trainingtest.Folder {
	quiz := strings.NewReplacer("Điều 143 ", "luật ", "Bộ luật Tố tụng hình sự", "này").Replace(trainingtest.Quiz)
	return trainingtest.Course(n).With("02-hai.md", trainingtest.Lesson("Bài", text)).With("03-kiem-tra.quiz.md", quiz)
}

// TestCitationsFollowTheVersions: those of the version on offer and of the draft are found, and no others.
func TestCitationsFollowTheVersions(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		find := func(articles string) string { return cites(t, s, trainingtest.Root, bltths, articles) }

		draft := s.Upload(t, cited(1, "Mở đầu.\n\n## Hạn {#han}\n\nTheo khoản 1 Điều 147 BLTTHS, hạn là 20 ngày. Xem các điều 5 đến 7 và Điều 36a BLTTHS.\n"))
		require.Equal(t, "lesson v0 hai: 147/1", find("147"), "a draft")
		require.Equal(t, "lesson v0 hai: 5+6+7+36a", find("5, 6-40"), "articles that are named together are one passage")
		require.Equal(t, "lesson v0 hai: 147/1; lesson v0 hai: 5+6+7+36a", find(""))
		require.Empty(t, find("36"))
		require.NoError(t, s.Courses.Discard(ctx, trainingtest.Root, draft.Version.ID))
		require.Empty(t, find(""), "discarded")

		v := s.Publish(t, cited(1, "Theo Điều 147 BLTTHS."))
		require.Equal(t, "lesson v1 hai: 147", find("147"))
		s.Upload(t, cited(1, "Theo Điều 148 BLTTHS."))
		require.Equal(t, "lesson v1 hai: 147", find("147"), "beside its draft")
		require.Equal(t, "lesson v0 hai: 148", find("148"))
		s.Publish(t, cited(1, "Theo Điều 148 BLTTHS."))
		require.Empty(t, find("147"), "replaced")
		require.Equal(t, "lesson v2 hai: 148", find("148"))

		require.NoError(t, s.Courses.Withdraw(ctx, trainingtest.Root, v.CourseID, true, ""))
		require.Empty(t, find(""), "withdrawn")
		require.NoError(t, s.Courses.Withdraw(ctx, trainingtest.Root, v.CourseID, false, ""))
		require.Equal(t, "lesson v2 hai: 148", find(""), "back")
	})
}

// TestWhatIsCitedWhere: the legal basis, the overview, lessons and questions with where they stand.
func TestWhatIsCitedWhere(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		f := cited(1, "Bài nói về Điều 10.\n\n## Hạn {#han}\n\n| Mốc | Căn cứ |\n| --- | --- |\n| Đầu | khoản 2 Điều 11[^a] |\n\n[^a]: Điều 12 BLTTHS.\n")
		f = f.With("03-kiem-tra.quiz.md", "---\ntitle: Kiểm tra\npass: 50\n---\n\nĐọc Điều 13 BLTTHS.\n\n## Điều 14 BLTTHS nói gì? {#q-14}\n\n"+
			"- [x] Đúng\n  > Đúng: Điều 14.\n- [ ] Sai\n\n> Xem Điều 15.\n")
		f = f.Edit(t, "course.md", "Luật Tổ chức Viện kiểm sát nhân dân năm 2014, Điều 85", "Bộ luật Tố tụng hình sự năm 2015 (số 101/2015/QH13), các điều 10, 11 và 15").
			Edit(t, "course.md", "Bắt đầu", "Học Điều 10. Bắt đầu")
		s.Publish(t, f)
		require.Equal(t, "basis v1 : ; basis v1 : 10+11+15; overview v1 : 10; lesson v1 hai: 10; lesson v1 hai: 11/2; lesson v1 hai: 12; "+
			"quiz v1 kiem-tra: 13; question v1 kiem-traq-14: 14; question v1 kiem-traq-14: 14; question v1 kiem-traq-14: 15", cites(t, s, trainingtest.Root, bltths, ""))

		list, err := s.Courses.CitedInstruments(ctx, trainingtest.Root)
		require.NoError(t, err)
		require.Equal(t, []courses.CitedInstrument{{Key: bltths, Name: "Bộ luật Tố tụng hình sự năm 2015 (số 101/2015/QH13)", Kind: "bo_luat", Articles: 6, Passages: 10, Courses: 1}}, list)
		articles, err := s.Courses.CitedArticles(ctx, trainingtest.Root, bltths)
		require.NoError(t, err)
		require.Equal(t, courses.CitedArticle{Article: "10", Passages: 3, Courses: 1}, articles[0])
		require.Len(t, articles, 6)

		var anchors []string
		require.NoError(t, s.Courses.EachCitation(ctx, trainingtest.Root, bltths, nil, 0, func(p courses.CitedPassage) error {
			anchors = append(anchors, p.Anchor)
			require.NotEmpty(t, p.Cited)
			return nil
		}))
		require.Equal(t, "han", anchors[4])
		require.Contains(t, anchors[5], "fn:1")
		require.Equal(t, "q-14", anchors[8])
	})
}

// TestCitationsAreScoped: who sees courses of one unit sees nothing of another's, nor how often it cites.
func TestCitationsAreScoped(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, cited(1, "Điều 147 BLTTHS.").Edit(t, "course.md", "language: vi", "language: vi\nunit: P1"))
		s.Publish(t, cited(2, "Điều 147 BLTTHS và Điều 5 Nghị định số 59/2019/NĐ-CP. Điều 3 của Bộ luật Hình sự.").Edit(t, "course.md", "language: vi", "language: vi\nunit: KV1"))
		author := s.Staff(t, trainingtest.Grant{Role: people.RoleAuthor, Unit: "P1"})
		require.Equal(t, "lesson v1 hai: 147", cites(t, s, author, bltths, ""))
		require.Empty(t, cites(t, s, author, "59/2019/nd-cp", ""))
		list, err := s.Courses.CitedInstruments(ctx, author)
		require.NoError(t, err)
		require.Len(t, list, 2, "with that of the legal basis")
		require.Equal(t, bltths, list[1].Key)
		require.Equal(t, 1, list[1].Passages)
		require.Equal(t, 1, list[1].Courses)
		articles, err := s.Courses.CitedArticles(ctx, author, bltths)
		require.NoError(t, err)
		require.Equal(t, []courses.CitedArticle{{Article: "147", Passages: 1, Courses: 1}}, articles)

		list, err = s.Courses.CitedInstruments(ctx, people.Actor{})
		require.NoError(t, err)
		require.Empty(t, list)
		all, err := s.Courses.CitedInstruments(ctx, trainingtest.Root)
		require.NoError(t, err)
		require.Len(t, all, 4)
	})
}

// TestAnOlderDatabaseIsRead: versions from before there were citations, and those that an older recogniser read.
func TestAnOlderDatabaseIsRead(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, cited(1, "Điều 147 BLTTHS."))
		s.Upload(t, cited(1, "Điều 148 BLTTHS."))
		before := cites(t, s, trainingtest.Root, bltths, "")
		require.Contains(t, before, "148")
		for _, older := range []string{"DELETE FROM citation_versions", "UPDATE citation_versions SET recogniser = 0"} {
			_, err := d.Writer().ExecContext(ctx, older)
			require.NoError(t, err)
			_, err = d.Writer().ExecContext(ctx, "DELETE FROM citations")
			require.NoError(t, err)
			require.NoError(t, s.Courses.IndexMissing(ctx))
			require.Equal(t, before, cites(t, s, trainingtest.Root, bltths, ""))
			require.NoError(t, s.Courses.IndexMissing(ctx), "and not twice")
			require.Equal(t, before, cites(t, s, trainingtest.Root, bltths, ""))
		}
	})
}
