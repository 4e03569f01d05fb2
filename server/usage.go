package main

import (
	"errors"
	"regexp"

	"github.com/alecthomas/kong"

	"liem/internal/fault"
)

// mistakes are the errors of reading a command line, by the shape of kong's English text, with the text that people get.
// What is not listed here stays as kong says it.
var mistakes = []struct {
	shape *regexp.Regexp
	key   string
}{
	{regexp.MustCompile(`^unknown flag (\S+?)(?:, did you mean (?:one of )?(.+)\?)?$`), "server.usage.unknown_flag"},
	{regexp.MustCompile(`^unexpected argument (\S+?)(?:, did you mean (?:one of )?(.+)\?)?$`), "server.usage.unexpected"},
	{regexp.MustCompile(`^missing flags: (.+)$`), "server.usage.missing_flags"},
	{regexp.MustCompile(`^missing positional arguments (.+)$`), "server.usage.missing_operands"},
	{regexp.MustCompile(`^expected (?:one of )?("<.+)$`), "server.usage.missing_operands"},
	{regexp.MustCompile(`^expected (?:one of )?(.+)$`), "server.usage.expected"},
	{regexp.MustCompile(`^(\S+?)(?:=\S+)? must be one of (.+) but got (.+)$`), "server.usage.not_one_of"},
}

// translate turns kong's error into a fault.
func translate(err error) error {
	text := err.Error()
	for _, m := range mistakes {
		if found := m.shape.FindStringSubmatch(text); found != nil {
			f := fault.New(fault.Invalid, m.key)
			for i, name := range []string{"", "What", "Known", "Got"} {
				value := ""
				if i < len(found) {
					value = found[i]
				}
				f = f.With(name, value)
			}
			return f
		}
	}
	return fault.New(fault.Invalid, "server.usage.other").With("What", text)
}

// command names the command whose flags or operands could not be read.
func command(err error) string {
	var p *kong.ParseError
	if errors.As(err, &p) && p.Context != nil {
		return commandOf(p.Context.Selected())
	}
	return "server"
}
