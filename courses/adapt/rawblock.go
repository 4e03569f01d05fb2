package adapt

import (
	"html"
	"regexp"
	"strings"
)

var (
	rawOpen = regexp.MustCompile(`(?i)^[ \t]*<(pre|table|script|style|svg)\b`)
	anyTag  = regexp.MustCompile(`<[^<>]*>`)
	rowTag  = regexp.MustCompile(`(?is)<tr\b[^>]*>(.*?)(?:</tr>|$)`)
	cellTag = regexp.MustCompile(`(?is)<t[hd]\b([^>]*)>(.*?)</t[hd]>`)
)

// rawBlocks deals with elements whose content is no text to be read as Markdown: blocks of code, tables, programs. They are
// turned as a whole, from the line they begin on to the line they end on.
func rawBlocks(n *notes, page, body string) string {
	lines := strings.Split(body, "\n")
	var out []string
	for i := 0; i < len(lines); {
		if f, ok := openFence(lines[i]); ok {
			next := fenceEnd(f, lines, i)
			out, i = append(out, lines[i:next]...), next
			continue
		}
		m := rawOpen.FindStringSubmatch(lines[i])
		if m == nil {
			out, i = append(out, lines[i]), i+1
			continue
		}
		name := strings.ToLower(m[1])
		next := elementEnd(lines, i, name)
		if next < 0 {
			out, i = append(out, lines[i]), i+1
			continue
		}
		lead := lines[i][:len(lines[i])-len(strings.TrimLeft(lines[i], " \t"))]
		out = append(out, rawBlock(n, page, name, lead, strings.Join(lines[i:next], "\n"))...)
		i = next
	}
	return strings.Join(out, "\n")
}

func fenceEnd(f fence, lines []string, i int) int {
	for i++; i < len(lines); i++ {
		if f.closedBy(lines[i]) {
			return i + 1
		}
	}
	return len(lines)
}

// maxElement bounds the lines of such an element, so that many which never end are not searched for again and again.
const maxElement = 400

func elementEnd(lines []string, i int, name string) int {
	for j := i; j < min(len(lines), i+maxElement); j++ {
		if strings.Contains(strings.ToLower(lines[j]), "</"+name) {
			return j + 1
		}
	}
	return -1
}

func rawBlock(n *notes, page, name, lead, source string) []string {
	switch name {
	case "pre":
		inner := source[strings.IndexByte(source, '>')+1:]
		if end := strings.LastIndex(strings.ToLower(inner), "</pre"); end >= 0 {
			inner = inner[:end]
		}
		code := html.UnescapeString(anyTag.ReplaceAllString(inner, ""))
		n.changed(page, "html_code", "")
		mark := strings.Repeat("`", max(3, longestRun(code)+1))
		return append(append([]string{"", lead + mark}, strings.Split(strings.Trim(code, "\n"), "\n")...), lead+mark, "")
	case "table":
		if rows := tableRows(n, page, source); len(rows) > 0 {
			n.changed(page, "html_table", "")
			out := []string{""}
			for _, row := range rows {
				out = append(out, lead+row)
			}
			return append(out, "")
		}
		return strings.Split(source, "\n")
	}
	n.lost(page, "dropped", "<"+name+">")
	return []string{""}
}

// longestRun is the longest run of ` signs in a text.
func longestRun(s string) int {
	best, run := 0, 0
	for i := range len(s) {
		if s[i] == '`' {
			run++
			best = max(best, run)
			continue
		}
		run = 0
	}
	return best
}

// tableRows are the rows of an HTML table as one of Markdown; none when there are tables in it.
func tableRows(n *notes, page, source string) []string {
	if strings.Count(strings.ToLower(source), "<table") != 1 {
		return nil
	}
	var rows [][]string
	columns := 0
	for _, r := range rowTag.FindAllStringSubmatch(source, -1) {
		var row []string
		for _, c := range cellTag.FindAllStringSubmatch(r[1], -1) {
			pass := newHTMLPass(n, page, "")
			cell := strings.Join(strings.Fields(pass.convert(c[2])), " ")
			row = append(row, strings.ReplaceAll(cell, "|", `\|`))
			if strings.Contains(strings.ToLower(c[1]), "span") {
				n.lost(page, "spans", "")
			}
		}
		if len(row) > 0 {
			rows = append(rows, row)
			columns = max(columns, len(row))
		}
	}
	if len(rows) == 0 || columns > 50 {
		return nil
	}
	var out []string
	for i, row := range rows {
		for len(row) < columns {
			row = append(row, "")
		}
		out = append(out, "| "+strings.Join(row, " | ")+" |")
		if i == 0 {
			out = append(out, "|"+strings.Repeat(" --- |", columns))
		}
	}
	return out
}

var blockTag = regexp.MustCompile(`(?i)<(/?)(div|details|center|section|article|figure|picture|ul|ol|dl|blockquote|tabs|tabitem|p|aside|header|footer|nav)\b[^>]*>`)

// flatten takes away the indent of what stands inside blocks of HTML: left alone it would be code.
func flatten(body string) string {
	if !strings.Contains(body, "<") {
		return body
	}
	balance := map[string]int{}
	for _, m := range blockTag.FindAllStringSubmatch(body, -1) {
		balance[strings.ToLower(m[2])] += map[bool]int{true: -1, false: 1}[m[1] != ""]
	}
	lines := strings.Split(body, "\n")
	depth, lead := 0, 0
	for i := 0; i < len(lines); i++ {
		if f, ok := openFence(lines[i]); ok {
			end, by := fenceEnd(f, lines, i), width(lines[i])-lead
			for j := i; j < end && depth > 0 && by > 0; j++ {
				lines[j] = dedent(lines[j], by)
			}
			i = end - 1
			continue
		}
		trimmed := strings.TrimLeft(lines[i], " \t")
		tags := blockTag.FindAllStringSubmatch(trimmed, -1)
		begins := len(tags) > 0 && strings.HasPrefix(trimmed, "<")
		if depth == 0 && begins {
			lead = min(width(lines[i]), 3)
		}
		if _, item := afterMark(trimmed); (depth > 0 && !item) || begins {
			lines[i] = strings.Repeat(" ", lead) + trimmed
		}
		for _, m := range tags {
			if name := strings.ToLower(m[2]); balance[name] == 0 {
				depth = max(0, depth+map[bool]int{true: -1, false: 1}[m[1] != ""])
			}
		}
	}
	return strings.Join(lines, "\n")
}
