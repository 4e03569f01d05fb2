package quiz

import (
	"regexp"
	"strings"

	"liem/internal/fault"
	"liem/internal/markdown"
)

// findAnswers returns the block that holds a question's answers and its place; a list with marks or a paragraph that
// begins with an equals sign. Without any the place is the end.
func findAnswers(body []*markdown.Block) (at int, form *markdown.Block) {
	for i, b := range body {
		if b.Kind == markdown.KindList && hasMarks(b) || equation(b) != "" {
			return i, b
		}
	}
	return len(body), nil
}

// equation returns what stands behind the equals sign of a paragraph's first line, "" when it has none.
func equation(b *markdown.Block) string {
	if b.Kind != markdown.KindParagraph || len(b.Lines) == 0 {
		return ""
	}
	text, ok := strings.CutPrefix(strings.TrimSpace(b.Lines[0].Text), "=")
	if !ok {
		return ""
	}
	return strings.TrimSpace(text) + " "
}

// looksGrouped finds numbers such as 1.500, which some read as fifteen hundred and the format as one and a half.
var looksGrouped = regexp.MustCompile(`^[-−+]?[1-9][0-9]{0,2}[.,][0-9]{3}$`)

// numeric reads = 20 ± 0,5.
func (p *parser) numeric(b *markdown.Block, multiple bool, q *Question) {
	q.Kind = KindNumeric
	if multiple {
		p.error(b.Position, "multiple_numeric", nil)
	}
	if len(b.Lines) > 1 {
		p.error(b.Lines[1].Position, "text_after_answers", nil)
	}
	text := strings.TrimSpace(equation(b))
	number, width, given := strings.Cut(text, "±")
	value, ok := ParseDecimal(number)
	if !ok {
		p.error(b.Position, "bad_number", fault.Args{"Value": text})
		return
	}
	var tolerance Decimal
	if given {
		if tolerance, ok = ParseDecimal(width); !ok || tolerance.Sign() < 0 {
			p.error(b.Position, "bad_tolerance", fault.Args{"Value": strings.TrimSpace(width)})
			return
		}
	}
	if looksGrouped.MatchString(strings.TrimSpace(number)) {
		p.report(markdown.SeverityWarning, b.Position, "ambiguous_number", fault.Args{"Value": strings.TrimSpace(number), "Read": value.String()})
	}
	q.Numeric = &Numeric{Value: value.String(), Tolerance: tolerance.String()}
}
