package markdown

import (
	"bytes"

	"liem/internal/fault"
)

// maxFront is how many bytes of front matter are read.
const maxFront = 16_000

// A Front is the YAML between the two lines of hyphens that a file begins with.
type Front struct {
	File string
	YAML []byte
	Line int // of the first line of YAML
}

// SplitFrontMatter takes the front matter off a file. A file without any has a Front without YAML; one whose front matter
// is not closed, or is too long, has a Problem too, and no body. The Problem names no file: the caller knows it.
func SplitFrontMatter(src []byte) (front Front, body []byte, bodyLine int, problem *Problem) {
	src = unixLines(bytes.TrimPrefix(src, byteOrderMark))
	first, rest, found := cutLine(src)
	if !found || !isFence(first) {
		return Front{Line: 1}, src, 1, nil
	}
	front.Line = 2
	for yaml, line := rest, 2; ; line++ {
		text, next, more := cutLine(rest)
		if isFence(text) {
			front.YAML = yaml[:len(yaml)-len(rest)]
			if len(front.YAML) > maxFront {
				return Front{Line: 2}, nil, line + 1, frontProblem("markdown.front_too_long", fault.Args{"Max": maxFront})
			}
			return front, next, line + 1, nil
		}
		if !more {
			return Front{Line: 2}, nil, line + 1, frontProblem("markdown.front_not_closed", nil)
		}
		rest = next
	}
}

func frontProblem(code string, args fault.Args) *Problem {
	return &Problem{Line: 1, Column: 1, Code: code, Args: args, Severity: SeverityError}
}

// cutLine cuts the first line off; found is false when there is no line end.
func cutLine(src []byte) (line, rest []byte, found bool) {
	line, rest, found = bytes.Cut(src, []byte{'\n'})
	return bytes.TrimRight(line, " \t"), rest, found
}

func isFence(line []byte) bool { return string(line) == "---" }
