package imports

import (
	"strconv"

	"liem/internal/clock"
	"liem/internal/sheet"
	"liem/people"
	"liem/people/roster"
	"liem/web/page"
)

// ColumnsPage shows what a file's columns are taken for, and asks from when and for whom the file speaks.
type ColumnsPage struct {
	page.Base
	page.Form
	Dry     page.DryRun
	Import  roster.Import
	Look    roster.Look
	Notices []string
	Units   []people.Placed
}

var columnsPage = page.Parse[ColumnsPage](files, "columns.html", "notices.html")

// columnFields are the names of a mapping's fields in forms.
func columnField(i int) string { return "column_" + sheet.Column(i) }

// showColumns shows the mapping, as proposed, or read anew from the headings that the address names.
func (h *Handlers) showColumns(c *page.Ctx, i roster.Import) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	p := &ColumnsPage{Form: f, Import: i}
	f.Values["as_of"], f.Values["whole_unit"] = c.P.Date(i.Terms.AsOf), i.Terms.WholeUnitID
	header, _ := strconv.Atoi(c.Query("header"))
	lines := 1
	if c.Query("lines") == "2" {
		lines = 2
	}
	p.Look, err = h.roster.Look(c.Context(), c.Actor, i.ID, c.Sent("sheet"), header, lines)
	if err != nil {
		if !p.Refuse(c, err) {
			return err
		}
		if p.Look, err = h.roster.Look(c.Context(), c.Actor, i.ID, "", 0, 0); err != nil {
			return err
		}
	}
	return h.renderColumns(c, p, 200)
}

func (h *Handlers) renderColumns(c *page.Ctx, p *ColumnsPage, status int) error {
	p.Base = c.BaseNamed(page.SectionPeople, c.P.T("roster.columns_title"))
	p.Crumbs, p.Lead, p.Dry = crumbs(c, true), c.P.T("roster.columns_lead", "Name", p.Import.FileName), dry(c, 1)
	p.Notices = notices(c.P, roster.Notices{List: p.Look.Book.Notices})
	tree, err := h.people.Tree(c.Context(), h.people.Today())
	if err != nil {
		return err
	}
	p.Units = tree.Choices(c.Actor.Scope(people.ActManagePeople))
	return columnsPage.RenderStatus(c, status, p)
}

// Compare keeps the mapping and makes the difference.
func (h *Handlers) Compare(c *page.Ctx) error {
	i, err := h.roster.Find(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	look, err := h.readAgain(c, i)
	if err != nil {
		return err
	}
	names := []string{"as_of", "whole_unit"}
	for n := range look.Columns {
		names = append(names, columnField(n))
	}
	f, err := c.ReadForm(names...)
	if err != nil {
		return err
	}
	m := look.Mapping
	for n := range look.Columns {
		m.Fields[n] = roster.Field(f.Get(columnField(n)))
		look.Columns[n].Field = m.Fields[n]
	}
	asOf, _ := clock.ParseDate(f.Get("as_of"))
	err = h.roster.Compare(c.Context(), c.Actor, i.ID, m, roster.Terms{AsOf: asOf, WholeUnitID: f.Get("whole_unit")})
	if err == nil {
		return c.See(importPath(i.ID))
	}
	p := &ColumnsPage{Form: f, Import: i, Look: look}
	if !p.Refuse(c, err) {
		return err
	}
	return h.renderColumns(c, p, 422)
}

// readAgain reads the file by the headings that the form was made from.
func (h *Handlers) readAgain(c *page.Ctx, i roster.Import) (roster.Look, error) {
	header, _ := strconv.Atoi(c.Sent("header"))
	lines, _ := strconv.Atoi(c.Sent("lines"))
	return h.roster.Look(c.Context(), c.Actor, i.ID, c.Sent("sheet"), header, max(1, min(2, lines)))
}

// Fields are what a column may hold, with their names.
func (p *ColumnsPage) Fields() []page.Link {
	list := []page.Link{{Text: p.T("roster.field.ignore")}}
	for _, f := range roster.Fields {
		list = append(list, page.Link{Text: p.T(f.TextKey()), Href: string(f)})
	}
	for _, f := range p.Look.Own {
		list = append(list, page.Link{Text: f.Label(p.Printer().Locale()), Href: people.FieldPrefix + f.Key})
	}
	return list
}

// Field is the name of a column's field in the form.
func (p *ColumnsPage) Field(c roster.Column) string { return "column_" + c.Letters }

// Chosen tells whether a column is taken for a field.
func (p *ColumnsPage) Chosen(c roster.Column, value string) bool { return string(c.Field) == value }

// Indent shows a unit's depth.
func (p *ColumnsPage) Indent(depth int) string { return indent(depth) }
