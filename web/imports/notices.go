package imports

import (
	"strings"

	"liem/internal/i18n"
	"liem/people/roster"
)

// notices are what reading a file left out or turned round, in words.
func notices(p *i18n.Printer, n roster.Notices) []string { return roster.Words(p, n) }

func indent(depth int) string { return strings.Repeat("\u2003", depth) }
