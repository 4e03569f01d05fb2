package adapt

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"liem/internal/markdown"
)

// Includes of other files, as mdBook, MkDocs' snippets and MkDocs' macros write them.
var (
	bookInclude  = regexp.MustCompile(`(\\)?\{\{\s*#(include|rustdoc_include|playground|playpen|title)\s+([^}\n]*?)\s*\}\}`)
	snippet      = regexp.MustCompile(`^(\s*)-{1,}8<-{1,}\s+["']([^"'\n]+)["']\s*$`)
	macroInclude = regexp.MustCompile(`^(\s*)\{[!*]\s*([^\s!*}]+)[^}\n]*[!*]\}\s*$`)
)

// maxInclude is how deep files may include each other.
const maxInclude = 6

// includer puts the text of other files in place of what asks for it.
type includer struct {
	*source
	n      *notes
	roots  []string
	page   string
	size   int
	tooBig bool
}

// expand returns a page's text with its includes.
func (c *includer) expand(file, body string, depth int) string {
	if !strings.Contains(body, "{{") && !strings.Contains(body, "8<-") && !strings.Contains(body, "{!") && !strings.Contains(body, "{*") {
		return body
	}
	lines := strings.Split(body, "\n")
	for i, line := range lines {
		lines[i] = c.line(file, line, depth)
	}
	return strings.Join(lines, "\n")
}

func (c *includer) line(file, line string, depth int) string {
	if m := snippet.FindStringSubmatch(line); m != nil {
		text, ok := c.take(file, m[2], depth, false)
		if !ok {
			return line
		}
		return indent(text, m[1])
	}
	if m := macroInclude.FindStringSubmatch(line); m != nil {
		text, ok := c.take(file, m[2], depth, false)
		switch {
		case !ok:
			return line
		case ext(m[2]) == ".md":
			return indent(text, m[1])
		}
		return indent("```"+strings.TrimPrefix(ext(m[2]), ".")+"\n"+text+"\n```", m[1])
	}
	return bookInclude.ReplaceAllStringFunc(line, func(found string) string {
		m := bookInclude.FindStringSubmatch(found)
		switch {
		case m[1] != "":
			return found[1:]
		case m[2] == "title":
			return ""
		}
		name, _, _ := strings.Cut(m[3], " ")
		if name == "" {
			return found
		}
		text, ok := c.take(file, name, depth, true)
		switch {
		case !ok:
			return found
		case m[2] == "playground" || m[2] == "playpen":
			return "```rust\n" + text + "\n```"
		}
		lead := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		return strings.TrimPrefix(indent(text, lead), lead)
	})
}

// take reads the part of a file that an include names; beside the page, or from one of the project's folders.
func (c *includer) take(file, what string, depth int, beside bool) (string, bool) {
	name, part, _ := strings.Cut(what, ":")
	at := ""
	if p, ok := join(file, name); ok && (beside || c.has(p)) {
		at = c.find(p)
	}
	for _, root := range c.roots {
		if p := path.Join(root, name); at == "" && !beside && p != ".." && !strings.HasPrefix(p, "../") {
			at = c.find(p)
		}
	}
	if trimmed := strings.TrimLeft(name, "./"); at == "" && !beside { // paths that begin where the site is built
		at = c.find(trimmed)
	}
	if at == "" || at == file || depth == maxInclude {
		c.n.lost(c.page, "include_missing", name)
		return "", false
	}
	text, why := c.read(at)
	if why != "" {
		c.n.lost(c.page, "include_missing", name)
		return "", false
	}
	text = excerpt(strings.TrimRight(text, "\n"), part)
	if c.size += len(text); c.size > markdown.MaxSize {
		c.tooBig = true
		return "", false
	}
	c.n.changed(c.page, "include", name)
	return c.expand(at, text, depth+1), true
}

var anchorLine = regexp.MustCompile(`ANCHOR(_END)?:\s*([\w-]+)|\[(start|end):([\w-]+)\]|--8<-- \[`)

// excerpt is the part of a text that "from:to" or the name of an anchor cuts out; lines that only hold anchors are left out.
func excerpt(text, part string) string {
	lines := strings.Split(text, "\n")
	from, to := part, ""
	if before, after, ok := strings.Cut(part, ":"); ok {
		from, to = before, after
	}
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	switch {
	case part == "":
	case err1 == nil && !strings.Contains(part, ":"):
		lines = cut(lines, first, first)
	case err1 == nil || err2 == nil:
		if err2 != nil {
			last = len(lines)
		}
		lines = cut(lines, max(first, 1), last)
	default:
		lines = anchored(lines, from)
	}
	kept := lines[:0:0]
	for _, line := range lines {
		if !anchorLine.MatchString(line) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func cut(lines []string, from, to int) []string {
	from, to = min(max(from-1, 0), len(lines)), min(max(to, 0), len(lines))
	return lines[from:max(from, to)]
}

func anchored(lines []string, name string) (out []string) {
	inside := false
	for _, line := range lines {
		if m := anchorLine.FindStringSubmatch(line); m != nil && (m[2] == name || m[4] == name) {
			inside = m[1] == "" && m[3] != "end"
			continue
		}
		if inside {
			out = append(out, line)
		}
	}
	return out
}

// indent puts a lead before every line that is not empty.
func indent(text, lead string) string {
	if lead == "" {
		return text
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		if lines[i] != "" {
			lines[i] = lead + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}
