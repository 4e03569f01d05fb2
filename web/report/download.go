package report

import (
	"context"
	"io"
	"os"
	"strings"

	"github.com/gofiber/fiber/v2"

	"liem/internal/fault"
	"liem/people"
	"liem/reports"
	"liem/web/page"
)

// source is a report that can be written: its name, its columns, and its rows with the export noted in the trail.
type source[R any] struct {
	name    string
	columns func(reports.Query) []reports.Column[R]
	rows    func(context.Context, people.Actor, reports.Query, reports.Export) (reports.Rows[R], error)
}

func (h *Handlers) completions() source[reports.CompletionRow] {
	return source[reports.CompletionRow]{completions, reports.CompletionColumns, h.reports.StreamCompletions}
}

func (h *Handlers) yearly() source[reports.YearlyRow] {
	return source[reports.YearlyRow]{yearly, reports.YearlyColumns, h.reports.StreamYearly}
}

// CompletionsCSV sends export A as CSV.
func (h *Handlers) CompletionsCSV(c *page.Ctx) error {
	return h.download(c, h.completions().csv, h.showCompletions)
}

// CompletionsXLSX sends export A as a workbook.
func (h *Handlers) CompletionsXLSX(c *page.Ctx) error {
	return h.download(c, h.completions().xlsx, h.showCompletions)
}

// YearlyCSV sends export B as CSV.
func (h *Handlers) YearlyCSV(c *page.Ctx) error {
	return h.download(c, h.yearly().csv, h.showYearly)
}

// YearlyXLSX sends export B as a workbook.
func (h *Handlers) YearlyXLSX(c *page.Ctx) error {
	return h.download(c, h.yearly().xlsx, h.showYearly)
}

// download sends a file; settings that were not understood lead to the report's page, which shows them.
func (h *Handlers) download(c *page.Ctx, send func(*page.Ctx, *Settings) error, show func(*page.Ctx, *Settings) error) error {
	s, err := h.settings(c)
	if err != nil {
		return err
	}
	if c.Method() == fiber.MethodHead { // a question about the file takes nothing out
		c.Release()
		return nil
	}
	if s.OK() {
		err := send(c, s)
		if err == nil {
			return nil
		}
		if err := s.refuseFile(c, err); err != nil {
			return err
		}
	}
	defer c.Release()
	s.List.Path = strings.TrimSuffix(strings.TrimSuffix(c.Path(), ".csv"), ".xlsx")
	return show(c, s)
}

// csv streams the rows as they are read.
func (r source[R]) csv(c *page.Ctx, s *Settings) error {
	o := reports.CSVOptions{Separator: reports.Separators["semicolon"]}
	if name := c.Query("separator"); name != "" {
		o.Separator = reports.Separators[name]
	}
	if o.Separator == 0 {
		return fault.New(fault.Invalid, "reports.separator_unknown").At("separator")
	}
	rows, err := r.rows(c.Context(), c.Actor, s.fileQuery(), reports.Export{Format: "csv", Purpose: s.Get("purpose")})
	if err != nil {
		return err
	}
	columns, p := r.columns(s.fileQuery()), c.P
	c.Attach("text/csv; charset=utf-8", r.fileName(c, s, "csv"))
	return c.Stream(func(w io.Writer) error { return reports.WriteCSV(w, columns, rows, o, p) })
}

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// xlsx writes the workbook to disk first: its parts are only put together at the end, and until then an error can still
// be told on a page.
func (r source[R]) xlsx(c *page.Ctx, s *Settings) error {
	rows, err := r.rows(c.Context(), c.Actor, s.fileQuery(), reports.Export{Format: "xlsx", Purpose: s.Get("purpose")})
	if err != nil {
		return err
	}
	f, err := os.CreateTemp("", "liem-report-*")
	if err != nil {
		return fault.New(fault.Unavailable, "fault.unavailable").Because(err)
	}
	if err := reports.WriteXLSX(f, c.P.T("reports.sheet."+r.name), r.columns(s.fileQuery()), rows, c.P); err != nil {
		page.DropTemp(f)
		return err
	}
	c.Attach(xlsxType, r.fileName(c, s, "xlsx"))
	return c.SendTemp(f)
}

// fileName says which report it is and which days it is about.
func (r source[R]) fileName(c *page.Ctx, s *Settings, ending string) string {
	day := strings.NewReplacer("/", "-")
	return c.P.T("reports."+r.name) + " " + day.Replace(c.P.Date(s.Period.From)) + " " + day.Replace(c.P.Date(s.Period.To)) + "." + ending
}
