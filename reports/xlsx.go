package reports

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/i18n"
)

// maxLines is what one sheet of Excel holds, the heading among them.
const maxLines = 1_048_576

// Excel's number formats. Dates are dates, so they sort and filter as such; hours are general numbers, for a format with
// optional decimals leaves a bare comma behind whole ones.
const (
	generalFormat = 0
	integerFormat = 1
	textFormat    = 49
	dateFormat    = "dd/mm/yyyy"
)

// paperA4 is A4 as Excel numbers paper sizes.
const paperA4 = 9

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
		if line > maxLines {
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
	if err := s.end(len(columns), line); err != nil {
		return err
	}
	return s.file.Write(w)
}

// end adds what needs the number of lines and closes the stream. After Flush the sheet would be read back into memory.
func (s *sheet) end(columns, lines int) error {
	last, err := excelize.CoordinatesToCellName(columns, lines)
	if err != nil {
		return err
	}
	if err := s.file.AutoFilter(s.title, "A1:"+last, nil); err != nil {
		return err
	}
	if err := s.file.AddIgnoredErrors(s.title, "A1:"+last, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
		return err
	}
	return s.stream.Flush()
}

func newSheet(title string) (*sheet, error) {
	f := excelize.NewFile()
	s := &sheet{file: f, styles: map[CellKind]int{}, title: title}
	if err := f.SetSheetName("Sheet1", title); err != nil {
		return nil, err
	}
	if err := s.printOn(paperA4); err != nil {
		return nil, err
	}
	date := dateFormat
	for kind, style := range map[CellKind]*excelize.Style{
		Text:    {NumFmt: textFormat, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}},
		Integer: {NumFmt: integerFormat, Alignment: &excelize.Alignment{Vertical: "top"}},
		Decimal: {NumFmt: generalFormat, Alignment: &excelize.Alignment{Vertical: "top"}},
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

// printOn lays the sheet across the paper, as wide as a page, with the heading on each.
func (s *sheet) printOn(paper int) error {
	across, wide, long, fit := "landscape", 1, 0, true
	if err := s.file.SetPageLayout(s.title, &excelize.PageLayoutOptions{Size: &paper, Orientation: &across, FitToWidth: &wide, FitToHeight: &long}); err != nil {
		return err
	}
	if err := s.file.SetSheetProps(s.title, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return s.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + s.title + "'!$1:$1", Scope: s.title})
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
