package account

import (
	"strings"

	"liem/people"
	"liem/web/page"
)

// DisclosuresPage tells an officer who was shown her records, when, and what of them.
type DisclosuresPage struct {
	page.Base
	List page.List
	Rows []people.Seen
}

var disclosuresPage = page.Parse[DisclosuresPage](files, "disclosures.html")

// Disclosures shows the page.
func (h *Handlers) Disclosures(c *page.Ctx) error {
	p := DisclosuresPage{Base: c.Base(page.SectionAccount, "disclosure.title"), List: c.ReadList(nil)}
	p.Crumbs = []page.Link{{Text: c.P.T("account.title"), Href: "/account"}}
	p.Lead = c.P.T("disclosure.lead")
	var err error
	if p.Rows, p.List.Total, err = h.people.SeenBy(c.Context(), c.Actor, page.PerPage, p.List.Offset()); err != nil {
		return err
	}
	return disclosuresPage.Render(c, &p)
}

// Roles are the roles that somebody held, in words.
func (p *DisclosuresPage) Roles(roles []people.Role) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = p.T("role." + string(r))
	}
	return strings.Join(words, ", ")
}

// Name is who looked; what is no account has a word of its own.
func (p *DisclosuresPage) Name(s people.Seen) string {
	if key := "audit.actor." + s.Who; p.Printer().Has(key) {
		return p.T(key)
	}
	return s.Who
}

// Kind says what was seen.
func (p *DisclosuresPage) Kind(s people.Seen) string {
	if key := "disclosure.kind." + string(s.Kind); p.Printer().Has(key) {
		return p.T(key)
	}
	return string(s.Kind)
}

// File names the form of a file.
func (p *DisclosuresPage) File(s people.Seen) string { return strings.ToUpper(s.Format) }
