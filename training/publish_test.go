package training_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/training"
	"liem/training/trainingtest"
)

// moving is the law that changed, for those under way and for those who had completed.
var moving = courses.Publication{Revision: courses.RevisionSubstantive, Moves: true, AsksAgain: true, AgainBy: "2026-12-31"}

// amended is the course with a changed second lesson.
func amended(t testing.TB, n int) trainingtest.Folder {
	return trainingtest.Course(n).Edit(t, "02-hai.md", "Nội dung bài hai", "Nội dung theo luật mới")
}

func TestASubstantiveChangeMovesThoseUnderWay(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		for _, stem := range []string{"mot", "hai"} {
			_, err := s.Training.LessonDone(ctx, a, "khoa-1", stem)
			require.NoError(t, err)
		}
		v2 := s.PublishAs(t, amended(t, 1), moving)

		view, err := s.Training.Course(ctx, a, "khoa-1")
		require.NoError(t, err)
		require.Equal(t, v2.ID, view.Enrolment.VersionID)
		require.False(t, view.Newer)
		require.Equal(t, []string{"mot"}, view.Enrolment.Done, "what has changed is to be done again, the rest stands")
		require.Equal(t, &training.Moved{From: 1, At: view.Moved.At, Again: []string{"Bài hai"}}, view.Moved)
		lesson, err := s.Training.Lesson(ctx, a, "khoa-1", "hai")
		require.NoError(t, err)
		require.Contains(t, string(lesson.Part.HTML), "luật mới")

		s.Pass(t, a, "khoa-1", "kiem-tra")
		require.Zero(t, count(t, d, "completions"))
		_, err = s.Training.LessonDone(ctx, a, "khoa-1", "hai")
		require.NoError(t, err)
		c := completion(t, s, a)
		require.Equal(t, []any{v2.ID, 2}, []any{c.VersionID, c.VersionNumber})
	})
}

func TestAQuizThatChangedIsTakenAgain(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		a := s.Officer(t, "Nguyễn Thị Ánh", "P1")
		for range 3 { // all that are allowed
			_, err := s.Training.Submit(ctx, a, s.Start(t, a, "khoa-1", "kiem-tra"))
			require.NoError(t, err)
		}
		_, err := s.Training.StartAttempt(ctx, a, "khoa-1", "kiem-tra")
		require.True(t, fault.Is(err, fault.Conflict), "%v", err)
		s.PublishAs(t, trainingtest.Course(1).Edit(t, "03-kiem-tra.quiz.md", "10 ngày", "15 ngày"), moving)

		quiz, err := s.Training.Quiz(ctx, a, "khoa-1", "kiem-tra")
		require.NoError(t, err)
		require.Equal(t, 3, quiz.Left, "attempts at what the quiz was do not count")
		require.Len(t, quiz.Attempts, 3, "but they stay")
		require.True(t, quiz.Attempts[0].SetAside)
		s.Complete(t, a, "khoa-1")
		require.Equal(t, 2, completion(t, s, a).VersionNumber)
	})
}

func TestNobodysPaperIsTakenAway(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		v1 := s.Publish(t, trainingtest.Course(1).With("04-ba.md", trainingtest.Lesson("Bài ba", "Thêm.")))
		inQuiz, nearEnd := s.Officer(t, "Nguyễn Thị Ánh", "P1"), s.Officer(t, "Trần Văn An", "P1")
		attempt := s.Start(t, inQuiz, "khoa-1", "kiem-tra")
		for _, stem := range []string{"mot", "hai"} {
			_, err := s.Training.LessonDone(ctx, nearEnd, "khoa-1", stem)
			require.NoError(t, err)
		}
		s.Pass(t, nearEnd, "khoa-1", "kiem-tra")
		draft := s.Upload(t, trainingtest.Course(1)) // without the third lesson
		concern, err := s.Training.Concerned(ctx, trainingtest.Root, draft.Version.ID, training.GroupStays, 10, 0)
		require.NoError(t, err)
		require.Equal(t, map[training.Group]int{training.GroupStays: 2}, concern.Count)
		stays := map[string]training.Stay{}
		for _, r := range concern.Rows {
			stays[r.ID] = r.Stay
		}
		require.Equal(t, map[string]training.Stay{inQuiz.OfficerID: training.StayAttempt, nearEnd.OfficerID: training.StayNothing}, stays)

		_, err = s.Training.Publish(ctx, trainingtest.Root, draft.Version.ID, moving)
		require.NoError(t, err)
		require.Zero(t, count(t, d, "enrolment_moves"))
		_, err = s.Training.Submit(ctx, inQuiz, attempt)
		require.NoError(t, err)
		_, err = s.Training.LessonDone(ctx, nearEnd, "khoa-1", "ba")
		require.NoError(t, err)
		require.Equal(t, v1.ID, completion(t, s, nearEnd).VersionID)
		home, err := s.Training.Home(ctx, nearEnd)
		require.NoError(t, err)
		require.Equal(t, 2, home.Next.Again, "completing the earlier version afterwards does not answer for the change")
	})
}

func TestThoseWhoCompletedAreAskedAgain(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		a, other := s.Officer(t, "Nguyễn Thị Ánh", "P1"), s.Officer(t, "Trần Văn An", "P1")
		s.Complete(t, a, "khoa-1")
		s.Publish(t, trainingtest.Course(1).Edit(t, "01-mot.md", "bài một", "bài 1"))
		home, err := s.Training.Home(ctx, a)
		require.NoError(t, err)
		require.Empty(t, home.Again, "an editorial change asks nobody")

		s.PublishAs(t, amended(t, 1), moving)
		home, err = s.Training.Home(ctx, a)
		require.NoError(t, err)
		require.Len(t, home.Again, 1)
		require.Equal(t, []any{3, clock.Date("2026-12-31"), "khoa-1"}, []any{home.Again[0].Again, home.Again[0].DueOn, home.Again[0].Slug})
		require.Equal(t, home.Again[0], home.Next.Item)
		view, err := s.Training.Course(ctx, a, "khoa-1")
		require.NoError(t, err)
		require.Equal(t, 3, view.Asked.Number)
		home, err = s.Training.Home(ctx, other)
		require.NoError(t, err)
		require.Empty(t, home.Again, "who never completed it is not asked again")

		_, err = s.Training.Begin(ctx, a, "khoa-1")
		require.NoError(t, err)
		s.Complete(t, a, "khoa-1")
		home, err = s.Training.Home(ctx, a)
		require.NoError(t, err)
		require.Empty(t, home.Again)
		require.Equal(t, 2, count(t, d, "completions"), "the earlier record stays")
	})
}

func TestWhomAVersionConcernsIsShownWithinScope(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		owned := func(f trainingtest.Folder) trainingtest.Folder {
			return f.Edit(t, "course.md", "language: vi", "language: vi\nunit: P1")
		}
		s.Publish(t, owned(trainingtest.Course(1)))
		near, far := s.Officer(t, "Nguyễn Thị Ánh", "P1"), s.Officer(t, "Trần Văn An", "KV1")
		for _, who := range []people.Actor{near, far} {
			_, err := s.Training.LessonDone(ctx, who, "khoa-1", "hai")
			require.NoError(t, err)
		}
		draft := s.Upload(t, owned(amended(t, 1)))
		manager := s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "P1"})
		concern, err := s.Training.Concerned(ctx, manager, draft.Version.ID, training.GroupMoves, 10, 0)
		require.NoError(t, err)
		require.True(t, concern.Partial)
		require.Equal(t, map[training.Group]int{training.GroupMoves: 1}, concern.Count)
		require.Equal(t, []any{near.OfficerID, 1, 1, 3, 1}, []any{concern.Rows[0].ID, concern.Rows[0].Number, concern.Rows[0].Done, concern.Rows[0].Total, concern.Rows[0].Again})

		_, err = s.Training.Publish(ctx, manager, draft.Version.ID, moving)
		require.NoError(t, err)
		require.Equal(t, 2, count(t, d, "enrolment_moves"), "the change itself reaches everybody")
		concern, err = s.Training.Concerned(ctx, manager, draft.Version.ID, training.GroupMoves, 10, 0)
		require.NoError(t, err)
		require.Equal(t, []any{near.OfficerID, 0}, []any{concern.Rows[0].ID, concern.Rows[0].Done})
		elsewhere := s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "KV1"})
		_, err = s.Training.Concerned(ctx, elsewhere, draft.Version.ID, training.GroupMoves, 10, 0)
		require.True(t, fault.Is(err, fault.NotFound), "%v", err)
		author := s.Staff(t, trainingtest.Grant{Role: people.RoleAuthor, Unit: "P1"})
		_, err = s.Training.Concerned(ctx, author, draft.Version.ID, training.GroupMoves, 10, 0)
		require.True(t, fault.Is(err, fault.Forbidden), "%v", err)
	})
}

func TestAPublicationThatContradictsItselfIsRefused(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		first := s.PublishAs(t, trainingtest.Course(1), courses.Publication{Note: "Bản đầu."})
		require.Empty(t, first.Revision, "of a first version there is nothing to state")
		draft := s.Upload(t, amended(t, 1))
		for key, p := range map[string]courses.Publication{
			"courses.revision_missing":          {},
			"courses.editorial_concerns_nobody": {Revision: courses.RevisionEditorial, AsksAgain: true},
			"courses.again_by_past":             {Revision: courses.RevisionSubstantive, AsksAgain: true, AgainBy: "2020-01-01"},
			"courses.again_by_invalid":          {Revision: courses.RevisionSubstantive, AsksAgain: true, AgainBy: "mai"},
		} {
			_, err := s.Training.Publish(ctx, trainingtest.Root, draft.Version.ID, p)
			e, ok := fault.As(err)
			require.True(t, ok, key)
			require.Equal(t, key, e.Key)
		}
		require.Equal(t, 1, count(t, d, "course_versions WHERE state = 'published'"))
	})
}
