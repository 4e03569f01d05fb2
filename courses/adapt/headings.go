package adapt

import (
	"regexp"
	"strings"
)

var (
	atxHeading = regexp.MustCompile(`^( {0,3})(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	setextLine = regexp.MustCompile(`^ {0,3}(=+|-{2,})[ \t]*$`)
	braced     = regexp.MustCompile(`[ \t]*\{:?[ \t]*([^{}\n]*)\}[ \t]*$`)
	validID    = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}_.-]*$`)
	idWord     = regexp.MustCompile(`(?:^|\s)(?:#|id=["']?)([^\s"'}]+)`)
	attrWords  = regexp.MustCompile(`^(?:\s*(?:[.#][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s}]*)))+\s*$`)
	looseAttrs = regexp.MustCompile("([)\\]`*]|^|\\n)[ \t]*\\{:?[ \t]*((?:[.#][\\w-]+|[\\w-]+=(?:\"[^\"\\n]*\"|[^\\s}]*))(?:[ \t]+(?:[.#][\\w-]+|[\\w-]+=(?:\"[^\"\\n]*\"|[^\\s}]*)))*)[ \t]*\\}")
)

// heading is a heading in the lines of a page.
type heading struct {
	line  int
	level int
}

// headings makes a page's headings what the course format wants: written with #, an id that can be kept, the title taken
// off, and the highest of them on the second level. known is the title that something else gives. It returns the title it found.
func headings(n *notes, page, body, known string) (string, string) {
	lines := strings.Split(body, "\n")
	found := findHeadings(lines)
	title := ""
	for i, h := range found {
		if h.level == 1 || i == 0 && opens(lines, found) && (known == "" || loose(known) == loose(headingText(lines[h.line]))) {
			title = headingText(lines[h.line])
			if m := anchorMark.FindStringSubmatch(lines[h.line]); m != nil {
				title = strings.TrimSpace(anchorMark.ReplaceAllString(title, ""))
			}
			lines[h.line] = anchorBegin + anchorEnd // the title's own place is the page's
			found = append(found[:i:i], found[i+1:]...)
			break
		}
	}
	if shift := shiftOf(found); shift != 0 {
		n.changed(page, "heading_levels", "")
		for _, h := range found {
			old := lines[h.line]
			mark := strings.Repeat("#", min(max(h.level+shift, 2), 6))
			lines[h.line] = mark + strings.TrimLeft(strings.TrimLeft(old, " "), "#")
		}
	}
	for _, h := range found {
		lines[h.line] = headingAttrs(n, page, lines[h.line])
	}
	return strings.Join(lines, "\n"), plainTitle(title)
}

// opens tells whether the first heading is the page's title though it is not of the first level: it stands on top, and all
// others are below it.
func opens(lines []string, found []heading) bool {
	for i, h := range found {
		if i > 0 && h.level <= found[0].level {
			return false
		}
	}
	for _, line := range lines[:found[0].line] {
		if strings.TrimSpace(anchorMark.ReplaceAllString(line, "")) != "" {
			return false
		}
	}
	return true
}

// shiftOf is by how much headings have to move so that the highest stands on the second level.
func shiftOf(list []heading) int {
	top := 7
	for _, h := range list {
		top = min(top, h.level)
	}
	if top == 7 {
		return 0
	}
	return 2 - top
}

func findHeadings(lines []string) (out []heading) {
	text := textLines(lines)
	for i, line := range lines {
		if !text[i] {
			continue
		}
		if m := atxHeading.FindStringSubmatch(line); m != nil {
			out = append(out, heading{i, len(m[2])})
			continue
		}
		m := setextLine.FindStringSubmatch(line)
		if m == nil || i == 0 || !text[i-1] || !setextText(lines, i-1) {
			continue
		}
		level := 2
		if m[1][0] == '=' {
			level = 1
		}
		lines[i-1], lines[i] = strings.Repeat("#", level)+" "+strings.TrimSpace(lines[i-1]), ""
		out = append(out, heading{i - 1, level})
	}
	return out
}

// setextText tells a line that the line below can make a heading of: a paragraph of one line.
func setextText(lines []string, i int) bool {
	line := strings.TrimSpace(lines[i])
	if line == "" || width(lines[i]) > 3 || strings.HasPrefix(line, ">") || strings.HasPrefix(line, "|") || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "<") {
		return false
	}
	if _, item := afterMark(line); item || setextLine.MatchString(line) {
		return false
	}
	return i == 0 || strings.TrimSpace(lines[i-1]) == "" || atxHeading.MatchString(lines[i-1])
}

// textLines tells which lines are no code.
func textLines(lines []string) []bool {
	out := make([]bool, 0, len(lines))
	for _, s := range segments(lines) {
		for range s.lines {
			out = append(out, !s.code)
		}
	}
	return out
}

func headingText(line string) string {
	m := atxHeading.FindStringSubmatch(line)
	if m == nil {
		return line
	}
	return strings.TrimSpace(braced.ReplaceAllString(m[3], ""))
}

// headingAttrs keeps of what stands in braces at a heading's end the id, and makes braces that are text stay text.
func headingAttrs(n *notes, page, line string) string {
	m := braced.FindStringSubmatchIndex(line)
	if m == nil || (m[0] > 0 && (line[m[0]-1] == '{' || line[m[0]-1] == '`')) {
		return line
	}
	inner, head := line[m[2]:m[3]], line[:m[0]]
	if id := idWord.FindStringSubmatch(inner); id != nil && validID.MatchString(id[1]) {
		return head + " {#" + id[1] + "}"
	}
	if attrWords.MatchString(inner) {
		n.changed(page, "attributes", "")
		return head
	}
	at := strings.LastIndexByte(line, '{')
	if at > 0 && line[at-1] == '\\' {
		return line
	}
	return line[:at] + `\` + line[at:]
}

// attributes takes away what MkDocs writes in braces behind links, images and paragraphs.
func attributes(n *notes, page, s string) string {
	if !strings.Contains(s, "{") {
		return s
	}
	return looseAttrs.ReplaceAllStringFunc(s, func(found string) string {
		n.changed(page, "attributes", "")
		return looseAttrs.FindStringSubmatch(found)[1]
	})
}
