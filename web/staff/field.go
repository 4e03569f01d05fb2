package staff

import (
	"strconv"

	"liem/internal/i18n"
	"liem/people"
	"liem/web/page"
)

// FieldPage defines a field, or changes one.
type FieldPage struct {
	page.Base
	page.Form
	F people.Field // without an id: a new one
}

var fieldPage = page.Parse[FieldPage](files, "field.html")

// newField stands in the address for a field that is yet to be defined.
const newField = "new"

// Field shows the form.
func (h *Handlers) Field(c *page.Ctx) error {
	field, err := h.field(c)
	if err != nil {
		return err
	}
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	f.Values = map[string]string{"key": field.Key, "label_vi": field.LabelVI, "label_en": field.LabelEN, "kind": string(field.Kind), "choices": field.Choices,
		"position": strconv.Itoa(field.Position), "sensitive": ticked(field.Sensitive), "enabled": ticked(field.Enabled || field.ID == "")}
	if field.ID == "" {
		f.Values["kind"], f.Values["position"] = string(people.TextField), ""
	}
	return showField(c, &FieldPage{Form: f, F: field}, 200)
}

// field is the field of the address; who does not look after all officers defines none.
func (h *Handlers) field(c *page.Ctx) (people.Field, error) {
	if all, err := h.people.Everywhere(c.Context(), c.Actor, people.ActManagePeople); err != nil || !all {
		if err == nil {
			err = page.NoSuchPage()
		}
		return people.Field{}, err
	}
	if c.Params("field") == newField {
		return people.Field{}, nil
	}
	list, err := h.people.Fields(c.Context())
	if err != nil {
		return people.Field{}, err
	}
	for _, f := range list {
		if f.ID == c.Params("field") {
			return f, nil
		}
	}
	return people.Field{}, page.NoSuchPage()
}

// FieldSave defines the field or changes it.
func (h *Handlers) FieldSave(c *page.Ctx) error {
	field, err := h.field(c)
	if err != nil {
		return err
	}
	f, err := c.ReadForm("key", "label_vi", "label_en", "kind", "choices", "position", "sensitive", "enabled")
	if err != nil {
		return err
	}
	position, _ := strconv.Atoi(f.Get("position")) // none, or nonsense: the next place
	if position == 0 {
		position = field.Position
	}
	n := people.Field{ID: field.ID, Key: f.Get("key"), LabelVI: f.Get("label_vi"), LabelEN: f.Get("label_en"), Kind: people.FieldKind(f.Get("kind")),
		Choices: f.Get("choices"), Position: min(max(position, 0), 1000), Sensitive: f.Get("sensitive") != "", Enabled: f.Get("enabled") != ""}
	if _, err = h.people.SaveField(c.Context(), c.Actor, n); err == nil {
		return c.Done("/people/fields", "notice.field_saved")
	}
	if !f.Refuse(c, err) {
		return err
	}
	return showField(c, &FieldPage{Form: f, F: field}, 422)
}

func showField(c *page.Ctx, p *FieldPage, status int) error {
	if p.F.ID == "" {
		p.Base = c.Base(page.SectionPeople, "field.add")
	} else {
		p.Base = c.BaseNamed(page.SectionPeople, p.F.Label(i18n.Locale(c.P.Locale())))
	}
	p.Crumbs = crumbs(c, page.Link{Text: c.P.T("field.title"), Href: "/people/fields"})
	return fieldPage.RenderStatus(c, status, p)
}

func ticked(on bool) string {
	if on {
		return "1"
	}
	return ""
}

// To is where the form is sent.
func (p *FieldPage) To() string {
	if p.F.ID == "" {
		return "/people/fields/" + newField
	}
	return "/people/fields/" + p.F.ID
}

// Kinds are what a field may hold.
func (p *FieldPage) Kinds() []people.FieldKind { return people.FieldKinds }
