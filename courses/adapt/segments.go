package adapt

import (
	"strings"
)

// segment is a run of lines that is code, or text.
type segment struct {
	code  bool
	lines []string
}

// fence is a line that begins or ends a block of code.
type fence struct {
	sign   byte
	length int
	info   string
}

// openFence reads a line that could begin a block of code, inside lists and quotes too.
func openFence(line string) (fence, bool) {
	rest := strings.TrimLeft(line, " \t>")
	if item, ok := afterMark(rest); ok {
		rest = item
	}
	if len(rest) < 3 || (rest[0] != '`' && rest[0] != '~') {
		return fence{}, false
	}
	n := len(rest) - len(strings.TrimLeft(rest, rest[:1]))
	info := strings.TrimSpace(rest[n:])
	if n < 3 || (rest[0] == '`' && strings.Contains(info, "`")) {
		return fence{}, false
	}
	return fence{rest[0], n, info}, true
}

func (f fence) closedBy(line string) bool {
	rest := strings.TrimRight(strings.TrimLeft(line, " \t>"), " \t")
	return len(rest) >= f.length && strings.Trim(rest, string(f.sign)) == ""
}

// segments cuts a text into code and text. Indented code counts where no list is open.
func segments(lines []string) (out []segment) {
	add := func(code bool, line string) {
		if n := len(out); n == 0 || out[n-1].code != code {
			out = append(out, segment{code: code})
		}
		s := &out[len(out)-1]
		s.lines = append(s.lines, line)
	}
	list, blank, indented := false, true, false
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if f, ok := openFence(line); ok && !indented {
			out = append(out, segment{code: true})
			add(true, line)
			for i++; i < len(lines); i++ {
				add(true, lines[i])
				if f.closedBy(lines[i]) {
					break
				}
			}
			out = append(out, segment{})
			blank = false
			continue
		}
		trimmed := strings.TrimSpace(line)
		deep := strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t")
		switch {
		case trimmed == "":
			add(indented && nextDeep(lines, i), line)
			blank = true
			continue
		case deep && !list && (blank || indented):
			indented = true
			add(true, line)
		default:
			indented = false
			if _, item := afterMark(trimmed); item && !deep {
				list = true
			} else if !deep && blank && line[0] != ' ' {
				list = false
			}
			add(false, line)
		}
		blank = false
	}
	return out
}

func nextDeep(lines []string, i int) bool {
	for i++; i < len(lines); i++ {
		if strings.TrimSpace(lines[i]) != "" {
			return strings.HasPrefix(lines[i], "    ") || strings.HasPrefix(lines[i], "\t")
		}
	}
	return false
}

// onText applies a change to what is text and leaves code alone.
func onText(body string, change func(string) string) string {
	var b strings.Builder
	list := segments(strings.Split(body, "\n"))
	first := true
	for _, s := range list {
		if len(s.lines) == 0 {
			continue
		}
		if !first {
			b.WriteByte('\n')
		}
		first = false
		part := strings.Join(s.lines, "\n")
		if !s.code {
			part = change(part)
		}
		b.WriteString(part)
	}
	return b.String()
}

// dropComments takes HTML comments, and those of MDX, out of what is no code, and says how many there were. A comment may
// hold anything, blocks of code too.
func dropComments(body string) (string, int) {
	var out []string
	n, end := 0, ""
	var block fence
	inside := false
	for _, line := range strings.Split(body, "\n") {
		if end == "" && inside {
			inside = !block.closedBy(line)
			out = append(out, line)
			continue
		}
		if f, ok := openFence(line); end == "" && ok {
			block, inside = f, true
			out = append(out, line)
			continue
		}
		rest := withoutComment(line, &end, &n)
		if rest == line || strings.TrimSpace(rest) != "" {
			out = append(out, rest)
		}
	}
	return strings.Join(out, "\n"), n
}

// withoutComment takes comments out of a line; end is the sign that ends the one that is open.
func withoutComment(line string, end *string, n *int) string {
	var b strings.Builder
	var t ticks
	for i := 0; i < len(line); {
		if *end != "" {
			at := strings.Index(line[i:], *end)
			if at < 0 {
				break
			}
			i += at + len(*end)
			*end = ""
			continue
		}
		switch {
		case line[i] == '`':
			next := t.skip(line, i)
			b.WriteString(line[i:next])
			i = next
		case strings.HasPrefix(line[i:], "<!--"):
			*end, i = "-->", i+4
			*n++
		case strings.HasPrefix(line[i:], "{/*"):
			*end, i = "*/}", i+3
			*n++
		default:
			b.WriteByte(line[i])
			i++
		}
	}
	return b.String()
}
