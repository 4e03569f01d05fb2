package roster

import (
	"context"
	"io"

	"liem/internal/i18n"
	"liem/internal/sheet"
	"liem/people"
)

// TemplateType is the type of the workbook that WriteTemplate writes.
const TemplateType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// templateFields are the template's columns.
var templateFields = []Field{Number, FullName, BirthDate, Gender, NationalID, StaffType, Title, Position, UnitCode, EnteredOn, Email, Phone, Decision}

// WriteTemplate writes an empty roster with its headings, HR's fields among them; what belongs in a column is shown when a
// cell is chosen. It has no example rows, for they would be imported.
func (s *Service) WriteTemplate(ctx context.Context, a people.Actor, p *i18n.Printer, w io.Writer) error {
	if err := mayManage(a); err != nil {
		return err
	}
	own, err := s.ownFields(ctx, a)
	if err != nil {
		return err
	}
	var heads []sheet.Head
	for _, f := range templateFields {
		h := sheet.Head{Text: p.T("roster.head." + string(f)), Note: p.T("roster.head_note." + string(f)), Width: 18, Must: f == Number || f == FullName || f == UnitCode}
		switch f {
		case FullName, Email:
			h.Width = 28
		case Gender:
			h.Among = []string{p.T("gender.male"), p.T("gender.female")}
		case StaffType:
			for _, t := range []string{people.CivilServant, people.PublicEmployee, people.Contract} {
				h.Among = append(h.Among, p.T("staff_type."+t))
			}
		}
		heads = append(heads, h)
	}
	for _, f := range own {
		h := sheet.Head{Text: f.Label(p.Locale()), Width: 18}
		if f.Kind == people.ChoiceField {
			h.Among = f.ChoiceList()
		}
		heads = append(heads, h)
	}
	return sheet.WriteForm(w, p.T("roster.template_sheet"), heads, nil)
}
