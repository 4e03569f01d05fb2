package imports

import (
	"slices"
	"strconv"

	"liem/people/roster"
	"liem/web/page"
)

// ImportPage shows the difference that an import makes, and once it was applied, what it did.
type ImportPage struct {
	page.Base
	page.Form
	Dry      page.DryRun
	List     page.List
	Import   roster.Import
	Kind     roster.Kind
	Ticked   int // of all kinds
	Notices  []string
	Whole    string // the unit whose whole roster the file is
	By       string // who applied it
	UndoneBy string
	Blocked  []string // why it cannot be undone
}

var importPage = page.Parse[ImportPage](files, "import.html", "notices.html")

// Import shows an import as far as it is.
func (h *Handlers) Import(c *page.Ctx) error {
	i, err := h.roster.Find(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	switch {
	case i.State == roster.Discarded:
		return page.NoSuchPage()
	case i.State == roster.Mapped, i.State == roster.Compared && c.Query("step") == "columns":
		return h.showColumns(c, i)
	case i.State == roster.Comparing, i.State == roster.Applying:
		return h.showWorking(c, i)
	}
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	return h.showImport(c, &ImportPage{Form: f, Import: i}, 200)
}

func (h *Handlers) showImport(c *page.Ctx, p *ImportPage, status int) error {
	i := p.Import
	p.Base = c.BaseNamed(page.SectionPeople, i.FileName)
	p.Crumbs, p.List = crumbs(c, true), c.ReadList(nil, "tab")
	p.List.Path = importPath(i.ID)
	p.Dry = dry(c, 2)
	p.Lead = c.P.T("roster.difference_lead", "Date", c.P.Date(i.Terms.AsOf))
	p.Notices = notices(c.P, i.Notices)
	if err := h.outcome(c, p); err != nil {
		return err
	}
	if err := h.whole(c, p); err != nil {
		return err
	}
	if err := h.tabs(c, p); err != nil {
		return err
	}
	items, err := h.roster.Items(c.Context(), c.Actor, i.ID, p.Kind, page.PerPage, p.List.Offset())
	if err != nil {
		return err
	}
	p.rows(c, items)
	return importPage.RenderStatus(c, status, p)
}

// outcome says what was done and by whom.
func (h *Handlers) outcome(c *page.Ctx, p *ImportPage) error {
	i := p.Import
	if i.State != roster.Applied && i.State != roster.Undone {
		return nil
	}
	p.Dry.Step = 3
	p.Lead = c.P.T("roster.applied_lead", "Date", c.P.Date(i.Terms.AsOf))
	names, err := h.names(c, i)
	p.By, p.UndoneBy = names[i.AppliedBy].Name, names[i.UndoneBy].Name
	return err
}

func (h *Handlers) whole(c *page.Ctx, p *ImportPage) error {
	if p.Import.Terms.WholeUnitID == "" {
		return nil
	}
	tree, err := h.people.Tree(c.Context(), p.Import.Terms.AsOf)
	if err != nil {
		return err
	}
	u, _ := tree.Unit(p.Import.Terms.WholeUnitID)
	p.Whole = u.Name
	return nil
}

// tabs counts the kinds, and shows the one that the address names, or the first that is not empty.
func (h *Handlers) tabs(c *page.Ctx, p *ImportPage) error {
	ticks, err := h.roster.Ticks(c.Context(), c.Actor, p.Import.ID)
	if err != nil {
		return err
	}
	p.Kind = roster.Kind(p.List.Get("tab"))
	if !slices.Contains(roster.Kinds, p.Kind) {
		p.Kind = roster.Unchanged
		for _, k := range slices.Backward(roster.Kinds) {
			if p.Import.Counts[k] > 0 {
				p.Kind = k
			}
		}
	}
	for _, k := range roster.Kinds {
		t := page.DryTab{Label: c.P.T("roster.kind." + string(k)), Href: importPath(p.Import.ID) + "?tab=" + string(k),
			Count: c.P.Number(p.Import.Counts[k]), Current: k == p.Kind}
		if p.Import.State == roster.Compared && k.Applies() && p.Import.Counts[k] > 0 {
			t.Ticked = c.P.T("roster.ticked", "Number", c.P.Number(ticks[k]))
		}
		if p.Import.Counts[k] > 0 {
			t.Tone = map[roster.Kind]string{roster.Refused: "late", roster.Question: "soon"}[k]
		}
		p.Ticked += ticks[k]
		p.Dry.Tabs = append(p.Dry.Tabs, t)
	}
	p.List.Total = p.Import.Counts[p.Kind]
	return nil
}

// rows are the items of the tab.
func (p *ImportPage) rows(c *page.Ctx, items []roster.Item) {
	p.Dry.Head = [2]string{c.P.T("roster.who"), c.P.T("roster.what." + string(p.Kind))}
	p.Dry.None, p.Dry.Tick = c.P.T("roster.tab_empty"), c.P.T("roster.tick")
	p.Dry.Ticks = p.Import.State == roster.Compared && p.Kind.Applies()
	for _, i := range items {
		p.Dry.Rows = append(p.Dry.Rows, p.row(c, i))
	}
}

func (p *ImportPage) row(c *page.Ctx, i roster.Item) page.DryRow {
	r := page.DryRow{N: i.N, Name: i.Person.Name, Ticked: i.Ticked}
	if r.Name == "" {
		r.Name = c.P.T("roster.row_n", "Row", i.Entry.Row)
	}
	for _, fact := range []string{i.Person.Number, p.Date(dateOf(i.Person.BirthDate)), i.Person.Unit} {
		if fact != "" {
			r.About = append(r.About, fact)
		}
	}
	if i.Entry.Row > 0 && i.Person.Name != "" {
		r.About = append(r.About, c.P.T("roster.row_n", "Row", i.Entry.Row))
	}
	if i.Kind == roster.New {
		r.Changes = p.fresh(c, i)
	}
	for _, change := range i.Changes {
		r.Changes = append(r.Changes, page.DryChange{Label: p.label(change.Field), Old: p.value(change.Field, change.Old), New: p.value(change.Field, change.New)})
	}
	for _, problem := range i.Entry.Problems {
		r.Problems = append(r.Problems, page.DryProblem{At: problem.At, Text: c.P.Error(problem.Fault())})
	}
	if i.Kind == roster.Question {
		r.Choices = choices(c, i)
	}
	return r
}

// choices are the people whom a row may mean.
func choices(c *page.Ctx, i roster.Item) []page.DryChoice {
	list := []page.DryChoice{{Value: "", Label: c.P.T("roster.answer.open"), Chosen: i.Answer == ""}}
	for _, who := range i.Candidates {
		list = append(list, page.DryChoice{Value: who.OfficerID, Chosen: i.Answer == who.OfficerID,
			Label: c.P.T("roster.answer.same", "Name", who.Name, "Number", who.Number, "Unit", who.Unit)})
	}
	return append(list, page.DryChoice{Value: roster.AnswerNew, Label: c.P.T("roster.answer.new"), Chosen: i.Answer == roster.AnswerNew})
}

// Open tells whether something may still be chosen.
func (p *ImportPage) Open() bool { return p.Import.State == roster.Compared }

// Undoable tells whether undoing is offered.
func (p *ImportPage) Undoable() bool { return p.Import.State == roster.Applied }

// Asks tells whether the tab asks questions.
func (p *ImportPage) Asks() bool { return p.Open() && p.Kind == roster.Question && len(p.Dry.Rows) > 0 }

// TickedText counts what would be written.
func (p *ImportPage) TickedText() string {
	return p.T("roster.apply", "Count", p.Ticked, "Number", p.Number(p.Ticked))
}

// FailureText says what went wrong in the background.
func (p *ImportPage) FailureText() string {
	if p.Import.Failure == "" || !p.Printer().Has(p.Import.Failure) {
		return ""
	}
	return p.T(p.Import.Failure)
}

// PageNumber is the page of the list, for forms that come back to it.
func (p *ImportPage) PageNumber() string { return strconv.Itoa(p.List.Page) }
