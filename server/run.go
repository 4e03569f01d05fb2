package main

import (
	"context"
	"errors"
	"os"

	"github.com/alecthomas/kong"

	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/server/app"
)

// The exit codes.
const (
	exitDone    = 0
	exitRefused = 1
	exitUsage   = 2
)

// errFound ends a command that has told the problems it found.
var errFound = errors.New("problems were found")

// usageError is a command line that says what it cannot mean.
type usageError struct{ error }

// Unwrap returns the fault with the text.
func (u usageError) Unwrap() error { return u.error }

func misuse(key string) error { return usageError{fault.New(fault.Invalid, key)} }

// run is the program from its arguments to its exit code.
func run(ctx context.Context, args []string, c *console) int {
	c.p = i18n.For(language(args, os.Getenv))
	var cmds commands
	parser, err := newParser(&cmds, c)
	if err != nil {
		panic(err) // the commands above cannot be built: a mistake in the program
	}
	parsed, err := parser.Parse(args)
	c.json = cmds.JSON
	if err != nil {
		return c.fail(usageError{translate(err)}, command(err))
	}
	c.lang = cmds.Lang
	c.dir = cmds.Dir
	if c.config, err = app.FromEnv(); err != nil {
		return c.fail(usageError{err}, "")
	}
	if cmds.Dir != "" {
		c.config.Dir = cmds.Dir
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return c.fail(parsed.Run(c), commandOf(parsed.Selected()))
}

// newParser builds the command line in the console's language.
func newParser(cmds *commands, c *console) (*kong.Kong, error) {
	return kong.New(cmds, kong.Name("server"), kong.Writers(c.out, c.err), kong.Help(c.help),
		kong.PostBuild(func(k *kong.Kong) error { describe(k.Model.Node, c.p); return nil }))
}
