package staff

import (
	"liem/internal/clock"
	"liem/internal/i18n"
	"liem/people"
	"liem/web/page"
)

// OfficerFormPage adds an officer, or changes what is known of one.
type OfficerFormPage struct {
	page.Base
	page.Form
	ID     string // empty for a new officer
	HasID  bool   // an identity number is known
	Fields []people.Field
	Units  []people.Placed
	To     string // where the form is sent
	Back   string
}

var officerFormPage = page.Parse[OfficerFormPage](files, "officer_form.html", "posting_fields.html")

var personalFields = []string{"number", "full_name", "birth_date", "gender", "staff_type", "national_id", "email", "phone", "entered_on"}

// OfficerNew shows the empty form.
func (h *Handlers) OfficerNew(c *page.Ctx) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	f.Values["from"], f.Values["staff_type"] = c.P.Date(h.people.Today()), people.CivilServant
	return h.showOfficerForm(c, &OfficerFormPage{Form: f}, 200)
}

// OfficerAdd adds the officer and leads to their page.
func (h *Handlers) OfficerAdd(c *page.Ctx) error {
	f, fields, err := h.readPersonal(c, "unit", "position", "title", "decision", "from")
	if err != nil {
		return err
	}
	p := personal(&f, fields)
	o, err := h.people.AddOfficer(c.Context(), c.Actor, people.NewOfficer{Number: p.Number, FullName: p.FullName, BirthDate: p.BirthDate,
		Gender: p.Gender, StaffType: p.StaffType, NationalID: p.NationalID, Email: p.Email, Phone: p.Phone, EnteredOn: p.EnteredOn, Values: p.Values,
		UnitID: f.Get("unit"), Position: f.Get("position"), Title: f.Get("title"), Decision: f.Get("decision"), From: readDay(f.Get("from"))})
	if err == nil {
		return c.Done(officerPath(o.ID), "notice.officer_added")
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.showOfficerForm(c, &OfficerFormPage{Form: f}, 422)
}

// OfficerEdit shows the form with what is known.
func (h *Handlers) OfficerEdit(c *page.Ctx) error {
	file, err := h.managed(c)
	if err != nil {
		return err
	}
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	for name, value := range map[string]string{"number": file.Number, "full_name": file.FullName, "birth_date": c.P.Date(clock.Date(file.BirthDate)),
		"gender": file.Gender, "staff_type": file.StaffType, "email": file.Email, "phone": file.Phone, "entered_on": c.P.Date(file.EnteredOn)} {
		f.Values[name] = value
	}
	p := &OfficerFormPage{Form: f, ID: file.ID, HasID: len(file.NationalID) > 0}
	for _, v := range file.Values {
		base := c.BaseNamed(page.SectionPeople, "")
		p.Values[people.FieldPrefix+v.Key] = shown(&base, v)
	}
	return h.showOfficerForm(c, p, 200)
}

// OfficerChange replaces what is known.
func (h *Handlers) OfficerChange(c *page.Ctx) error {
	file, err := h.managed(c)
	if err != nil {
		return err
	}
	f, fields, err := h.readPersonal(c, "forget_id")
	if err != nil {
		return err
	}
	_, err = h.people.ChangeOfficer(c.Context(), c.Actor, file.ID, personal(&f, fields), f.Get("forget_id") != "")
	if err == nil {
		return c.Done(officerPath(file.ID), "notice.officer_changed")
	}
	if !f.Refuse(c, err) {
		return err
	}
	return h.showOfficerForm(c, &OfficerFormPage{Form: f, ID: file.ID, HasID: len(file.NationalID) > 0}, 422)
}

// managed is the officer of the address, whom the actor manages.
func (h *Handlers) managed(c *page.Ctx) (people.OfficerFile, error) {
	file, err := h.people.OfficerFile(c.Context(), c.Actor, c.Params("id"))
	if err == nil && !file.MayManage {
		err = page.NoSuchPage()
	}
	return file, err
}

// readPersonal reads the form with HR's own fields.
func (h *Handlers) readPersonal(c *page.Ctx, more ...string) (page.Form, []people.Field, error) {
	fields, err := h.fieldsInUse(c)
	if err != nil {
		return page.Form{}, nil, err
	}
	names := append(append([]string(nil), personalFields...), more...)
	for _, f := range fields {
		names = append(names, people.FieldPrefix+f.Key)
	}
	f, err := c.ReadForm(names...)
	return f, fields, err
}

func (h *Handlers) fieldsInUse(c *page.Ctx) ([]people.Field, error) {
	all, err := h.people.Fields(c.Context())
	var list []people.Field
	for _, f := range all {
		if f.Enabled {
			list = append(list, f)
		}
	}
	return list, err
}

// personal is what a form says of an officer.
func personal(f *page.Form, fields []people.Field) people.Personal {
	p := people.Personal{Number: f.Get("number"), FullName: f.Get("full_name"), BirthDate: string(readDay(f.Get("birth_date"))), Gender: f.Get("gender"),
		StaffType: f.Get("staff_type"), NationalID: f.Get("national_id"), Email: f.Get("email"), Phone: f.Get("phone"),
		EnteredOn: readDay(f.Get("entered_on")), Values: map[string]string{}}
	for _, field := range fields {
		p.Values[field.Key] = f.Get(people.FieldPrefix + field.Key)
	}
	return p
}

// readDay is a day as it is stored; what is none stays as it was typed, for the domain to refuse.
func readDay(typed string) clock.Date {
	if d, ok := clock.ParseDate(typed); ok {
		return d
	}
	return clock.Date(typed)
}

func (h *Handlers) showOfficerForm(c *page.Ctx, p *OfficerFormPage, status int) error {
	p.To, p.Back = "/people", "/people"
	if p.ID == "" {
		p.Base = c.Base(page.SectionPeople, "officer.add")
		p.Crumbs = crumbs(c)
	} else {
		p.Base = c.Base(page.SectionPeople, "officer.edit_of", "Name", p.Get("full_name"))
		p.To, p.Back = officerPath(p.ID), officerPath(p.ID)
		p.Crumbs = crumbs(c, page.Link{Text: p.Get("full_name"), Href: p.Back})
	}
	p.Values["national_id"] = "" // never sent back
	var err error
	if p.Fields, err = h.fieldsInUse(c); err != nil {
		return err
	}
	if p.Units, err = h.units(c, people.ActManagePeople); err != nil {
		return err
	}
	return officerFormPage.RenderStatus(c, status, p)
}

// Label is the name of a field that HR defined.
func (p *OfficerFormPage) Label(f people.Field) string { return f.Label(i18n.Locale(p.Lang())) }

// Name is the name of the control that holds a field.
func (p *OfficerFormPage) Name(f people.Field) string { return people.FieldPrefix + f.Key }

// StaffTypes, Titles and Positions are what the form offers.
func (p *OfficerFormPage) StaffTypes() []string { return people.StaffTypes }

// Titles are what the form suggests.
func (p *OfficerFormPage) Titles() []string { return people.Titles }

// Positions are what the form suggests.
func (p *OfficerFormPage) Positions() []string { return people.Positions }

// Indent shows a unit's depth in a list.
func (p *OfficerFormPage) Indent(depth int) string { return indent(depth) }

// TextField is one line of text in the form.
type TextField struct {
	Name, Label, Help, Value, Wrong string
	Short                           bool // a day or a number
}

// Text is the line of a field; help is a key or empty.
func (p *OfficerFormPage) Text(name, label, help string) TextField {
	f := TextField{Name: name, Label: p.T(label), Value: p.Get(name), Wrong: p.Error(name)}
	f.Short = name == "birth_date" || name == "entered_on" || name == "national_id"
	if help != "" {
		f.Help = p.T(help)
	}
	return f
}

// IdentityHelp is the key of what stands under the identity number, which is never shown in a form.
func (p *OfficerFormPage) IdentityHelp() string {
	if p.HasID {
		return "officer.national_id_known"
	}
	return "officer.national_id_help"
}
