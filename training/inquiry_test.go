package training_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
	"liem/training"
	"liem/training/trainingtest"
)

func asking(t *testing.T, s *trainingtest.School, a people.Actor, body string) training.Inquiry {
	t.Helper()
	q, err := s.Training.Ask(context.Background(), a, "khoa-1", "mot", training.Asking{Body: body})
	require.NoError(t, err)
	return q
}

func answering(t *testing.T, s *trainingtest.School, a people.Actor, id, act, text string) {
	t.Helper()
	require.NoError(t, s.Training.Answer(context.Background(), a, id, training.Answering{Act: act, Text: text}))
}

// TestQuestionsAboutALesson go to those who publish the course; the officer reads the answer, and all when it is shown.
func TestQuestionsAboutALesson(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1).Edit(t, "course.md", "language: vi", "language: vi\nunit: P1"))
		hoa, xa := s.Officer(t, "Nguyễn Thị Hoa", "P1"), s.Officer(t, "Vũ Thị Xa", "P2")
		manager := s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "P1"})
		elsewhere := s.Staff(t, trainingtest.Grant{Role: people.RoleManager, Unit: "P2"})
		author := s.Staff(t, trainingtest.Grant{Role: people.RoleAuthor, Unit: "P1"})

		q := asking(t, s, hoa, "  Hạn tính từ ngày nào?  ")
		require.Equal(t, "Hạn tính từ ngày nào?", q.Body)
		n, err := s.Training.OpenInquiries(ctx, manager)
		require.NoError(t, err)
		require.Equal(t, 1, n)
		n, err = s.Training.OpenInquiries(ctx, elsewhere)
		require.NoError(t, err)
		require.Zero(t, n)
		_, _, err = s.Training.Inquiries(ctx, author, training.InquiryQuery{Limit: 10})
		require.Equal(t, fault.Forbidden, fault.KindOf(err), "an author does not publish")
		rows, total, err := s.Training.Inquiries(ctx, elsewhere, training.InquiryQuery{Limit: 10})
		require.NoError(t, err)
		require.Zero(t, total+len(rows))
		for _, who := range []people.Actor{elsewhere, author, xa, {}} {
			require.Error(t, s.Training.Answer(ctx, who, q.ID, training.Answering{Act: training.ActAnswer, Text: "x"}))
			_, err = s.Training.Inquiry(ctx, who, q.ID)
			require.Error(t, err)
		}

		answering(t, s, manager, q.ID, training.ActAnswer, "Từ ngày nhận.")
		at, err := s.Training.InquiriesAt(ctx, xa, "khoa-1", "mot")
		require.NoError(t, err)
		require.Empty(t, at.Shared, "a private answer")
		require.Empty(t, at.Own)
		home, err := s.Training.Home(ctx, hoa)
		require.NoError(t, err)
		require.Len(t, home.Answers, 1)
		require.Error(t, s.Training.SeenInquiry(ctx, xa, q.ID))
		require.NoError(t, s.Training.SeenInquiry(ctx, hoa, q.ID))
		home, err = s.Training.Home(ctx, hoa)
		require.NoError(t, err)
		require.Empty(t, home.Answers)

		require.NoError(t, s.Training.Answer(ctx, manager, q.ID, training.Answering{Act: training.ActPublish, Text: "Từ ngày tiếp nhận.", Shown: "Hạn tính từ đâu?"}))
		at, err = s.Training.InquiriesAt(ctx, xa, "khoa-1", "mot")
		require.NoError(t, err)
		require.Len(t, at.Shared, 1)
		require.Equal(t, "Hạn tính từ đâu?", at.Shared[0].Shown)
		require.Empty(t, at.Shared[0].Officer, "she did not agree to be named")
		home, err = s.Training.Home(ctx, hoa)
		require.NoError(t, err)
		require.Len(t, home.Answers, 1, "a changed answer is told again")

		require.NoError(t, s.Training.HideAnswer(ctx, manager, q.ID))
		require.Equal(t, fault.Conflict, fault.KindOf(s.Training.HideAnswer(ctx, manager, q.ID)))
		at, err = s.Training.InquiriesAt(ctx, xa, "khoa-1", "mot")
		require.NoError(t, err)
		require.Empty(t, at.Shared)
		view, err := s.Training.Inquiry(ctx, manager, q.ID)
		require.NoError(t, err)
		var acts []string
		for _, step := range view.Steps {
			acts = append(acts, step.Act+": "+step.Answer)
		}
		require.Equal(t, []string{"answer: Từ ngày nhận.", "publish: Từ ngày tiếp nhận.", "hide: Từ ngày tiếp nhận."}, acts, "every wording is kept")
		require.Equal(t, "Nguyễn Thị Hoa", view.Officer)
	})
}

// TestQuestionsStayWithTheLesson through versions, also under another address; and who agreed is named.
func TestQuestionsStayWithTheLesson(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		f := trainingtest.Course(1).With("02-hai.md", "---\ntitle: Bài hai\nid: bai-hai\nminutes: 10\n---\n\n## Hạn {#han}\n\nMột.\n\n## Cách tính {#cach}\n\nHai.\n")
		s.Publish(t, f)
		hoa, xa := s.Officer(t, "Nguyễn Thị Hoa", "P1"), s.Officer(t, "Vũ Thị Xa", "P2")
		q, err := s.Training.Ask(ctx, hoa, "khoa-1", "hai", training.Asking{Anchor: "han", Body: "Vì sao?", Named: true})
		require.NoError(t, err)
		require.Equal(t, "Hạn", q.Heading)
		_, err = s.Training.Ask(ctx, hoa, "khoa-1", "hai", training.Asking{Anchor: "khac", Body: "Vì sao?"})
		require.Equal(t, fault.Invalid, fault.KindOf(err))
		_, err = s.Training.Ask(ctx, hoa, "khoa-1", "kiem-tra", training.Asking{Body: "Vì sao?"})
		require.Equal(t, fault.NotFound, fault.KindOf(err), "not about a quiz")
		answering(t, s, trainingtest.Root, q.ID, training.ActPublish, "Vì luật nói thế.")

		s.Publish(t, f.Without("02-hai.md").With("02-hai-moi.md", f.Files["02-hai.md"]).Edit(t, "01-mot.md", "02-hai.md", "02-hai-moi.md"))
		at, err := s.Training.InquiriesAt(ctx, xa, "khoa-1", "hai-moi")
		require.NoError(t, err)
		require.Len(t, at.Shared, 1)
		require.Equal(t, "Nguyễn Thị Hoa", at.Shared[0].Officer)
		own, err := s.Training.OwnInquiries(ctx, hoa)
		require.NoError(t, err)
		require.Equal(t, "hai-moi", own[0].Stem)
		require.Equal(t, "Bài hai", own[0].Part)

		s.Publish(t, trainingtest.Course(1).Edit(t, "02-hai.md", "Nội dung", "Chữ"))
		own, err = s.Training.OwnInquiries(ctx, hoa)
		require.NoError(t, err)
		require.Empty(t, own[0].Stem, "the lesson is no more")
		require.Equal(t, "Bài hai", own[0].Part)
		require.NoError(t, s.Courses.Withdraw(ctx, trainingtest.Root, q.CourseID, true, ""))
		_, err = s.Training.InquiriesAt(ctx, xa, "khoa-1", "mot")
		require.Equal(t, fault.NotFound, fault.KindOf(err), "the course is withdrawn, and she never began it")
	})
}

func TestQuestionsAreBounded(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		hoa := s.Officer(t, "Nguyễn Thị Hoa", "P1")
		for _, body := range []string{"", " \n ", strings.Repeat("ớ", training.MaxInquiry+1)} {
			_, err := s.Training.Ask(ctx, hoa, "khoa-1", "mot", training.Asking{Body: body})
			require.Equal(t, fault.Invalid, fault.KindOf(err))
		}
		for i := range 10 {
			asking(t, s, hoa, fmt.Sprint("Câu ", i))
		}
		_, err := s.Training.Ask(ctx, hoa, "khoa-1", "mot", training.Asking{Body: "Câu nữa"})
		require.Equal(t, fault.TooMany, fault.KindOf(err))
		own, err := s.Training.OwnInquiries(ctx, hoa)
		require.NoError(t, err)
		require.Len(t, own, 10, "what is refused is not kept")

		q := own[0]
		require.NoError(t, s.Training.WithdrawInquiry(ctx, hoa, q.ID))
		require.Equal(t, fault.Conflict, fault.KindOf(s.Training.WithdrawInquiry(ctx, hoa, q.ID)))
		require.Equal(t, fault.Conflict, fault.KindOf(s.Training.Answer(ctx, trainingtest.Root, q.ID, training.Answering{Act: training.ActAnswer, Text: "x"})))
		_, err = s.Training.Ask(ctx, hoa, "khoa-1", "mot", training.Asking{Body: "Câu nữa"})
		require.Equal(t, fault.TooMany, fault.KindOf(err), "taking back frees nothing")
		s.Clock.Add(25 * time.Hour)
		asking(t, s, hoa, "Hôm sau")
		for _, n := range []training.Answering{{}, {Act: "x", Text: "y"}, {Act: training.ActAnswer}, {Act: training.ActPublish, Text: strings.Repeat("x", training.MaxInquiryReply+1)},
			{Act: training.ActPublish, Text: "x", Shown: strings.Repeat("x", training.MaxInquiry+1)}} {
			require.Equal(t, fault.Invalid, fault.KindOf(s.Training.Answer(ctx, trainingtest.Root, own[1].ID, n)))
		}
		require.Equal(t, fault.NotFound, fault.KindOf(s.Training.Answer(ctx, trainingtest.Root, db.NewID(), training.Answering{Act: training.ActAnswer, Text: "x"})))
	})
}

// TestErasureAndRetentionOfQuestions: what all read stays without the person; the rest goes.
func TestErasureAndRetentionOfQuestions(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := trainingtest.New(t, d)
		s.Publish(t, trainingtest.Course(1))
		hoa, xa := s.Officer(t, "Nguyễn Thị Hoa", "P1"), s.Officer(t, "Vũ Thị Xa", "P2")
		shown, private := asking(t, s, hoa, "Tôi là Hoa, vì sao?"), asking(t, s, hoa, "Riêng tôi")
		require.NoError(t, s.Training.Answer(ctx, trainingtest.Root, shown.ID, training.Answering{Act: training.ActPublish, Text: "Vì thế.", Shown: "Vì sao?"}))
		answering(t, s, trainingtest.Root, private.ID, training.ActAnswer, "Riêng bạn")
		old, open := asking(t, s, xa, "Cũ"), asking(t, s, xa, "Còn chờ")
		answering(t, s, trainingtest.Root, old.ID, training.ActClose, "Trùng câu khác")

		_, err := d.Writer().ExecContext(ctx, "UPDATE postings SET valid_to = '2020-12-31' WHERE officer_id = ?", hoa.OfficerID)
		require.NoError(t, err)
		done, err := s.Training.Erase(ctx, trainingtest.Root, hoa.OfficerID, "Nghỉ hưu")
		require.NoError(t, err)
		require.Equal(t, 2, done.Questions)
		at, err := s.Training.InquiriesAt(ctx, xa, "khoa-1", "mot")
		require.NoError(t, err)
		require.Len(t, at.Shared, 1)
		require.Equal(t, "Vì sao?", at.Shared[0].Body, "her own words are gone")
		require.Nil(t, at.Shared[0].OfficerID)
		_, err = s.Training.Inquiry(ctx, trainingtest.Root, private.ID)
		require.Equal(t, fault.NotFound, fault.KindOf(err))

		s.Clock.Add(400 * 24 * time.Hour)
		keep := training.Retention{Questions: 12}
		plan, err := s.Training.PlanRetention(ctx, keep)
		require.NoError(t, err)
		require.Equal(t, 1, plan.Questions)
		removed, err := s.Training.Retain(ctx, keep, "test")
		require.NoError(t, err)
		require.Equal(t, 1, removed.Questions)
		own, err := s.Training.OwnInquiries(ctx, xa)
		require.NoError(t, err)
		require.Len(t, own, 1)
		require.Equal(t, open.ID, own[0].ID, "what waits stays")
	})
}
