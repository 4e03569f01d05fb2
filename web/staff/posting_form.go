package staff

import (
	"liem/people"
	"liem/web/page"
)

// PostingFormPage appoints an officer to something beside the main posting, or transfers them.
type PostingFormPage struct {
	page.Base
	page.Form
	F        people.OfficerFile
	Transfer bool // a new main posting
	Units    []people.Placed
}

var postingFormPage = page.Parse[PostingFormPage](files, "posting_form.html", "posting_fields.html")

// AppointForm shows the form for a posting beside the main one.
func (h *Handlers) AppointForm(c *page.Ctx) error { return h.postingForm(c, false) }

// TransferForm shows the form for a new main posting.
func (h *Handlers) TransferForm(c *page.Ctx) error { return h.postingForm(c, true) }

// Appoint gives the officer a posting beside the main one.
func (h *Handlers) Appoint(c *page.Ctx) error { return h.appoint(c, false) }

// Transfer gives the officer a new main posting.
func (h *Handlers) Transfer(c *page.Ctx) error { return h.appoint(c, true) }

func (h *Handlers) postingForm(c *page.Ctx, transfer bool) error {
	file, err := h.managed(c)
	if err != nil {
		return err
	}
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	f.Values["from"], f.Values["kind"] = c.P.Date(h.people.Today()), string(people.Concurrent)
	if main := mainOf(file); transfer && main != nil {
		f.Values["title"] = main.Title
	}
	return h.showPostingForm(c, &PostingFormPage{Form: f, F: file, Transfer: transfer}, 200)
}

// mainOf is the newest main posting; nil when there is none.
func mainOf(file people.OfficerFile) *people.PostingOn {
	for i := range file.History {
		if file.History[i].IsMain() {
			return &file.History[i]
		}
	}
	return nil
}

func (h *Handlers) appoint(c *page.Ctx, transfer bool) error {
	file, err := h.managed(c)
	if err != nil {
		return err
	}
	f, err := c.ReadForm("kind", "unit", "position", "title", "decision", "from", "to")
	if err != nil {
		return err
	}
	n := people.NewPosting{Kind: people.PostingKind(f.Get("kind")), UnitID: f.Get("unit"), Position: f.Get("position"), Title: f.Get("title"),
		Decision: f.Get("decision"), From: readDay(f.Get("from")), To: readDay(f.Get("to"))}
	notice := "notice.officer_appointed"
	if transfer {
		n.Kind, n.To, notice = people.Main, "", "notice.officer_transferred"
	} else if n.Kind == people.Main { // a transfer has a form of its own
		n.Kind = ""
	}
	if _, err = h.people.Appoint(c.Context(), c.Actor, file.ID, n); err == nil {
		return c.Done(officerPath(file.ID), notice)
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.showPostingForm(c, &PostingFormPage{Form: f, F: file, Transfer: transfer}, 422)
}

func (h *Handlers) showPostingForm(c *page.Ctx, p *PostingFormPage, status int) error {
	title := "officer.appoint_of"
	if p.Transfer {
		title = "officer.transfer_of"
	}
	p.Base = c.Base(page.SectionPeople, title, "Name", p.F.FullName)
	p.Crumbs = crumbs(c, page.Link{Text: p.F.FullName, Href: officerPath(p.F.ID)})
	if main := mainOf(p.F); main != nil && p.Transfer {
		p.Lead = c.P.T("officer.transfer_lead", "Unit", main.Unit)
	}
	var err error
	if p.Units, err = h.units(c, people.ActManagePeople); err != nil {
		return err
	}
	return postingFormPage.RenderStatus(c, status, p)
}

// Kinds are what a posting beside the main one may be.
func (p *PostingFormPage) Kinds() []people.PostingKind { return people.PostingKinds[1:] }

// Titles are what the form suggests.
func (p *PostingFormPage) Titles() []string { return people.Titles }

// Positions are what the form suggests.
func (p *PostingFormPage) Positions() []string { return people.Positions }

// Indent shows a unit's depth in a list.
func (p *PostingFormPage) Indent(depth int) string { return indent(depth) }

// To is where the form is sent.
func (p *PostingFormPage) To() string {
	if p.Transfer {
		return officerPath(p.F.ID) + "/transfer"
	}
	return officerPath(p.F.ID) + "/appoint"
}
