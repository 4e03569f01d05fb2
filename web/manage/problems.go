package manage

import (
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/internal/markdown"
)

// Problems is what was found in an upload, in the reader's language: what blocks, and what only deserves a look.
type Problems struct {
	Blocking []FileProblems
	Warnings []FileProblems
	Errors   int // how many block
	Notes    int // how many warn
}

// FileProblems are the problems of one file, in its order.
type FileProblems struct {
	File  string
	Lines []ShownProblem
}

// ShownProblem is a problem with where it stands, what is wrong and how to mend it.
type ShownProblem struct {
	Where, Text, Mend string
}

// showProblems groups problems by file; they come in the order of files and lines.
func showProblems(p *i18n.Printer, problems []markdown.Problem) Problems {
	var out Problems
	for _, problem := range problems {
		shown := ShownProblem{p.T("manage.at", "Line", problem.Line, "Column", problem.Column), sentence(p, problem.TextKey(), problem.Args), sentence(p, problem.MendKey(), problem.Args)}
		if problem.Blocks() {
			out.Errors++
			out.Blocking = appendTo(out.Blocking, problem.File, shown)
			continue
		}
		out.Notes++
		out.Warnings = appendTo(out.Warnings, problem.File, shown)
	}
	return out
}

func sentence(p *i18n.Printer, key string, args fault.Args) string {
	return p.Error(&fault.Error{Kind: fault.Invalid, Key: key, Args: args})
}

func appendTo(groups []FileProblems, file string, shown ShownProblem) []FileProblems {
	if n := len(groups); n > 0 && groups[n-1].File == file {
		groups[n-1].Lines = append(groups[n-1].Lines, shown)
		return groups
	}
	return append(groups, FileProblems{file, []ShownProblem{shown}})
}
