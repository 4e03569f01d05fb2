package reports

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/i18n"
)

// maxSheetRows is what one sheet holds (Excel: 1,048,576 rows), less the heading.
const maxSheetRows = 1_048_575

// Excel's number formats by cell kind; dates are dates, so they sort and filter as such.
const (
	dateFormat    = "dd/mm/yyyy"
	decimalFormat = "0.##"
)

// sheet writes one report through excelize's stream writer.
type sheet struct {
	file   *excelize.File
	stream *excelize.StreamWriter
	styles map[CellKind]int
	header int
	title  string
}

// WriteXLSX writes a report as a workbook of one sheet. Text is typed as text: what begins with = stays what it is.
func WriteXLSX[R any](w io.Writer, title string, columns []Column[R], rows Rows[R], p *i18n.Printer) error {
	s, err := newSheet(title)
	if err != nil {
		return err
	}
	defer s.file.Close()
	if err := begin(s, columns, p); err != nil {
		return err
	}
	line := 1
	cells := make([]any, len(columns))
	err = rows(func(r *R) error {
		line++
		if line > maxSheetRows {
			return fault.New(fault.Invalid, "reports.too_many_rows")
		}
		for i, c := range columns {
			cells[i] = s.cell(c.Value(r, p), c.Kind)
		}
		return s.stream.SetRow(fmt.Sprintf("A%d", line), cells)
	})
	if err != nil {
		return err
	}
	if err := s.stream.Flush(); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(columns), line)
	if err != nil {
		return err
	}
	if err := s.file.AutoFilter(s.title, "A1:"+last, nil); err != nil {
		return err
	}
	return s.file.Write(w)
}

func newSheet(title string) (*sheet, error) {
	f := excelize.NewFile()
	s := &sheet{file: f, styles: map[CellKind]int{}, title: title}
	if err := f.SetSheetName("Sheet1", title); err != nil {
		return nil, err
	}
	date, decimal := dateFormat, decimalFormat
	for kind, style := range map[CellKind]*excelize.Style{
		Text:    {NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}, // 49 = text
		Integer: {NumFmt: 1, Alignment: &excelize.Alignment{Vertical: "top"}},
		Decimal: {CustomNumFmt: &decimal, Alignment: &excelize.Alignment{Vertical: "top"}},
		Date:    {CustomNumFmt: &date, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "center"}},
	} {
		id, err := f.NewStyle(style)
		if err != nil {
			return nil, err
		}
		s.styles[kind] = id
	}
	var err error
	s.header, err = f.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Bold: true},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E3E8EE"}},
		Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true},
	})
	if err != nil {
		return nil, err
	}
	s.stream, err = f.NewStreamWriter(title)
	return s, err
}

// begin sets widths, keeps the heading and the name in sight, and writes the heading.
func begin[R any](s *sheet, columns []Column[R], p *i18n.Printer) error {
	header := make([]any, len(columns))
	for i, c := range columns {
		if err := s.stream.SetColWidth(i+1, i+1, c.Width); err != nil {
			return err
		}
		header[i] = excelize.Cell{StyleID: s.header, Value: c.Header(p)}
	}
	if err := s.stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	return s.stream.SetRow("A1", header)
}

func (s *sheet) cell(c Cell, kind CellKind) any {
	switch {
	case c.Blank:
		return excelize.Cell{StyleID: s.styles[kind]}
	case c.Text != "" || kind == Text:
		return excelize.Cell{StyleID: s.styles[Text], Value: c.Text}
	case kind == Integer:
		return excelize.Cell{StyleID: s.styles[kind], Value: c.Int}
	case kind == Decimal:
		return excelize.Cell{StyleID: s.styles[kind], Value: float64(c.Int) / 100}
	}
	return excelize.Cell{StyleID: s.styles[Date], Value: excelDay(c.Date)}
}

// excelDay is a day as Excel counts: days since 1899-12-30.
func excelDay(d clock.Date) int {
	return int(d.Time().Sub(clock.Date("1899-12-30").Time()).Hours() / 24)
}
