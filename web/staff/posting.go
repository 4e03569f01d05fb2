package staff

import (
	"liem/internal/clock"
	"liem/people"
	"liem/web/page"
)

// PostingPage mends what was typed wrong in a posting, and ends one beside the main one.
type PostingPage struct {
	page.Base
	page.Form
	F    people.OfficerFile
	Post people.PostingOn
}

var postingPage = page.Parse[PostingPage](files, "posting.html", "posting_fields.html")

// Posting shows the forms.
func (h *Handlers) Posting(c *page.Ctx) error {
	file, post, err := h.posting(c)
	if err != nil {
		return err
	}
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	f.Values["position"], f.Values["title"], f.Values["decision"] = post.Position, post.Title, post.Decision
	return h.showPosting(c, &PostingPage{Form: f, F: file, Post: post}, 200)
}

// posting is the posting of the address, of an officer whom the actor manages.
func (h *Handlers) posting(c *page.Ctx) (people.OfficerFile, people.PostingOn, error) {
	file, err := h.managed(c)
	if err != nil {
		return file, people.PostingOn{}, err
	}
	for _, p := range file.History {
		if p.ID == c.Params("posting") {
			return file, p, nil
		}
	}
	return file, people.PostingOn{}, page.NoSuchPage()
}

// PostingChange mends position, title and decision, or ends the posting where the last day was sent.
func (h *Handlers) PostingChange(c *page.Ctx) error {
	file, post, err := h.posting(c)
	if err != nil {
		return err
	}
	f, err := c.ReadForm("position", "title", "decision", "last", "end")
	if err != nil {
		return err
	}
	notice := "notice.officer_posting_corrected"
	if f.Get("end") != "" {
		notice = "notice.officer_posting_ended"
		err = h.people.EndPosting(c.Context(), c.Actor, file.ID, post.ID, readDay(f.Get("last")))
		f.Values["position"], f.Values["title"], f.Values["decision"] = post.Position, post.Title, post.Decision
	} else {
		err = h.people.CorrectPosting(c.Context(), c.Actor, file.ID, post.ID, f.Get("position"), f.Get("title"), f.Get("decision"))
	}
	if err == nil {
		return c.Done(officerPath(file.ID), notice)
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.showPosting(c, &PostingPage{Form: f, F: file, Post: post}, 422)
}

func (h *Handlers) showPosting(c *page.Ctx, p *PostingPage, status int) error {
	p.Base = c.BaseNamed(page.SectionPeople, p.Post.Unit)
	p.Crumbs = crumbs(c, page.Link{Text: p.F.FullName, Href: officerPath(p.F.ID)})
	p.Lead = c.P.T("posting."+string(p.Post.Kind)) + " · " + c.P.T("officer.since", "From", c.P.Date(p.Post.ValidFrom))
	if p.Post.ValidTo != clock.Forever {
		p.Lead = c.P.T("posting."+string(p.Post.Kind)) + " · " + c.P.T("officer.from_to", "From", c.P.Date(p.Post.ValidFrom), "To", c.P.Date(p.Post.ValidTo))
	}
	return postingPage.RenderStatus(c, status, p)
}

// MayEnd tells whether the posting can be ended by itself.
func (p *PostingPage) MayEnd() bool { return !p.Post.IsMain() && p.Post.State != people.PostingBefore }

// Titles are what the form suggests.
func (p *PostingPage) Titles() []string { return people.Titles }

// Positions are what the form suggests.
func (p *PostingPage) Positions() []string { return people.Positions }
