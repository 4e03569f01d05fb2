package staff

import (
	"context"

	"liem/internal/audit"
	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/internal/ledger"
	"liem/people"
	"liem/records"
	"liem/web/page"
)

// AuditPage shows the ledger's state, and the trail below it.
type AuditPage struct {
	page.Base
	page.Form
	List    page.List
	Whole   bool // the trail tells of every unit, so only those see it whose scope is all of them
	Entries []Line
	Actions []string

	Head      ledger.Head
	Waiting   int
	PublicKey string
	Last      *records.Verified // nil before the first verification
	Verifier  string            // who made it
	MayVerify bool
	Found     *records.Report // what the verification asked for just now found; nil otherwise
}

var auditPage = page.Parse[AuditPage](files, "audit.html", "ledger.html")

// trailFilters narrow the trail.
var trailFilters = []string{"action", "target", "actor", "from", "to"}

// Audit shows the page.
func (h *Handlers) Audit(c *page.Ctx) error {
	f, err := c.ReadForm("from", "to")
	if err != nil {
		return err
	}
	return h.showAudit(c, &AuditPage{Form: f}, 200)
}

func (h *Handlers) showAudit(c *page.Ctx, p *AuditPage, status int) error {
	p.List = c.ReadList(nil, trailFilters...)
	p.List.Path = "/audit"
	p.Actions, p.MayVerify = actions, people.Can(c.Actor, people.ActVerifyLedger, people.Target{})
	var err error
	if p.Whole, err = h.people.Everywhere(c.Context(), c.Actor, people.ActReadAudit); err != nil {
		return err
	}
	q, err := h.query(c, p)
	if err != nil {
		return err
	}
	switch {
	case len(p.Errors) > 0:
		status = 422
	case p.Whole:
		if err := h.fillTrail(c, p, q); err != nil {
			return err
		}
	}
	if err := h.fillLedger(c, p); err != nil {
		return err
	}
	p.Base = c.Base(page.SectionAudit, "audit.title")
	p.Path = p.List.Path // a verification was posted elsewhere
	return auditPage.RenderStatus(c, status, p)
}

// query turns the filters into a query; days that cannot be read stand in the form's errors.
func (h *Handlers) query(c *page.Ctx, p *AuditPage) (audit.Query, error) {
	q := audit.Query{Action: p.List.Get("action"), Target: p.List.Get("target"), Limit: page.PerPage, Offset: p.List.Offset()}
	for _, day := range []struct {
		field string
		into  *clock.Date
	}{{"from", &q.From}, {"to", &q.To}} {
		typed := p.List.Get(day.field)
		d, ok := clock.ParseDate(typed)
		if typed != "" && !ok {
			p.Refuse(c, fault.New(fault.Invalid, "audit.day_unreadable").At(day.field))
		}
		*day.into = d
	}
	if q.From != "" && q.To != "" && q.To.Before(q.From) {
		p.Refuse(c, fault.New(fault.Invalid, "audit.days_turned").At("to"))
	}
	var err error
	q.Actor, err = h.account(c, p.List.Get("actor"))
	return q, err
}

// account is the id behind a name that signs in; what is no such name is searched for as it stands ("cli", "system").
func (h *Handlers) account(c *page.Ctx, username string) (string, error) {
	if username == "" {
		return "", nil
	}
	a, err := people.NewStore(h.db.Reader()).AccountByUsername(c.Context(), people.Username(username))
	switch {
	case fault.Is(err, fault.NotFound):
		return username, nil
	case err != nil:
		return "", err
	}
	return a.ID, nil
}

func (h *Handlers) fillTrail(c *page.Ctx, p *AuditPage, q audit.Query) error {
	entries, total, err := audit.List(c.Context(), h.db.Reader(), q)
	if err != nil {
		return err
	}
	p.List.Total = total
	var shown []string
	if p.Entries, shown, err = h.lines(c.Context(), c.P, entries); err != nil {
		return err
	}
	return h.people.Disclose(c.Context(), c.Actor, people.Disclosure{Kind: people.DiscloseTrail}, shown...)
}

// lines are entries with the names of the accounts in them, and the officers who are named: one query for all.
func (h *Handlers) lines(ctx context.Context, t *i18n.Printer, entries []audit.Entry) (list []Line, officers []string, err error) {
	ids := make([]string, 0, 2*len(entries))
	for _, e := range entries {
		ids = append(ids, e.Actor)
		if e.SeenAs != "" {
			ids = append(ids, e.SeenAs)
		}
		if kind, id := parts(e.Target); kind == "account" {
			ids = append(ids, id)
		}
	}
	names, err := h.people.Names(ctx, ids...)
	if err != nil {
		return nil, nil, err
	}
	for _, w := range names {
		officers = append(officers, w.OfficerID)
	}
	list = make([]Line, len(entries))
	for i, e := range entries {
		list[i] = lineOf(t, e, names)
	}
	return list, officers, nil
}

func (h *Handlers) fillLedger(c *page.Ctx, p *AuditPage) error {
	store := ledger.NewStore(h.db.Reader())
	var err error
	if p.Head, err = store.Head(c.Context()); err != nil {
		return err
	}
	if p.Waiting, err = store.Queued(c.Context()); err != nil {
		return err
	}
	p.PublicKey = h.keys.PublicKey()
	if p.Last, err = records.LastVerified(c.Context(), h.db, h.keys.Verifier()); err != nil || p.Last == nil {
		return err
	}
	names, err := h.people.Names(c.Context(), p.Last.Actor)
	p.Verifier = names[p.Last.Actor].Name
	return err
}

// Day is a filter's day as people write days, and as it was typed when it is none.
func (p *AuditPage) Day(field string) string {
	if d, ok := clock.ParseDate(p.List.Get(field)); ok {
		return p.Date(d)
	}
	return p.List.Get(field)
}

// Number64 groups the thousands of the ledger's numbers.
func (p *AuditPage) Number64(n int64) string { return p.Number(int(n)) }
