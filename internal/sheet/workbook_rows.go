package sheet

import (
	"bufio"
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"time"
)

// rowReader goes through one sheet.
type rowReader struct {
	w     *workbook
	sheet *Sheet
	name  string

	row       Row
	number    int // of the row under way, or of the last
	last      int // the last row that held something
	hidden    bool
	column    int // of the cell under way, or of the last
	kind      string
	style     int
	formula   bool
	value     strings.Builder
	taking    bool // characters belong to the cell's value
	hasValue  bool
	merges    []merge
	endedSoon bool
}

func (w *workbook) readSheet(name, part string) error {
	r, c, err := w.part(part)
	if err != nil {
		return err
	}
	defer c.Close()
	rr := &rowReader{w: w, sheet: &Sheet{Name: name}, name: name}
	if err := rr.read(r); err != nil {
		return err
	}
	rr.fillMerged()
	w.book.Sheets = append(w.book.Sheets, *rr.sheet)
	return nil
}

// read reads the rows. The decoder takes no byte more from r than it needs, so what follows an early end can be searched
// for merged cells as it is.
func (rr *rowReader) read(r *bufio.Reader) error {
	d := xml.NewDecoder(r)
	for !rr.endedSoon {
		token, err := d.RawToken()
		if err != nil {
			return broken(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = rr.start(t)
		case xml.EndElement:
			err = rr.end(t.Name.Local)
		case xml.CharData:
			if rr.taking {
				rr.value.Write(t)
			}
		}
		if err != nil {
			return err
		}
	}
	rr.w.book.note(EmptyEnd, rr.name, strconv.Itoa(rr.last))
	return rr.searchMerges(r)
}

func (rr *rowReader) start(t xml.StartElement) error {
	switch t.Name.Local {
	case "row":
		return rr.startRow(t.Attr)
	case "c":
		return rr.startCell(t.Attr)
	case "f":
		rr.formula = true
	case "v", "t":
		rr.taking = true
	case "rPh":
		rr.taking = false
	case "mergeCell":
		rr.merge(attribute(t.Attr, "ref"))
	}
	return nil
}

func (rr *rowReader) end(name string) error {
	switch name {
	case "row":
		return rr.endRow()
	case "c":
		return rr.endCell()
	case "v", "t":
		rr.taking, rr.hasValue = false, true
	}
	return nil
}

func attribute(attrs []xml.Attr, name string) string {
	for _, a := range attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (rr *rowReader) startRow(attrs []xml.Attr) error {
	rr.number++
	if n, err := strconv.Atoi(attribute(attrs, "r")); err == nil && n >= rr.number {
		rr.number = n
	}
	rr.row, rr.column = Row{Number: rr.number}, -1
	rr.hidden = isTrue(attribute(attrs, "hidden"))
	rr.endedSoon = rr.number-rr.last > emptyRows
	return nil
}

func (rr *rowReader) endRow() error {
	if len(rr.row.Cells) == 0 {
		return nil
	}
	if rr.w.book.rows()+len(rr.sheet.Rows) >= MaxRows {
		return errMany
	}
	if rr.hidden {
		rr.w.book.note(HiddenRow, rr.name, strconv.Itoa(rr.number))
	}
	rr.sheet.Rows = append(rr.sheet.Rows, rr.row)
	rr.last = rr.number
	return nil
}

func (rr *rowReader) startCell(attrs []xml.Attr) error {
	rr.column++
	rr.kind, rr.style, rr.formula, rr.hasValue = "", 0, false, false
	rr.value.Reset()
	for _, a := range attrs {
		switch a.Name.Local {
		case "r":
			if column, _, ok := parseAddress(a.Value); ok && column >= rr.column {
				rr.column = column
			}
		case "t":
			rr.kind = a.Value
		case "s":
			rr.style, _ = strconv.Atoi(a.Value)
		}
	}
	return nil
}

func (rr *rowReader) endCell() error {
	cell := rr.cell()
	if cell.Kind == Empty {
		return nil
	}
	if rr.column >= MaxColumns || rr.w.cells >= MaxCells {
		return errMany
	}
	rr.w.cells++
	at := Address(rr.column, rr.number)
	switch {
	case cell.Kind == Failed:
		rr.w.book.note(FailedCell, rr.name, at)
	case cell.Formula:
		rr.w.book.note(Formula, rr.name, at)
	}
	for len(rr.row.Cells) < rr.column {
		rr.row.Cells = append(rr.row.Cells, Cell{})
	}
	rr.row.Cells = append(rr.row.Cells, cell)
	return nil
}

// cell is the value of the cell that ends.
func (rr *rowReader) cell() Cell {
	raw := rr.value.String()
	c := Cell{Kind: Text, Formula: rr.formula}
	switch rr.kind {
	case "s":
		if n, err := strconv.Atoi(raw); err == nil && n >= 0 && n < len(rr.w.shared) {
			c.Text = rr.w.shared[n]
		}
	case "inlineStr", "str":
		c.Text = plain(raw)
	case "b":
		c.Kind, c.Text = Bool, raw
	case "e":
		return Cell{Kind: Failed, Text: plain(raw), Formula: rr.formula}
	case "d": // ISO 8601, in the strict edition of the format
		if t, err := time.Parse("2006-01-02", raw[:min(10, len(raw))]); err == nil {
			c.Kind, c.Text = Date, t.Format("2006-01-02")
		}
	default:
		c.Kind, c.Text = rr.w.number(strings.TrimSpace(raw), rr.style)
	}
	if c.Text == "" {
		if rr.formula && !rr.hasValue {
			return Cell{Kind: Failed, Formula: true}
		}
		return Cell{}
	}
	return c
}

// number is a number as its format shows it: a date, digits filled up with zeros, or plain decimals.
func (w *workbook) number(raw string, style int) (Kind, string) {
	if raw == "" {
		return Empty, ""
	}
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return Text, plain(raw)
	}
	if style >= 0 && style < len(w.dates) && w.dates[style] {
		if day, ok := Serial(v, w.date1904); ok {
			return Date, day
		}
	}
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if style >= 0 && style < len(w.padded) && v >= 0 && v == math.Trunc(v) {
		s = strings.Repeat("0", max(0, w.padded[style]-len(s))) + s
	}
	return Number, s
}

// Serial is the day that a workbook's number stands for, YYYY-MM-DD. Days count from 1900, with a 29 February 1900 that
// never was, or from 1904.
func Serial(v float64, from1904 bool) (string, bool) {
	days := math.Floor(v)
	first := time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days > 59:
		days--
	}
	if days < 0 || days > 2_958_465 || !from1904 && days < 1 {
		return "", false
	}
	return first.AddDate(0, 0, int(days)).Format("2006-01-02"), true
}
