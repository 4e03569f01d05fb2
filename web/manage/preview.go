package manage

import (
	"liem/courses"
	"liem/quiz"
	"liem/web/page"
)

// Preview is what the previews of lessons and quizzes share.
type Preview struct {
	page.Base
	Course         courses.Course
	V              *courses.Loaded
	Part           *courses.LoadedPart
	Previous, Next *courses.LoadedPart

	Watched  *Watched // of a folder that is watched; nil elsewhere
	Problems Problems // of its last save
}

// LessonPreview is a lesson exactly as officers read it.
type LessonPreview struct{ Preview }

// QuizPreview is a quiz with all its questions, their keys and the feedback.
type QuizPreview struct {
	Preview
	Questions []quiz.Question
}

var (
	lessonPreview = page.Parse[LessonPreview](files, "preview_lesson.html", "preview.html", "watch_bar.html", "problems.html")
	quizPreview   = page.Parse[QuizPreview](files, "preview_quiz.html", "preview.html", "preview_questions.html", "watch_bar.html", "problems.html")
)

// Preview shows a part of any version in scope.
func (h *Handlers) Preview(c *page.Ctx) error {
	course, _, v, err := h.version(c)
	if err != nil {
		return err
	}
	part, ok := v.Part(c.Params("stem"))
	if !ok {
		return page.NoSuchPage()
	}
	p := Preview{Base: c.BaseNamed(page.SectionManage, part.Title), Course: course, V: v, Part: part, Previous: v.Previous(part), Next: v.Next(part)}
	p.Crumbs = append(crumbs(c, course.ID, v.Meta.Title), page.Link{Text: versionTitle(c, v.Version), Href: p.Back()})
	return p.show(c)
}

func (p *Preview) show(c *page.Ctx) error {
	if p.Part.Kind == courses.KindQuiz {
		return quizPreview.Render(c, &QuizPreview{*p, p.V.QuizQuestions(p.Part)})
	}
	return lessonPreview.Render(c, &LessonPreview{*p})
}

// Back is the address of the version.
func (p *Preview) Back() string { return versionPath(p.Course.ID, p.V.Version.ID) }

// IsDraft tells that nobody can learn from this version yet.
func (p *Preview) IsDraft() bool { return p.V.Version.State == courses.StateDraft }

// Keyed shows questions with their keys.
type Keyed struct {
	*page.Base
	Questions []quiz.Question
}

// Letter is the key of an option in the author's order: a, b, c …
func (k Keyed) Letter(i int) string { return string(rune('a' + i)) } // #nosec G115 -- at most 26 options

// Key is a numeric key as people write it, with its tolerance where there is one.
func (k Keyed) Key(n *quiz.Numeric) string {
	if n.Tolerance == "" || n.Tolerance == "0" {
		return k.Decimal(n.Value)
	}
	return k.Decimal(n.Value) + " ± " + k.Decimal(n.Tolerance)
}

// Keyed gives the template of the questions what it needs.
func (p *QuizPreview) Keyed() Keyed { return Keyed{&p.Base, p.Questions} }
