package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"liem/courses"
	"liem/internal/citation"
	"liem/internal/fault"
	"liem/server/app"
)

// courseCitationsCmd lists the legal texts that courses cite, or the passages that cite articles of one.
type courseCitationsCmd struct {
	Instrument string
	Article    string
}

// Run prints them: as a table for people.
func (cmd *courseCitationsCmd) Run(ctx context.Context, c *console) error {
	spans, ok := citation.Spans(cmd.Article)
	if !ok {
		return fault.New(fault.Invalid, "citations.articles_wrong").At("article")
	}
	return c.with(ctx, func(a *app.App) error {
		if err := a.Courses.IndexMissing(ctx); err != nil { // a database that no server has opened since
			return err
		}
		if cmd.Instrument == "" && cmd.Article == "" {
			return cmd.instruments(ctx, c, a)
		}
		return cmd.passages(ctx, c, a, spans)
	})
}

func (cmd *courseCitationsCmd) instruments(ctx context.Context, c *console, a *app.App) error {
	list, err := a.Courses.CitedInstruments(ctx, cli())
	if err != nil {
		return err
	}
	if c.json {
		return c.print(map[string]any{"instruments": list})
	}
	t := tabwriter.NewWriter(c.out, 0, 0, 3, ' ', 0)
	for _, in := range list {
		if in.Key == "" {
			in.Name = c.p.T("citations.unknown")
		}
		fmt.Fprintf(t, "%d\t%s\t%s\n", in.Passages, in.Key, in.Name)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return c.line(c.p.T("server.courses.citations", "Count", len(list)))
}

func (cmd *courseCitationsCmd) passages(ctx context.Context, c *console, a *app.App, spans []citation.Span) error {
	key := ""
	if cmd.Instrument != "" {
		key = citation.KeyOf(cmd.Instrument)
	}
	list := []courses.CitedPassage{}
	err := a.Courses.EachCitation(ctx, cli(), key, spans, 0, func(p courses.CitedPassage) error {
		list = append(list, p)
		return nil
	})
	if err != nil {
		return err
	}
	name := c.p.T("citations.unknown")
	if in, ok := citation.Known(key); ok {
		name = in.Title()
	} else if key != "" {
		name = cmd.Instrument
	}
	if c.json {
		return c.print(map[string]any{"instrument": key, "passages": list})
	}
	for _, p := range list {
		where := p.Slug + "/" + p.Stem
		if p.QuestionID != "" {
			where += "#" + p.QuestionID
		}
		if err := c.line(where + " (" + string(p.Place) + ", " + c.p.T("citations.certainty."+string(p.Certainty)) + "): " + p.Before + p.Cited + p.After); err != nil {
			return err
		}
	}
	return c.line(c.p.T("server.courses.citation_passages", "Count", len(list), "Name", name))
}
