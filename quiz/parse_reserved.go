package quiz

import (
	"regexp"
	"strings"

	"liem/internal/markdown"
)

// reservedWords are the bare words that name kinds with a reserved form.
var reservedWords = map[string]string{"order": "ordering", "essay": "essay"}

var (
	gap          = regexp.MustCompile(`(?:^|[^\\])\{\{[^{}]*\}\}`)
	reservedLine = regexp.MustCompile(`^\{(order|essay)\}$`)
	startsNumber = regexp.MustCompile(`^[-−+]?[0-9]`)
)

// reservedForm names the kind whose reserved form a question is written in, "" when it is none. The forms are a line or
// word {order} or {essay}, a sentence with {{gaps}}, = followed by texts, and a table of two columns where the answers
// would stand. before is what stands before the answers, all where there are none.
func reservedForm(heading *markdown.Block, before []*markdown.Block, form *markdown.Block) string {
	kind, table := "", false
	markdown.Walk(append([]*markdown.Block{heading}, before...), func(b *markdown.Block) {
		for _, line := range b.Lines {
			if m := reservedLine.FindStringSubmatch(strings.TrimSpace(line.Text)); m != nil {
				kind = reservedWords[m[1]]
			} else if kind == "" && gap.MatchString(line.Text) {
				kind = "gaps"
			}
		}
		table = table || b.Kind == markdown.KindTable && len(b.Children) > 0 && len(b.Children[0].Children) == 2
	})
	switch {
	case kind != "":
		return kind
	case form == nil && table:
		return "matching"
	case form != nil && isShortText(strings.TrimSpace(equation(form))):
		return "shorttext"
	}
	return ""
}

// isShortText tells the answers to a question for a text from a number that may be misspelt.
func isShortText(answer string) bool {
	return answer != "" && (!startsNumber.MatchString(answer) || strings.Contains(answer, "|"))
}
