package manage

import (
	"liem/internal/fault"
	"liem/training"
	"liem/web/page"
)

// QuestionPage is one question about a lesson: what was asked, the answer, and every wording of it.
type QuestionPage struct {
	page.Base
	page.Form
	training.InquiryView
}

var questionPage = page.Parse[QuestionPage](files, "question.html")

// Question shows the page.
func (h *Handlers) Question(c *page.Ctx) error { return h.showQuestion(c, page.Form{}, 200) }

// Answer answers a question, or changes the answer.
func (h *Handlers) Answer(c *page.Ctx) error {
	f, err := c.ReadForm("act", "answer", "shown")
	if err != nil {
		return err
	}
	err = h.training.Answer(c.Context(), c.Actor, c.Params("question"), training.Answering{Act: f.Get("act"), Text: f.Get("answer"), Shown: f.Get("shown")})
	if err == nil {
		return c.Done(questionsPath+"/"+c.Params("question"), "notice.inquiry."+f.Get("act"))
	}
	return h.refuseAnswer(c, f, err)
}

// HideAnswer takes an answer away from the lesson.
func (h *Handlers) HideAnswer(c *page.Ctx) error {
	err := h.training.HideAnswer(c.Context(), c.Actor, c.Params("question"))
	if err == nil {
		return c.Done(questionsPath+"/"+c.Params("question"), "notice.inquiry.hide")
	}
	f, formErr := c.ReadForm()
	if formErr != nil {
		return formErr
	}
	return h.refuseAnswer(c, f, err)
}

func (h *Handlers) refuseAnswer(c *page.Ctx, f page.Form, err error) error {
	if !f.Refuse(c, err) {
		return err
	}
	if fault.Is(err, fault.Conflict) {
		return h.showQuestion(c, f, 409)
	}
	return h.showQuestion(c, f, 422)
}

func (h *Handlers) showQuestion(c *page.Ctx, f page.Form, status int) error {
	p := QuestionPage{Form: f}
	var err error
	if p.InquiryView, err = h.training.Inquiry(c.Context(), c.Actor, c.Params("question")); err != nil {
		return err
	}
	p.Base = c.Base(page.SectionManage, "inquiry.one", "Lesson", p.Part)
	p.Crumbs = append(crumbs(c, "", ""), page.Link{Text: c.P.T("inquiry.inbox"), Href: questionsPath})
	p.Path = questionsPath + "/" + p.ID // a decision was posted elsewhere
	return questionPage.RenderStatus(c, status, &p)
}

// Lesson is the address of the lesson as the officer read it.
func (p *QuestionPage) Lesson() string {
	href := versionPath(p.CourseID, p.VersionID) + "/preview/" + p.Then
	if p.Anchor != "" {
		href += "#" + p.Anchor
	}
	return href
}

// MayAnswer tells that the actor did not ask it.
func (p *QuestionPage) MayAnswer() bool {
	return p.OfficerID == nil || *p.OfficerID != p.Actor.OfficerID
}

// Typed is what was typed, or what stands.
func (p *QuestionPage) Typed(field string) string {
	switch {
	case p.Values != nil:
		return p.Get(field)
	case field == "answer":
		return p.InquiryView.Answer
	case p.Shown != "":
		return p.Shown
	}
	return p.Body
}

// Who names somebody who answered.
func (p *QuestionPage) Who(account string) string { return who(p.Names, account) }
