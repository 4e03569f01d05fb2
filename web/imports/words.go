package imports

import (
	"strings"

	"liem/internal/clock"
	"liem/people"
	"liem/people/roster"
	"liem/web/page"
)

// dateOf is a date of birth for Date, which leaves a year as it is.
func dateOf(s string) clock.Date { return clock.Date(s) }

// label is a field's name.
func (p *ImportPage) label(f roster.Field) string {
	if key, ok := strings.CutPrefix(string(f), people.FieldPrefix); ok {
		return key
	}
	if f == roster.BirthDate {
		return p.T("roster.born")
	}
	return p.T(f.TextKey())
}

// value is a field's value in words.
func (p *ImportPage) value(f roster.Field, v string) string {
	switch {
	case v == "":
		return ""
	case f == roster.BirthDate, f == roster.EnteredOn, f == roster.LeftOn:
		return p.Date(clock.Date(v))
	case f == roster.Gender:
		return p.T("gender." + v)
	case f == roster.StaffType:
		return p.T("staff_type." + v)
	}
	return v
}

// fresh lists what is known of somebody new beside the name.
func (p *ImportPage) fresh(c *page.Ctx, i roster.Item) []page.DryChange {
	var list []page.DryChange
	for _, f := range []roster.Field{roster.Gender, roster.Title, roster.Position, roster.StaffType, roster.EnteredOn, roster.Email, roster.Phone} {
		if v := i.Entry.Values[f]; v != "" {
			list = append(list, page.DryChange{Label: p.label(f), New: p.value(f, v)})
		}
	}
	return list
}
