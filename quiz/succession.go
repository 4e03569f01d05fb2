package quiz

import (
	"liem/internal/fault"
	"liem/internal/markdown"
)

// CheckSuccession compares the questions of a new version with those of the version before. Attempts and statistics hang
// on a question's id, so its kind may not change under it; wording and key may.
func CheckSuccession(old, new []Question) []markdown.Problem {
	kinds := make(map[string]Kind, len(old))
	for _, q := range old {
		kinds[q.ID] = q.Kind
	}
	var problems []markdown.Problem
	for _, q := range new {
		before, existed := kinds[q.ID]
		if !existed || before == q.Kind {
			continue
		}
		problems = append(problems, markdown.Problem{
			File: q.File, Line: q.Position.Line, Column: q.Position.Column, Code: "quiz.kind_changed",
			Args:     fault.Args{"ID": q.ID, "Old": string(before), "New": string(q.Kind)},
			Severity: markdown.SeverityError,
		})
	}
	return problems
}
