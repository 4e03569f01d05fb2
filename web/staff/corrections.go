package staff

import (
	"liem/internal/fault"
	"liem/people"
	"liem/web/page"
)

// RequestsPage lists the requests for correction that HR answers.
type RequestsPage struct {
	page.Base
	page.Form
	List     page.List
	Rows     []people.CorrectionRow
	Answered string // the request that a form was sent for and refused
}

var requestsPage = page.Parse[RequestsPage](files, "corrections.html")

// Corrections shows the list.
func (h *Handlers) Corrections(c *page.Ctx) error { return h.showCorrections(c, page.Form{}, "", 200) }

// AnswerCorrection answers one.
func (h *Handlers) AnswerCorrection(c *page.Ctx) error {
	f, err := c.ReadForm("state", "answer")
	if err != nil {
		return err
	}
	err = h.people.AnswerCorrection(c.Context(), c.Actor, c.Params("id"), people.CorrectionState(f.Get("state")), f.Get("answer"))
	if err == nil {
		return c.Done("/corrections", "notice.correction_answered")
	}
	if !f.Refuse(c, err) {
		return err
	}
	status := 422
	if fault.Is(err, fault.Conflict) {
		status = 409
	}
	return h.showCorrections(c, f, c.Params("id"), status)
}

func (h *Handlers) showCorrections(c *page.Ctx, f page.Form, id string, status int) error {
	p := RequestsPage{Base: c.Base(page.SectionPeople, "correction.requests"), Form: f, List: c.ReadList(nil, "state"), Answered: id}
	p.Crumbs, p.Path, p.List.Path = crumbs(c), "/corrections", "/corrections"
	var err error
	p.Rows, p.List.Total, err = h.people.Corrections(c.Context(), c.Actor, people.CorrectionQuery{State: people.CorrectionState(p.List.Get("state")),
		Limit: page.PerPage, Offset: p.List.Offset()})
	if err != nil {
		return err
	}
	return requestsPage.RenderStatus(c, status, &p)
}

// States are what the filter offers.
func (p *RequestsPage) States() []people.CorrectionState { return people.CorrectionStates }

// Typed is what was typed for a request.
func (p *RequestsPage) Typed(id, field string) string {
	if id != p.Answered {
		return ""
	}
	return p.Get(field)
}
