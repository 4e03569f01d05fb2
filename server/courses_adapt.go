package main

import (
	"context"
	"errors"
	"strings"

	"liem/courses"
	"liem/courses/adapt"
	"liem/server/app"
)

// adaptFlags are what a course needs and a folder of plain Markdown does not say.
type adaptFlags struct {
	Category string `placeholder:"CATEGORY"`
	Title    string
	Summary  string
	Hours    string
	Language string `placeholder:"vi|en"`
	Unit     string `placeholder:"CODE"`
	Slug     string
	ID       string `name:"id"`
}

func (f *adaptFlags) given() bool { return *f != (adaptFlags{}) }

func (f *adaptFlags) answers() adapt.Answers {
	return adapt.Answers{ID: f.ID, Slug: f.Slug, Title: f.Title, Summary: f.Summary, Category: f.Category, Hours: f.Hours, Language: f.Language, Unit: f.Unit}
}

// adapted is what became of a folder that was no course, as it is printed.
type adapted struct {
	adapt.Report
	Answers adapt.Answers `json:"answers"`
}

// adapt makes a draft of a folder of plain Markdown.
func (cmd *courseImportCmd) adapt(ctx context.Context, c *console, source *courseSource) error {
	if cmd.Category == "" {
		if !c.json {
			if err := c.recognised(source); err != nil {
				return err
			}
		}
		return misuse("server.usage.adapt_category")
	}
	return c.with(ctx, func(a *app.App) error {
		out, draft, err := adapt.NewService(a.Courses).Upload(ctx, cli(), source.Folder, cmd.answers(), source.Slug, "")
		if err != nil {
			return err
		}
		return c.tellAdapted(source, out, draft)
	})
}

func (c *console) tellAdapted(source *courseSource, out *adapt.Adapted, draft courses.Draft) error {
	v := draft.Version
	result := imported{Slug: out.Answers.Slug, CourseID: v.CourseID, VersionID: v.ID, State: v.State, Digest: v.Digest, Unchanged: draft.Same,
		Problems: c.problems(append(out.Problems, draft.Problems...)), Adapted: &adapted{out.Report, out.Answers}}
	if out.Blocked() || draft.Blocked() {
		return c.refused(source, result)
	}
	if !c.json {
		if err := c.printNotes(&out.Report); err != nil {
			return err
		}
	}
	return c.say(result, "server.courses.adapted", "Slug", result.Slug, "Pages", len(out.Report.Pages), "Media", len(out.Report.Media),
		"Changed", out.Report.Count(false), "Lost", out.Report.Count(true), "ID", v.CourseID)
}

// recognised tells what a folder that is no course was taken for, and what would become of it.
func (c *console) recognised(source *courseSource) error {
	out, err := adapt.Adapt(source.Folder, adapt.Answers{Category: string(courses.JobPosition)}, today())
	if err != nil {
		return err
	}
	out.Answers.Category, out.Answers.ID = "", "" // to be chosen, and made
	if !c.json {
		for i, p := range out.Report.Pages {
			if err := c.line(c.p.T("server.courses.adapt_page", "Number", i+1, "Title", p.Title, "From", p.From)); err != nil {
				return err
			}
		}
		if err := c.printNotes(&out.Report); err != nil {
			return err
		}
	}
	root := out.Report.Root
	if root == "" {
		root = "."
	}
	return c.say(adapted{out.Report, out.Answers}, "server.courses.recognised", "Kind", c.p.T("adapt.kind."+string(out.Report.Kind)), "Root", root, "Title", out.Answers.Title,
		"Slug", out.Answers.Slug, "Pages", len(out.Report.Pages), "Changed", out.Report.Count(false), "Lost", out.Report.Count(true))
}

// printNotes prints the report by file: first what was lost, then what was changed.
func (c *console) printNotes(r *adapt.Report) error {
	var errs []error
	for _, lost := range []bool{true, false} {
		for _, f := range r.ByFile(lost) {
			for _, n := range f.Notes {
				said := c.p.T(n.Key(), "What", n.What)
				if n.Count > 1 {
					said = c.p.T("adapt.times", "Note", said, "Count", n.Count)
				}
				key := "server.courses.adapt_changed"
				if lost {
					key = "server.courses.adapt_lost"
				}
				errs = append(errs, c.line(strings.TrimPrefix(c.p.T(key, "File", f.File, "Note", said), ": ")))
			}
		}
	}
	return errors.Join(errs...)
}
