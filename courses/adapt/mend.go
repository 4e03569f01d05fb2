package adapt

import (
	"strings"
	"unicode/utf8"

	"liem/internal/markdown"
)

// maxMends is how often a page is read again after it was mended.
const maxMends = 12

// mend makes of what the format still refuses plain text, at its place: whatever was not foreseen is shown as it was written.
// links tells whether links are the course's by now. A page that cannot be mended is left out.
func (a *adapter) mend(p *page, body *string, links bool) {
	for range maxMends {
		doc := markdown.Parse([]byte(*body), markdown.Options{TopHeading: 2})
		edits, hopeless := mends(*body, doc.Problems(), links)
		if hopeless != "" {
			a.n.lost(p.path, broken(hopeless), "")
			p.failed = true
			return
		}
		if len(edits) == 0 {
			return
		}
		a.n.changed(p.path, "shown_as_text", "")
		*body = apply(*body, edits)
	}
	a.n.lost(p.path, "page_broken", "")
	p.failed = true
}

// broken is the note for a problem that no edit can mend.
func broken(code string) string {
	switch code {
	case "markdown.line_too_long", "markdown.block_too_long", "markdown.too_many_lines", "markdown.table_too_large", "markdown.too_large":
		return "page_too_large"
	case "markdown.too_deep", "markdown.too_many_footnotes":
		return "page_too_deep"
	}
	return "page_broken"
}

// linkProblem tells problems of addresses, which only count once links are the course's.
func linkProblem(code string) bool {
	switch code {
	case "markdown.unsafe_link", "markdown.unreadable_link", "markdown.empty_link", "markdown.remote_image", "markdown.not_shown_in_place":
		return true
	}
	return false
}

func mends(body string, problems []markdown.Problem, links bool) (edits []edit, hopeless string) {
	starts := lineStarts(body)
	for _, problem := range problems {
		if !problem.Blocks() || (linkProblem(problem.Code) && !links) || problem.Code == "markdown.too_many_problems" {
			continue
		}
		e, ok := mendOne(body, starts, problem)
		if !ok {
			return nil, problem.Code
		}
		edits = append(edits, e...)
	}
	return edits, ""
}

func mendOne(body string, starts []int, problem markdown.Problem) ([]edit, bool) {
	if problem.Line < 1 || problem.Line > len(starts) {
		return nil, false
	}
	at := offset(body, starts[problem.Line-1], problem.Column)
	line, end := starts[problem.Line-1], lineEnd(body, at)
	switch problem.Code {
	case "markdown.raw_html":
		return escapeAt(body, at, end, "<")
	case "markdown.unknown_callout", "markdown.unknown_footnote", "markdown.duplicate_footnote":
		return escapeAt(body, at, end, "[")
	case "markdown.maths_open", "markdown.maths_not_closed", "markdown.maths_unbalanced", "markdown.maths_empty", "markdown.maths_too_long", "markdown.maths_too_deep":
		return escapeDollars(body, at)
	case "markdown.duplicate_heading_id", "markdown.bad_attribute", "markdown.two_ids":
		brace := strings.LastIndexByte(body[line:end], '{')
		if brace < 0 {
			return nil, false
		}
		return []edit{{line + brace, end, ""}}, true
	case "markdown.heading_too_high":
		return mendHeading(body, at, end)
	}
	if linkProblem(problem.Code) && at < len(body) && strings.IndexByte("![<", body[at]) >= 0 {
		return []edit{{at, at, `\`}}, true
	}
	return nil, false
}

// mendHeading lowers a heading inside a quote or a list; one that is underlined loses its line.
func mendHeading(body string, at, end int) ([]edit, bool) {
	if hash := strings.IndexByte(body[at:end], '#'); hash >= 0 && strings.Trim(body[at:at+hash], " \t>-*+0123456789.)") == "" {
		return []edit{{at + hash, at + hash, "#"}}, true
	}
	if end >= len(body) {
		return nil, false
	}
	next := body[end+1 : lineEnd(body, end+1)]
	sign := strings.IndexByte(next, '=')
	if sign < 0 {
		return nil, false
	}
	return []edit{{end + 1 + sign, end + 1 + len(next), ""}}, true
}

// escapeDollars makes the signs that open a formula nothing but signs: in most folders they are prices and names of variables.
func escapeDollars(body string, at int) (edits []edit, ok bool) {
	start := strings.IndexByte(body[at:], '$')
	if start < 0 {
		return nil, false
	}
	for i := at + start; i < len(body) && body[i] == '$'; i++ {
		edits = append(edits, edit{i, i, `\`})
	}
	return edits, true
}

// escapeAt puts a backslash before a sign on a line.
func escapeAt(body string, at, end int, sign string) ([]edit, bool) {
	i := strings.Index(body[at:end], sign)
	if i < 0 {
		return nil, false
	}
	return []edit{{at + i, at + i, `\`}}, true
}

func lineStarts(body string) []int {
	starts := []int{0}
	for i := range len(body) {
		if body[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func lineEnd(body string, at int) int {
	if n := strings.IndexByte(body[min(at, len(body)):], '\n'); n >= 0 {
		return at + n
	}
	return len(body)
}

// offset is the place of a column, which counts runes.
func offset(body string, at, column int) int {
	for ; column > 1 && at < len(body) && body[at] != '\n'; column-- {
		_, size := utf8.DecodeRuneInString(body[at:])
		at += size
	}
	return at
}
