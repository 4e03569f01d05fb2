package learn

import (
	"liem/internal/fault"
	"liem/training"
	"liem/web/page"
)

// QuestionsPage is what is asked and answered about a lesson. A lesson's page shows the same part of it.
type QuestionsPage struct {
	page.Base
	page.Form
	training.LessonInquiries
}

var questionsPage = page.Parse[QuestionsPage](files, "questions.html")

// Questions shows the page.
func (h *Handlers) Questions(c *page.Ctx) error { return h.showQuestions(c, page.Form{}, 200) }

// Ask files a question about a lesson.
func (h *Handlers) Ask(c *page.Ctx) error {
	f, err := c.ReadForm("heading", "question", "named")
	if err != nil {
		return err
	}
	_, err = h.training.Ask(c.Context(), c.Actor, c.Params("slug"), c.Params("stem"),
		training.Asking{Anchor: f.Get("heading"), Body: f.Get("question"), Named: f.Get("named") != ""})
	if err == nil {
		return c.Done(questionsPath(c), "notice.inquiry_asked")
	}
	if !f.Refuse(c, err) {
		return err
	}
	status := 422
	if fault.Is(err, fault.TooMany) {
		status = 429
	}
	return h.showQuestions(c, f, status)
}

func questionsPath(c *page.Ctx) string {
	return "/courses/" + c.Params("slug") + "/" + c.Params("stem") + "/questions"
}

func (h *Handlers) showQuestions(c *page.Ctx, f page.Form, status int) error {
	p := QuestionsPage{Form: f}
	var err error
	if p.LessonInquiries, err = h.training.InquiriesAt(c.Context(), c.Actor, c.Params("slug"), c.Params("stem")); err != nil {
		return err
	}
	p.Base = c.Base(page.SectionCourses, "inquiry.title", "Lesson", p.Part.Title)
	p.Crumbs = append(crumbs(c, c.Params("slug"), p.Version.Meta.Title), page.Link{Text: p.Part.Title, Href: p.Lesson()})
	return questionsPage.RenderStatus(c, status, &p)
}

// Lesson is the address of the lesson.
func (p *QuestionsPage) Lesson() string { return "/courses/" + p.Course.Slug + "/" + p.Part.Stem }

// Max is how many letters a question may have.
func (p *QuestionsPage) Max() int { return training.MaxInquiry }

// Asking tells that the form is to be open: nobody has asked yet, or what was sent was refused.
func (p *QuestionsPage) Asking() bool { return len(p.Errors) > 0 }
