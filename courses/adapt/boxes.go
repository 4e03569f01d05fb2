package adapt

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Boxes are what site generators call admonitions, in three forms; they become callouts. Tabs become sections with a title.
var (
	markBox  = regexp.MustCompile(`^(\s*)(!!!|\?\?\?\+?)\s+([\w-]+)[^"']*?(?:\s+["'](.*)["'])?\s*$`)
	markTab  = regexp.MustCompile(`^(\s*)===[!+]?\s+["'](.*)["']\s*$`)
	colonBox = regexp.MustCompile(`^(\s*)(:{3,})\s*\{?([A-Za-z][\w-]*)\}?\s*(.*)$`)
	quoteBox = regexp.MustCompile(`^(\s*(?:>\s*)+)\[!([A-Za-z-]+)\]([+-]?)(.*)$`)
)

// maxBoxes is how deep boxes stand inside boxes; deeper ones stay text. maxFailed is how many may lack an end.
const (
	maxBoxes  = 6
	maxFailed = 20
)

// calloutOf is our callout for a kind of box, and whether it says the same.
func calloutOf(kind string) (callout string, same bool) {
	switch strings.ToLower(kind) {
	case "note":
		return "NOTE", true
	case "tip":
		return "TIP", true
	case "important":
		return "IMPORTANT", true
	case "warning":
		return "WARNING", true
	case "caution":
		return "CAUTION", true
	case "hint", "success", "check", "done":
		return "TIP", false
	case "attention", "warn", "deprecated":
		return "WARNING", false
	case "danger", "error", "failure", "fail", "bug", "missing":
		return "CAUTION", false
	}
	return "NOTE", false
}

// calloutLine is the first line of a callout.
func calloutLine(kind, title string) string {
	callout, same := calloutOf(kind)
	if title == "" && !same && !strings.EqualFold(kind, "info") {
		first, size := utf8.DecodeRuneInString(kind)
		title = string(unicode.ToUpper(first)) + strings.ReplaceAll(kind[size:], "-", " ")
	}
	return strings.TrimSpace("> [!" + callout + "] " + strings.TrimSpace(title))
}

// boxes turns all boxes of a text into callouts.
type boxes struct {
	n      *notes
	page   string
	failed int // boxes that never end: each was looked for to the end of the text
}

func (b *boxes) convert(lines []string, depth int) []string {
	if depth > maxBoxes {
		return lines
	}
	var out []string
	for i := 0; i < len(lines); {
		line := lines[i]
		if f, ok := openFence(line); ok {
			out = append(out, line)
			for i++; i < len(lines); i++ {
				out = append(out, lines[i])
				if f.closedBy(lines[i]) {
					i++
					break
				}
			}
			continue
		}
		converted, next := b.box(lines, i, depth)
		if next == i {
			out, i = append(out, line), i+1
			continue
		}
		out, i = append(out, converted...), next
	}
	return out
}

// box converts the box that begins at a line; next is i where none does.
func (b *boxes) box(lines []string, i, depth int) (out []string, next int) {
	if m := markBox.FindStringSubmatch(lines[i]); m != nil {
		inner, next := indented(lines, i+1, width(m[1]))
		b.n.changed(b.page, "callout", m[3])
		return quoted(m[1], calloutLine(m[3], m[4]), b.convert(inner, depth+1)), next
	}
	if m := markTab.FindStringSubmatch(lines[i]); m != nil {
		inner, next := indented(lines, i+1, width(m[1]))
		b.n.changed(b.page, "tab", "")
		out := []string{"", m[1] + "**" + strings.TrimSpace(m[2]) + "**", ""}
		for _, line := range b.convert(inner, depth+1) {
			out = append(out, indent(line, m[1]))
		}
		return append(out, ""), next
	}
	if m := colonBox.FindStringSubmatch(lines[i]); m != nil && b.failed < maxFailed {
		inner, next, ok := fenced(lines, i+1)
		if !ok {
			b.failed++
		} else {
			title := strings.TrimSpace(m[4])
			if strings.HasPrefix(title, "[") && strings.HasSuffix(title, "]") {
				title = title[1 : len(title)-1]
			} else if strings.HasPrefix(title, "{") {
				title = ""
			}
			b.n.changed(b.page, "callout", m[3])
			for j := range inner {
				inner[j] = strings.TrimPrefix(inner[j], m[1])
			}
			return quoted(m[1], calloutLine(m[3], title), b.convert(inner, depth+1)), next
		}
	}
	if m := quoteBox.FindStringSubmatch(lines[i]); m != nil {
		callout, same := calloutOf(m[2])
		if same && m[3] == "" {
			return nil, i
		}
		b.n.changed(b.page, "callout", m[2])
		rest := strings.TrimPrefix(calloutLine(m[2], m[4]), "> [!"+callout+"]")
		return []string{m[1] + "[!" + callout + "]" + rest}, i + 1
	}
	return nil, i
}

// quoted is a callout's line with what stands in it.
func quoted(lead, first string, inner []string) []string {
	out := []string{"", lead + first}
	for len(inner) > 0 && strings.TrimSpace(inner[0]) == "" {
		inner = inner[1:]
	}
	for len(inner) > 0 && strings.TrimSpace(inner[len(inner)-1]) == "" {
		inner = inner[:len(inner)-1]
	}
	for _, line := range inner {
		out = append(out, strings.TrimRight(lead+"> "+line, " "))
	}
	return append(out, "")
}

// indented takes the lines that stand four deeper than a mark, without that indent.
func indented(lines []string, i, lead int) (out []string, next int) {
	end := i
	for j := i; j < len(lines); j++ {
		switch {
		case strings.TrimSpace(lines[j]) == "":
		case width(lines[j]) >= lead+4 || (width(lines[j]) >= lead+2 && j == i):
			end = j + 1
		default:
			j = len(lines)
		}
	}
	for _, line := range lines[i:end] {
		out = append(out, dedent(line, lead+4))
	}
	return out, end
}

// fenced takes the lines up to the colons that end a box; boxes inside have their own.
func fenced(lines []string, i int) (out []string, next int, ok bool) {
	open := 0
	for ; i < len(lines); i++ {
		trimmed := strings.TrimSpace(lines[i])
		m := colonBox.FindStringSubmatch(lines[i])
		switch {
		case strings.Trim(trimmed, ":") == "" && len(trimmed) >= 3:
			if open == 0 {
				return out, i + 1, true
			}
			open--
		case m != nil:
			open++
		}
		out = append(out, lines[i])
	}
	return nil, i, false
}

// width is how far a line is indented.
func width(line string) int {
	n := 0
	for i := range len(line) {
		switch line[i] {
		case ' ':
			n++
		case '\t':
			n += 4 - n%4
		default:
			return n
		}
	}
	return n
}

func dedent(line string, by int) string {
	n := 0
	for i := range len(line) {
		if n >= by || (line[i] != ' ' && line[i] != '\t') {
			return line[i:]
		}
		if line[i] == '\t' {
			n += 4 - n%4
		} else {
			n++
		}
	}
	return ""
}
