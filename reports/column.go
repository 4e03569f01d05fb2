package reports

import (
	"liem/internal/clock"
	"liem/internal/i18n"
)

// CellKind says how a cell is written: identity numbers stay text, dates are dates, hours are numbers.
type CellKind int

// The kinds of cells.
const (
	Text CellKind = iota
	Integer
	Decimal // hundredths
	Date
)

// Cell is a value of a row. Exactly the field of its column's kind is meant; Blank leaves the cell empty.
type Cell struct {
	Blank bool
	Text  string
	Int   int // also hundredths
	Date  clock.Date
}

// Column is a column of a report as data: where its heading and its values come from.
type Column[R any] struct {
	Key    string // the heading's i18n key is "reports.column." + Key
	Kind   CellKind
	Width  float64 // in characters, for XLSX
	Value  func(r *R, p *i18n.Printer) Cell
	Detail bool // left out of the table on the page, where room is short
}

// Header is the column's heading.
func (c Column[R]) Header(p *i18n.Printer) string { return p.T("reports.column." + c.Key) }

func textCell(s string) Cell { return Cell{Text: s, Blank: s == ""} }

// dayCell is a date cell; a birth date that is only a year stays text.
func dayCell(d clock.Date) Cell {
	if d.Valid() {
		return Cell{Date: d}
	}
	return Cell{Text: string(d), Blank: d == ""}
}

// Format is the cell as people read it on the page and in CSV.
func (c Cell) Format(kind CellKind, p *i18n.Printer) string {
	switch {
	case c.Blank:
		return ""
	case c.Text != "":
		return c.Text
	case kind == Integer:
		return p.Plain(c.Int)
	case kind == Decimal:
		return p.Hundredths(c.Int)
	case kind == Date:
		return p.Date(c.Date)
	}
	return c.Text
}
