package courses_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/quiz"
	"liem/training/trainingtest"
)

// TestQuestionsLinkToLessons: a question is shown on the page of an attempt, so its links cannot stand beside the lesson's.
func TestQuestionsLinkToLessons(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		s := trainingtest.New(t, d)
		f := trainingtest.Course(1).
			Edit(t, "03-kiem-tra.quiz.md", "## Thời hạn", "Xem lại [bài một](01-mot.md).\n\n## Thời hạn").
			Edit(t, "03-kiem-tra.quiz.md", "= 5", "Theo [bài hai](02-hai.md).\n\n= 5\n\n> Xem [bài một](01-mot.md).")
		l, err := s.Cache.Version(context.Background(), s.Publish(t, f).ID)
		require.NoError(t, err)
		p, _ := l.Part("kiem-tra")
		require.Contains(t, string(p.HTML), `href="./mot"`, "the quiz's own page stands beside the lessons")
		questions := l.QuizQuestions(p)
		require.Contains(t, string(questions[0].Options[1].Feedback), `href="/courses/khoa-1/mot"`)
		require.Contains(t, string(questions[3].Prompt), `href="/courses/khoa-1/hai"`)
		require.Contains(t, string(questions[3].Feedback), `href="/courses/khoa-1/mot"`)

		for i, q := range questions {
			require.Equal(t, p.QuestionDigests[i], q.Digest(), "it is the same question")
		}
		paper := quiz.Draw(p.Settings, questions, 1)
		_, err = quiz.Grade(paper, l.Questions(), nil)
		require.NoError(t, err)
	})
}

func TestCache(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		draft := s.Upload(t, trainingtest.Course(1)).Version
		l, err := s.Cache.Version(ctx, draft.ID)
		require.NoError(t, err)
		require.Equal(t, courses.StateDraft, l.Version.State)
		published, err := s.Courses.Publish(ctx, trainingtest.Root, draft.ID, courses.Publication{Revision: courses.RevisionEditorial})
		require.NoError(t, err)
		l, err = s.Cache.Version(ctx, draft.ID)
		require.NoError(t, err)
		require.Equal(t, 1, l.Version.Number, "a draft is not remembered")
		same, err := s.Cache.Version(ctx, draft.ID)
		require.NoError(t, err)
		require.Same(t, l, same)

		before, err := s.Cache.BySlug(ctx, "khoa-1")
		require.NoError(t, err)
		require.Equal(t, published.ID, before.CurrentVersionID)
		v2 := s.Publish(t, trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung", "Chữ"))
		after, err := s.Cache.BySlug(ctx, "khoa-1")
		require.NoError(t, err)
		require.Equal(t, v2.ID, after.CurrentVersionID, "this process answers at once with what it published")

		left, cancel := context.WithCancel(ctx)
		cancel()
		_, err = s.Cache.Version(left, v2.ID)
		require.NoError(t, err, "who left does not fail those who wait for the same version")
		_, err = s.Cache.Version(ctx, "none")
		require.Equal(t, fault.NotFound, fault.KindOf(err))
		_, err = s.Cache.BySlug(ctx, "none")
		require.Equal(t, fault.NotFound, fault.KindOf(err))
	})
}
