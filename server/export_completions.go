package main

import (
	"context"
	"io"

	"liem/courses"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/people"
	"liem/reports"
	"liem/server/app"
)

// exportCompletionsCmd writes completions as HR hands them on.
type exportCompletionsCmd struct {
	Format    string   `enum:"csv,xlsx" required:""`
	Report    string   `enum:"completions,yearly" default:"completions"`
	From      string   `placeholder:"DATE" required:""`
	To        string   `placeholder:"DATE" required:""`
	Unit      string   `placeholder:"CODE"`
	Course    []string `placeholder:"SLUG"`
	Separator string   `enum:"semicolon,comma,tab" default:"semicolon"`
	Purpose   string
	Out       string `placeholder:"FILE"`
}

// Run writes the report to standard output, or whole or not at all to a file. What is exported is noted in the trail.
func (cmd *exportCompletionsCmd) Run(ctx context.Context, c *console) error {
	period, err := cmd.period()
	if err != nil {
		return err
	}
	if c.json && cmd.Out == "" {
		return misuse("server.usage.json_without_out")
	}
	return c.with(ctx, func(a *app.App) error {
		q := reports.Query{Period: period}
		if err := cmd.narrow(ctx, a, &q); err != nil {
			return err
		}
		write := func(w io.Writer) error { return cmd.write(ctx, c, a.Reports, q, w) }
		if cmd.Out == "" {
			return write(c.out)
		}
		if err := writeFile(cmd.Out, write); err != nil {
			return err
		}
		return c.say(map[string]string{"report": cmd.Report, "format": cmd.Format, "out": cmd.Out}, "server.exported", "Out", cmd.Out)
	})
}

func (cmd *exportCompletionsCmd) period() (p reports.Period, err error) {
	if p.From, err = day("--from", cmd.From); err != nil {
		return p, err
	}
	p.To, err = day("--to", cmd.To)
	return p, err
}

// narrow turns the unit's code and the courses' slugs into ids.
func (cmd *exportCompletionsCmd) narrow(ctx context.Context, a *app.App, q *reports.Query) error {
	if cmd.Unit != "" {
		tree, err := people.LoadTree(ctx, a.DB.Reader(), q.To)
		if err != nil {
			return err
		}
		unit, ok := tree.ByCode(cmd.Unit)
		if !ok {
			return fault.New(fault.Invalid, "people.unit_unknown").With("Code", cmd.Unit)
		}
		q.UnitID = unit.ID
	}
	for _, slug := range cmd.Course {
		course, err := courses.NewStore(a.DB.Reader()).CourseBySlug(ctx, slug)
		if fault.Is(err, fault.NotFound) {
			return fault.New(fault.NotFound, "server.courses.unknown").With("Slug", slug)
		}
		if err != nil {
			return err
		}
		q.CourseIDs = append(q.CourseIDs, course.ID)
	}
	return nil
}

func (cmd *exportCompletionsCmd) write(ctx context.Context, c *console, s *reports.Service, q reports.Query, w io.Writer) error {
	p := fileLanguage(c)
	noted := reports.Export{Format: cmd.Format, Purpose: cmd.Purpose}
	if cmd.Report == "yearly" {
		rows, err := s.StreamYearly(ctx, cli(), q, noted)
		if err != nil {
			return err
		}
		return writeReport(cmd, w, p.T("reports.sheet.yearly"), reports.YearlyColumns(q), rows, p)
	}
	rows, err := s.StreamCompletions(ctx, cli(), q, noted)
	if err != nil {
		return err
	}
	return writeReport(cmd, w, p.T("reports.sheet.completions"), reports.CompletionColumns(q), rows, p)
}

// fileLanguage is that of --lang alone: what a file holds must not depend on the terminal that asked for it.
func fileLanguage(c *console) *i18n.Printer {
	return i18n.For(i18n.Locale(c.lang)) // Vietnamese when empty
}

func writeReport[R any](cmd *exportCompletionsCmd, w io.Writer, title string, columns []reports.Column[R], rows reports.Rows[R], p *i18n.Printer) error {
	if cmd.Format == "xlsx" {
		return reports.WriteXLSX(w, title, columns, rows, p)
	}
	return reports.WriteCSV(w, columns, rows, reports.CSVOptions{Separator: reports.Separators[cmd.Separator]}, p)
}
