package staff

import (
	"net/url"
	"strconv"

	"liem/people"
	"liem/web/page"
)

// SlipsPage chooses for whom start codes are printed: officers without an account, or who have forgotten the password.
type SlipsPage struct {
	page.Base
	page.Form
	List     page.List
	Rows     []people.SlipCandidate
	Accounts []people.SlipCandidate // that are no officer's; for an administrator of everything
	Units    []people.Placed
	Chosen   map[string]bool
	Clear    bool // the actor may take a lost second factor away
}

var slipsPage = page.Parse[SlipsPage](files, "slips.html")

// SlipSheet is the printed slips, several a page, to be cut. The codes are shown this once.
type SlipSheet struct {
	page.Base
	Slips []people.Slip
	Site  string // where one signs in
}

var slipSheet = page.Parse[SlipSheet](files, "slip_sheet.html")

// Slips shows the list.
func (h *Handlers) Slips(c *page.Ctx) error {
	return h.showSlips(c, &SlipsPage{Form: page.Form{Values: map[string]string{"days": strconv.Itoa(people.SlipDays)}}}, 200)
}

func (h *Handlers) showSlips(c *page.Ctx, p *SlipsPage, status int) error {
	p.Base, p.List = c.Base(page.SectionPeople, "signin.slips"), c.ReadList(nil, "q", "unit", "without")
	p.Crumbs, p.Lead = []page.Link{{Text: c.P.T("staff.people"), Href: "/people"}}, c.P.T("signin.slips_lead")
	p.Clear = h.people.Factors.On() && people.Can(c.Actor, people.ActManageAccounts, people.Target{})
	if p.Chosen == nil {
		p.Chosen = map[string]bool{}
	}
	q := queryOf(p.List.Query)
	q.Limit, q.Offset = page.PerPage, p.List.Offset()
	var err error
	p.Rows, p.List.Total, err = h.people.SlipCandidates(c.Context(), c.Actor, q, p.List.Get("without") != "")
	if err != nil {
		return err
	}
	if p.Accounts, err = h.people.SlipAccounts(c.Context(), c.Actor); err != nil {
		return err
	}
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	p.Units = tree.Choices(people.SlipScope(c.Actor))
	return slipsPage.RenderStatus(c, status, p)
}

func queryOf(filters url.Values) people.OfficerQuery {
	return people.OfficerQuery{Search: filters.Get("q"), UnitID: filters.Get("unit")}
}

// MakeSlips makes the codes and shows the sheet as the answer itself, for they are stored nowhere.
func (h *Handlers) MakeSlips(c *page.Ctx) error {
	f, err := c.ReadForm("days", "all", "clear", "filters")
	if err != nil {
		return err
	}
	o := people.SlipOrder{OfficerIDs: c.SentAll("officer"), AccountIDs: c.SentAll("account"), ClearFactor: f.Get("clear") != ""}
	o.Days, _ = strconv.Atoi(f.Get("days")) // 0 is refused by the service
	if f.Get("all") != "" {
		filters, err := url.ParseQuery(f.Get("filters"))
		if err != nil {
			return page.NoSuchPage()
		}
		q := queryOf(filters)
		o.All, o.Without = &q, filters.Get("without") != ""
	}
	slips, err := h.people.MakeSlips(c.Context(), c.Actor, o)
	if err != nil {
		if !f.Refuse(c, err) {
			return err
		}
		p := SlipsPage{Form: f, Chosen: map[string]bool{}}
		for _, id := range append(o.OfficerIDs, o.AccountIDs...) {
			p.Chosen[id] = true
		}
		return h.showSlips(c, &p, 422)
	}
	sheet := SlipSheet{Base: c.Base(page.SectionPeople, "signin.slip_sheet"), Slips: slips, Site: c.Site.Public}
	if sheet.Site == "" {
		sheet.Site = c.BaseURL()
	}
	sheet.Crumbs = []page.Link{{Text: c.P.T("staff.people"), Href: "/people"}, {Text: c.P.T("signin.slips"), Href: "/people/slips"}}
	return slipSheet.RenderStatus(c, 201, &sheet)
}

// Indent shows a unit's depth in a list that has no other way to.
func (p *SlipsPage) Indent(depth int) string { return indent(depth) }

// Filters are the list's filters as the form sends them back, for an order of all of it.
func (p *SlipsPage) Filters() string { return p.List.Query.Encode() }

// MaxDays bounds how long a slip is good.
func (p *SlipsPage) MaxDays() int { return people.MaxSlipDays }
