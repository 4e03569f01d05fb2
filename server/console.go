package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/server/app"
)

// console is where a command reads and writes, and what it was told beside its own flags.
type console struct {
	in       io.Reader
	out, err io.Writer
	p        *i18n.Printer
	json     bool
	lang     string // as given; empty when the environment chose
	dir      string // as given; empty when the configuration says
	config   app.Config
}

// say prints what was done: the value for machines, or one line for people.
func (c *console) say(v any, key string, args ...any) error {
	if c.json {
		return c.print(v)
	}
	return c.line(c.p.T(key, args...))
}

// print writes a value as JSON.
func (c *console) print(v any) error {
	enc := json.NewEncoder(c.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func (c *console) line(text string) error {
	_, err := fmt.Fprintln(c.out, text)
	return err
}

// failure is an error for machines.
type failure struct {
	Key     string `json:"key"`
	Field   string `json:"field,omitempty"`
	Message string `json:"message"`
}

// fail turns what a command returned into an exit code, and prints the error: to standard error for people, to standard
// output for machines.
func (c *console) fail(err error, command string) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFound):
		return exitRefused
	}
	if c.json {
		f := failure{Key: "fault.internal", Message: c.explain(err)}
		if e, ok := fault.As(err); ok {
			f.Key, f.Field = e.Key, e.Field
		}
		c.print(map[string]failure{"error": f})
	} else {
		fmt.Fprintln(c.err, c.p.T("server.error", "Text", c.explain(err)))
	}
	if !errors.As(err, &usage) {
		return exitRefused
	}
	if !c.json && command != "" {
		fmt.Fprintln(c.err, c.p.T("server.usage_hint", "Command", command))
	}
	return exitUsage
}

// explain is an error in full: who has the machine may know the cause of what cannot be read, opened or reached. Refusals
// say all there is to say.
func (c *console) explain(err error) string {
	var list fault.List
	if errors.As(err, &list) {
		texts := make([]string, len(list))
		for i, e := range list {
			texts[i] = c.explain(e)
		}
		return strings.Join(texts, " ")
	}
	e, ok := fault.As(err)
	if !ok {
		return err.Error()
	}
	if e.Err != nil && e.Kind != fault.Conflict && e.Kind != fault.NotFound {
		return c.p.Error(e) + " (" + e.Err.Error() + ")"
	}
	return c.p.Error(e)
}

// log is for commands that do their work and end: what goes wrong beside it.
func (c *console) log() *slog.Logger {
	return slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
}
