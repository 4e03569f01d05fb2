package reports

import (
	"strconv"

	"liem/internal/i18n"
)

// CompletionColumns are the columns of export A in their order (chi tiết theo công chức). The identity number is there
// only when the query asks for it.
func CompletionColumns(q Query) []Column[CompletionRow] {
	type row = CompletionRow
	columns := []Column[row]{
		{Key: "ordinal", Kind: Integer, Width: 6, Value: func(r *row, _ *i18n.Printer) Cell { return Cell{Int: r.Ordinal} }},
		{Key: "full_name", Width: 28, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.FullName) }},
		{Key: "birth_date", Kind: Date, Width: 12, Detail: true, Value: func(r *row, _ *i18n.Printer) Cell { return dayCell(r.BirthDate) }},
		{Key: "gender", Width: 9, Detail: true, Value: gender},
		{Key: "number", Width: 14, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.Number) }},
	}
	if q.NationalID {
		columns = append(columns, Column[row]{Key: "national_id", Width: 16, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.NationalID) }})
	}
	return append(columns,
		Column[row]{Key: "title", Width: 22, Detail: true, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.Title) }},
		Column[row]{Key: "position", Width: 20, Detail: true, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.Position) }},
		Column[row]{Key: "unit", Width: 32, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.Unit) }},
		Column[row]{Key: "course", Width: 48, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.Course) }},
		Column[row]{Key: "category", Width: 34, Detail: true, Value: func(r *row, p *i18n.Printer) Cell { return textCell(p.T("category." + r.Category)) }},
		Column[row]{Key: "organiser", Width: 32, Detail: true, Value: func(r *row, _ *i18n.Printer) Cell { return textCell(r.Organiser) }},
		Column[row]{Key: "mode", Width: 14, Detail: true, Value: func(_ *row, p *i18n.Printer) Cell { return textCell(p.T("reports.mode.online")) }},
		Column[row]{Key: "from", Kind: Date, Width: 12, Value: func(r *row, _ *i18n.Printer) Cell { return dayCell(r.BegunOn) }},
		Column[row]{Key: "to", Kind: Date, Width: 12, Value: func(r *row, _ *i18n.Printer) Cell { return dayCell(r.DoneOn) }},
		Column[row]{Key: "hours", Kind: Decimal, Width: 9, Value: func(r *row, _ *i18n.Printer) Cell { return Cell{Int: r.Hours} }},
		Column[row]{Key: "result", Width: 14, Value: result},
		// Confirmations are issued by a person with a number and a date; until then the cell stays empty.
		Column[row]{Key: "confirmation", Width: 22, Detail: true, Value: func(*row, *i18n.Printer) Cell { return Cell{Blank: true} }},
		Column[row]{Key: "year", Kind: Integer, Width: 9, Value: func(r *row, _ *i18n.Printer) Cell { return Cell{Int: r.Year} }},
		Column[row]{Key: "note", Width: 44, Detail: true, Value: notes()},
	)
}

func gender(r *CompletionRow, p *i18n.Printer) Cell {
	if r.Gender == "" {
		return Cell{Blank: true}
	}
	return textCell(p.T("gender." + r.Gender))
}

// result is the mark on the scale of ten; a course without a quiz is simply completed.
func result(r *CompletionRow, p *i18n.Printer) Cell {
	if r.Mark == nil {
		return textCell(p.T("reports.completed"))
	}
	return textCell(p.Mark(*r.Mark))
}

// notes is the value of the column of remarks. Many rows have the same remark, and putting one together costs more than
// the rest of its row; so the values of one report are remembered, up to a bound.
func notes() func(*CompletionRow, *i18n.Printer) Cell {
	type key struct {
		p                    *i18n.Printer
		number               int
		digest, plan, reason string
	}
	written := map[key]Cell{}
	return func(r *CompletionRow, p *i18n.Printer) Cell {
		k := key{p, r.VersionNumber, r.VersionDigest, r.Plan, r.HoursReason}
		cell, ok := written[k]
		if !ok {
			if len(written) == 1000 {
				clear(written)
			}
			cell = note(r, p)
			written[k] = cell
		}
		return cell
	}
}

// note names the version, the plan, and why hours do not count.
func note(r *CompletionRow, p *i18n.Printer) Cell {
	s := p.T("reports.version", "Number", strconv.Itoa(r.VersionNumber), "Digest", shortDigest(r.VersionDigest))
	if r.Plan != "" {
		s += "; " + p.T("reports.plan", "Plan", r.Plan)
	}
	if r.HoursReason != "" {
		s += "; " + p.T("hours_reason."+r.HoursReason)
	}
	return textCell(s)
}

// shortDigest is enough of a version's digest to recognise it in a table; the record's page shows it whole.
func shortDigest(d string) string {
	if len(d) > 15 {
		return d[:15]
	}
	return d
}
