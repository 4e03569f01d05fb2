package adapt

import (
	"path"
	"strings"
)

// book recognises an mdBook: book.toml, and SUMMARY.md in its folder of sources.
func book(s *source, n *notes) (plan, bool) {
	p := plan{kind: MDBook, root: "src"}
	summary := ""
	if at := shallowest(s, "book.toml"); at != "" {
		body, _ := s.read(at)
		p.bookToml(body)
		p.config = body
		p.root = path.Join(path.Dir(at), p.root)
		summary = s.find(path.Join(p.root, "SUMMARY.md"))
	} else if summary = shallowest(s, "SUMMARY.md"); summary != "" {
		p.kind, p.root = Contents, path.Dir(summary)
	}
	if summary == "" {
		return p, false
	}
	body, _ := s.read(summary)
	p.summaryList(s, n, summary, body)
	p.left(s, without(n, summary))
	return p, true
}

// without is n for a folder whose table of contents is no page of its own.
func without(n *notes, file string) *notes {
	n.skip(file)
	return n
}

// bookToml reads what of book.toml matters here: title, description, language and src of the table [book].
func (p *plan) bookToml(body string) {
	table := ""
	for _, line := range strings.Split(body, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			table = strings.Trim(line, "[] ")
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok || table != "book" {
			continue
		}
		value = unquote(strings.TrimSpace(value))
		switch strings.TrimSpace(key) {
		case "title":
			p.title = value
		case "description":
			p.summary = value
		case "language":
			p.language = value
		case "src":
			if clean := path.Clean(value); clean != ".." && !strings.HasPrefix(clean, "../") && !path.IsAbs(clean) {
				p.root = clean
			}
		}
	}
}

// unquote takes the quotes off a value that stands in them; what follows the closing one is a remark.
func unquote(v string) string {
	if v == "" || (v[0] != '"' && v[0] != '\'') {
		if i := strings.Index(v, " #"); i >= 0 {
			v = v[:i]
		}
		return strings.TrimSpace(v)
	}
	quote, rest := v[:1], v[1:]
	end := strings.Index(rest, quote)
	if end < 0 {
		return rest
	}
	return rest[:end]
}

// summaryList reads a table of contents made of links in lists, as mdBook, GitBook and docsify have it. Headings are the
// names of parts; links without an address are chapters that are not written yet.
func (p *plan) summaryList(s *source, n *notes, file, body string) {
	seen := map[string]bool{}
	var indents []int
	part, first := 0, true
	for _, line := range withoutComments(body) {
		trimmed := strings.TrimSpace(line)
		if strings.HasPrefix(trimmed, "#") {
			title := strings.TrimSpace(strings.TrimLeft(trimmed, "#"))
			if first && (strings.EqualFold(title, "Summary") || strings.EqualFold(title, "Table of contents") || p.kind == MDBook) {
				if p.title == "" && !strings.EqualFold(title, "Summary") {
					p.title = title
				}
			} else if title != "" {
				p.take(n, seen, entry{title: plainTitle(title)})
				part = 1
			}
			first, indents = false, nil
			continue
		}
		item, depth := listItem(line, &indents)
		title, target, ok := firstLink(item)
		if ok && item == line { // not in a list: a chapter before or behind the parts
			part = 0
		}
		first = first && trimmed == ""
		switch {
		case !ok && strings.TrimSpace(item) != "" && item != line: // a list item without a link: a heading of those below
			p.take(n, seen, entry{title: plainTitle(strings.TrimSpace(item)), depth: part + depth})
		case !ok:
		case target == "":
			n.lost(file, "draft_chapter", title)
			p.take(n, seen, entry{title: title, depth: part + depth})
		case hasScheme(target):
			n.lost(file, "outside_page", title+": "+target)
		default:
			p.listed(s, n, seen, file, entry{title: title, depth: part + depth}, target)
		}
		if item == line { // not an item: what follows begins anew
			indents = nil
		}
	}
}

// listed adds a page that a table of contents names by a path of its own.
func (p *plan) listed(s *source, n *notes, seen map[string]bool, file string, e entry, target string) {
	target, _, _ = strings.Cut(target, "#")
	at, inside := join(file, decoded(strings.TrimPrefix(target, "/")))
	if found := pageAt(s, at); inside && found != "" {
		e.path = found
		p.take(n, seen, e)
		return
	}
	n.lost(file, "missing_page", target)
	p.take(n, seen, entry{title: e.title, depth: e.depth})
}

// listItem takes the mark off a line of a list and tells its depth; a line that is no item comes back as it is.
func listItem(line string, indents *[]int) (item string, depth int) {
	expanded := strings.ReplaceAll(line, "\t", "    ")
	rest := strings.TrimLeft(expanded, " ")
	indent := len(expanded) - len(rest)
	item, ok := afterMark(rest)
	if !ok {
		return line, 0
	}
	stack := *indents
	for len(stack) > 0 && indent < stack[len(stack)-1] {
		stack = stack[:len(stack)-1]
	}
	if (len(stack) == 0 || indent > stack[len(stack)-1]) && len(stack) < 100 {
		stack = append(stack, indent)
	}
	*indents = stack
	return item, len(stack) - 1
}

// afterMark is what follows the mark of a list item.
func afterMark(s string) (string, bool) {
	if len(s) > 1 && strings.ContainsRune("-*+", rune(s[0])) && s[1] == ' ' {
		return strings.TrimSpace(s[2:]), true
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits > 0 && digits < 10 && len(s) > digits+1 && (s[digits] == '.' || s[digits] == ')') && s[digits+1] == ' ' {
		return strings.TrimSpace(s[digits+2:]), true
	}
	return s, false
}

// firstLink is the first link of a line.
func firstLink(line string) (title, target string, ok bool) {
	for _, l := range findLinks(line) {
		if !l.image && l.inline {
			return plainTitle(line[l.textStart:l.textEnd]), l.dest, true
		}
	}
	return "", "", false
}

// withoutComments are a text's lines without HTML comments.
func withoutComments(body string) []string {
	body, _ = dropComments(body)
	return strings.Split(body, "\n")
}
