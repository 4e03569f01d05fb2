package learn

import (
	"liem/training"
	"liem/web/page"
)

// OwnQuestionsPage is what the officer asked about lessons, with the answers.
type OwnQuestionsPage struct {
	page.Base
	Rows []training.InquiryRow
}

var ownQuestionsPage = page.Parse[OwnQuestionsPage](files, "own_questions.html")

const ownQuestionsPath = "/questions"

// OwnQuestions shows the page.
func (h *Handlers) OwnQuestions(c *page.Ctx) error {
	p := OwnQuestionsPage{Base: c.Base(page.SectionCourses, "inquiry.own_title")}
	p.Crumbs, p.Lead = []page.Link{{Text: c.P.T("nav.courses"), Href: "/courses"}}, c.P.T("inquiry.own_lead")
	var err error
	if p.Rows, err = h.training.OwnInquiries(c.Context(), c.Actor); err != nil {
		return err
	}
	return ownQuestionsPage.Render(c, &p)
}

// QuestionSeen notes that an answer was read.
func (h *Handlers) QuestionSeen(c *page.Ctx) error {
	if err := h.training.SeenInquiry(c.Context(), c.Actor, c.Params("id")); err != nil {
		return err
	}
	return c.See(ownQuestionsPath)
}

// QuestionWithdraw takes an open question back.
func (h *Handlers) QuestionWithdraw(c *page.Ctx) error {
	if err := h.training.WithdrawInquiry(c.Context(), c.Actor, c.Params("id")); err != nil {
		return err
	}
	return c.Done(ownQuestionsPath, "notice.inquiry_withdrawn")
}

// Lesson is the address of the lesson; empty when it is there no more.
func (p *OwnQuestionsPage) Lesson(r training.InquiryRow) string { return lessonOf(r) }

func lessonOf(r training.InquiryRow) string {
	switch {
	case r.Stem == "":
		return ""
	case r.Anchor == "":
		return "/courses/" + r.Slug + "/" + r.Stem
	}
	return "/courses/" + r.Slug + "/" + r.Stem + "#" + r.Anchor
}
