package reports

import (
	"bufio"
	"encoding/csv"
	"io"

	"liem/internal/fault"
	"liem/internal/i18n"
)

// CSVOptions says how a CSV file is written.
type CSVOptions struct {
	Separator rune // comma, semicolon or tab
}

// Separators maps the names that forms and flags use to separators.
var Separators = map[string]rune{"semicolon": ';', "comma": ',', "tab": '\t'}

// bom makes Excel read the file as UTF-8.
const bom = "\uFEFF"

// Rows yields rows to a writer: reports' Stream methods have this shape.
type Rows[R any] func(yield func(*R) error) error

// WriteCSV writes a report as CSV (RFC 4180, CRLF) with a byte order mark. The heading goes out at once, so a reader
// sees the file begin while the rows are still being sorted.
func WriteCSV[R any](w io.Writer, columns []Column[R], rows Rows[R], o CSVOptions, p *i18n.Printer) error {
	if o.Separator != ',' && o.Separator != ';' && o.Separator != '\t' {
		return fault.New(fault.Invalid, "reports.separator_unknown").At("separator")
	}
	buf := bufio.NewWriterSize(w, 64<<10)
	if _, err := buf.WriteString(bom); err != nil {
		return err
	}
	out := csv.NewWriter(buf)
	out.Comma, out.UseCRLF = o.Separator, true
	record := make([]string, len(columns))
	for i, c := range columns {
		record[i] = c.Header(p)
	}
	if err := writeNow(out, buf, w, record); err != nil {
		return err
	}
	err := rows(func(r *R) error {
		for i, c := range columns {
			record[i] = Neutral(c.Value(r, p).Format(c.Kind, p))
		}
		return out.Write(record)
	})
	if err != nil {
		return err
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return buf.Flush()
}

// writeNow writes a record and sends it on its way.
func writeNow(out *csv.Writer, buf *bufio.Writer, w io.Writer, record []string) error {
	if err := out.Write(record); err != nil {
		return err
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	if err := buf.Flush(); err != nil {
		return err
	}
	if f, ok := w.(interface{ Flush() error }); ok {
		return f.Flush()
	}
	return nil
}

// Neutral keeps a spreadsheet from taking a text for a formula: text that begins with = + - @, a tab or a line
// break gets an apostrophe before it (OWASP, CSV injection).
func Neutral(s string) string {
	if s == "" {
		return s
	}
	switch s[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n':
		return "'" + s
	}
	return s
}
