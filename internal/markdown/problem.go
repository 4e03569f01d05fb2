package markdown

import (
	"sort"

	"liem/internal/fault"
)

// Severity says whether a Problem stops publishing.
type Severity string

// The severities. The zero value counts as an error.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// A Problem is something an author should mend. Its sentence is the text "problem."+Code with Args, and how to mend it
// the text "problem."+Code+".mend" with the same Args.
type Problem struct {
	File     string     `json:"file"`
	Line     int        `json:"line"`
	Column   int        `json:"column"`
	Code     string     `json:"code"`
	Args     fault.Args `json:"args,omitempty"`
	Severity Severity   `json:"severity"`
}

// TextKey is the key of the sentence that says what is wrong.
func (p Problem) TextKey() string { return "problem." + p.Code }

// MendKey is the key of the sentence that says how to mend it.
func (p Problem) MendKey() string { return "problem." + p.Code + ".mend" }

// Position is where in the file the problem stands.
func (p Problem) Position() Position { return Position{Line: p.Line, Column: p.Column} }

// Blocks reports whether the problem stops publishing.
func (p Problem) Blocks() bool { return p.Severity != SeverityWarning }

// Blocking reports whether any of the problems stops publishing.
func Blocking(problems []Problem) bool {
	for _, p := range problems {
		if p.Blocks() {
			return true
		}
	}
	return false
}

// SortProblems orders problems by file, then by place; problems at one place keep their order.
func SortProblems(problems []Problem) {
	sort.SliceStable(problems, func(i, j int) bool {
		a, b := problems[i], problems[j]
		if a.File != b.File {
			return a.File < b.File
		}
		return a.Position().Before(b.Position())
	})
}

// report collects the problems of one file.
type report struct {
	file     string
	problems []Problem
}

// maxProblems is how many problems of one file are told; nobody mends more than these before checking again.
const maxProblems = 1000

// add keeps a problem. The one that says there are more is an error, whatever the others are: what was left out may be.
func (r *report) add(severity Severity, at Position, code string, args fault.Args) {
	switch {
	case len(r.problems) > maxProblems:
		return
	case len(r.problems) == maxProblems:
		severity, code, args = SeverityError, "markdown.too_many_problems", fault.Args{"Max": maxProblems}
	}
	r.problems = append(r.problems, Problem{
		File: r.file, Line: at.Line, Column: at.Column, Code: code, Args: args, Severity: severity,
	})
}

func (r *report) error(at Position, code string, args fault.Args) {
	r.add(SeverityError, at, code, args)
}
func (r *report) warn(at Position, code string, args fault.Args) {
	r.add(SeverityWarning, at, code, args)
}
