package main

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"strings"

	"liem/courses"
	"liem/internal/db"
	"liem/people"
	"liem/quiz"
	"liem/server/app"
	"liem/training"
)

// The course that is read: one lesson whose page has some 30 KB, and a quiz.
const (
	readSlug   = "doc"
	doneSlug   = "xong"
	lessonPath = "/courses/" + readSlug + "/bai-doc"
	quizStem   = "kiem-tra"
	sections   = 9
	questions  = 40
)

var (
	//go:embed course/course.md
	courseText string
	//go:embed course/lesson.md
	sectionText string
	//go:embed course/question.md
	questionText string
)

// folder is a course in memory.
func folder(id, slug string, withQuiz bool) *courses.Folder {
	f := &courses.Folder{Slug: slug}
	add := func(path, text string) {
		f.Files = append(f.Files, courses.File{Path: path, Size: int64(len(text)),
			Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }})
	}
	add("01-bai-doc.md", "---\ntitle: Bài đọc\nminutes: 10\n---\n\n"+numbered(sectionText, sections))
	if withQuiz {
		add("02-"+quizStem+".quiz.md", "---\ntitle: Kiểm tra\npass: 50\nshuffle: true\n---\n\n"+numbered(questionText, questions))
	}
	add("course.md", fmt.Sprintf(courseText, id, slug))
	return f
}

// numbered repeats a text with a number in it.
func numbered(text string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, text, i+1)
	}
	return b.String()
}

// publish brings a course through the same gate as anybody's.
func publish(ctx context.Context, a *app.App, f *courses.Folder) (*courses.Loaded, error) {
	somebody := people.System("bench")
	draft, err := a.Courses.Upload(ctx, somebody, f)
	if err != nil {
		return nil, err
	}
	if draft.Blocked() {
		p := draft.Problems[0]
		return nil, fmt.Errorf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Code)
	}
	v, err := a.Courses.Publish(ctx, somebody, draft.Version.ID, courses.Publication{})
	if err != nil {
		return nil, err
	}
	return a.Cache.Version(ctx, v.ID)
}

// seedCourse publishes the course that is read, lets every officer begin it, and opens the quiz for the learners.
func seedCourse(ctx context.Context, a *app.App, c *cast) ([]learner, error) {
	v, err := publish(ctx, a, folder(db.NewID(), readSlug, true))
	if err != nil {
		return nil, err
	}
	now := a.Business.Now()
	enrolments := make([]training.Enrolment, len(c.officers))
	for i, o := range c.officers {
		enrolments[i] = training.Enrolment{ID: db.NewID(), OfficerID: o.ID, CourseID: v.Version.CourseID, VersionID: v.Version.ID,
			Origin: training.OriginSelf, OpenedAt: now, SeenAt: now}
	}
	part, ok := v.Part(quizStem)
	if !ok {
		return nil, fmt.Errorf("the course has no part %q", quizStem)
	}
	list := make([]learner, learners)
	attempts := make([]quiz.Attempt, learners)
	for i := range list {
		e := enrolments[i]
		attempts[i] = quiz.Attempt{ID: db.NewID(), EnrolmentID: e.ID, OfficerID: e.OfficerID, VersionID: e.VersionID, PartID: part.ID,
			Number: 1, Seed: int64(i), Paper: quiz.Draw(part.Settings, v.QuizQuestions(part), int64(i)), Settings: part.Settings,
			StartedAt: now, TouchedAt: now}
		list[i] = learner{c.accounts[i].Username, attempts[i].ID}
	}
	return list, a.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return inOrder(
			func() error { return training.NewStore(tx).InsertMany(ctx, enrolments) },
			func() error { return quiz.NewStore(tx).InsertAttempts(ctx, attempts) },
		)
	})
}
