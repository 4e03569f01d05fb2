package manage

import (
	"cmp"

	"liem/people"
	"liem/training"
	"liem/web/page"
)

const questionsPath = listPath + "/questions"

// QuestionsPage lists what officers ask about the lessons of courses that the actor publishes.
type QuestionsPage struct {
	page.Base
	List page.List
	Rows []training.InquiryRow

	tree *people.Tree
}

var questionsPage = page.Parse[QuestionsPage](files, "questions.html")

// Questions shows the list.
func (h *Handlers) Questions(c *page.Ctx) error {
	p := QuestionsPage{Base: c.Base(page.SectionManage, "inquiry.inbox"), List: c.ReadList(nil, "state")}
	p.Crumbs = crumbs(c, "", "")
	var err error
	p.Rows, p.List.Total, err = h.training.Inquiries(c.Context(), c.Actor, training.InquiryQuery{
		State: training.InquiryState(p.List.Get("state")), Limit: page.PerPage, Offset: p.List.Offset()})
	if err != nil {
		return err
	}
	if p.tree, err = h.people.Tree(c.Context(), h.people.Today()); err != nil {
		return err
	}
	return questionsPage.Render(c, &p)
}

// States are what the filter offers.
func (p *QuestionsPage) States() []training.InquiryState { return training.InquiryStates }

// Unit is the short name of the unit that a course belongs to.
func (p *QuestionsPage) Unit(id string) string {
	u, _ := p.tree.Unit(id)
	return cmp.Or(u.ShortName, u.Name)
}

// excerptLetters is how much of a question the list shows.
const excerptLetters = 120

// Excerpt is the beginning of a question.
func (p *QuestionsPage) Excerpt(body string) string {
	runes := []rune(body)
	if len(runes) <= excerptLetters {
		return body
	}
	return string(runes[:excerptLetters]) + " …"
}
