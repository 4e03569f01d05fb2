package reports

import (
	"liem/courses"
	"liem/internal/i18n"
	"liem/records"
)

// YearlyColumns are the columns of export B in their order (tổng hợp theo công chức). The year stands beside the note
// when the period touches several.
func YearlyColumns(q Query) []Column[YearlyRow] {
	type row = YearlyRow
	columns := []Column[row]{
		{Key: "ordinal", Kind: Integer, Width: 6, Value: func(r *row, _ *i18n.Printer) Cell { return Cell{Int: r.Ordinal} }},
		{Key: "full_name", Width: 28, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.FullName) }},
		{Key: "number", Width: 14, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.Number) }},
		{Key: "title", Width: 22, Detail: true, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.Title) }},
		{Key: "position", Width: 20, Detail: true, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.Position) }},
		{Key: "unit", Width: 32, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.Unit) }},
		{Key: "courses", Kind: Integer, Width: 10, Value: func(r *row, _ *i18n.Printer) Cell { return Cell{Int: r.Courses} }},
	}
	for i, category := range courses.Categories {
		columns = append(columns, Column[row]{Key: "hours_" + string(category), Kind: Decimal, Width: 12,
			Value: func(r *row, _ *i18n.Printer) Cell { return Cell{Int: r.Hours[i]} }})
	}
	return append(columns,
		Column[row]{Key: "hours_total", Kind: Decimal, Width: 10, Value: func(r *row, _ *i18n.Printer) Cell { return Cell{Int: r.TotalHours} }},
		Column[row]{Key: "norm", Kind: Decimal, Width: 10, Detail: true, Value: func(r *row, _ *i18n.Printer) Cell {
			return Cell{Int: records.NormHours, Blank: !r.Obliged()}
		}},
		Column[row]{Key: "met", Width: 12, Value: met},
		Column[row]{Key: "note", Width: 24, Detail: true, Value: yearNote},
	)
}

func met(r *YearlyRow, p *i18n.Printer) Cell {
	switch {
	case !r.Obliged():
		return textCell(p.T("reports.not_obliged"))
	case r.TotalHours >= records.NormHours:
		return textCell(p.T("reports.met"))
	}
	return textCell(p.T("reports.not_met"))
}

func yearNote(r *YearlyRow, p *i18n.Printer) Cell {
	return textCell(p.T("reports.year_note", "Year", p.Plain(r.Year)))
}
