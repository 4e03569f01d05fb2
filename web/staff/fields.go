package staff

import (
	"liem/internal/i18n"
	"liem/people"
	"liem/web/page"
)

// FieldsPage lists what HR notes of officers beyond what every procuracy does.
type FieldsPage struct {
	page.Base
	Fields []people.Field
	MayAdd bool
}

var fieldsPage = page.Parse[FieldsPage](files, "fields.html")

// Fields shows the list.
func (h *Handlers) Fields(c *page.Ctx) error {
	p := FieldsPage{Base: c.Base(page.SectionPeople, "field.title")}
	p.Crumbs, p.Lead = crumbs(c), c.P.T("field.lead")
	var err error
	if p.Fields, err = h.people.Fields(c.Context()); err != nil {
		return err
	}
	if p.MayAdd, err = h.people.Everywhere(c.Context(), c.Actor, people.ActManagePeople); err != nil {
		return err
	}
	if p.MayAdd {
		p.Action = &page.Link{Text: c.P.T("field.add"), Href: "/people/fields/new", Icon: "plus"}
	}
	return fieldsPage.Render(c, &p)
}

// Label is a field's name.
func (p *FieldsPage) Label(f people.Field) string { return f.Label(i18n.Locale(p.Lang())) }
