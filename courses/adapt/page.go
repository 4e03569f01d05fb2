package adapt

import (
	"regexp"
	"slices"
	"strings"

	"liem/internal/markdown"
)

// page is a page on its way to a lesson.
type page struct {
	entry
	title  string
	body   string            // Markdown without front matter, title and raw HTML
	stem   string            // of the lesson
	file   string            // its name
	ids    map[string]string // the ids of its headings by what links may call them; "" is the page itself
	failed bool              // left out
}

var (
	moduleLine = regexp.MustCompile(`^(import\s+.*\s+from\s+['"].*['"];?|import\s+['"].*['"];?|import\s+\{|export\s+(const|default|function)\b.*)$`)
	codeHidden = regexp.MustCompile(`^\s*#(\s.*)?$`)
	iconCode   = regexp.MustCompile(`[ \t]?:(?:material|octicons|fontawesome|simple)-[a-z0-9-]+:(?:\{[^}\n]*\})?`)
	macro      = regexp.MustCompile(`\{%[^}\n]*%\}|\{\{[^}\n]*\}\}`)
	anchorMark = regexp.MustCompile(anchorBegin + "([^" + anchorEnd + "\n]*)" + anchorEnd)
)

// read makes a page's text Markdown of ours, all but its links.
func (a *adapter) read(p *page) {
	raw, why := a.source.read(p.path)
	if why != "" {
		a.n.lost(p.path, "page_"+why, "")
		p.failed = true
		return
	}
	f := readFront(raw)
	for _, key := range sorted(f.others()) {
		a.n.changed(p.path, "front_key", key)
	}
	include := includer{source: a.source, n: a.n, roots: []string{a.plan.root, "."}, page: p.path}
	body := include.expand(p.path, f.body, 0)
	if include.tooBig || len(body) > markdown.MaxSize {
		a.n.lost(p.path, "page_too_large", "")
		p.failed = true
		return
	}
	body = a.text(p, body)
	body, heading := headings(a.n, p.path, body, firstOf(plainTitle(f.value("title")), p.entry.title))
	p.title = firstOf(plainTitle(f.value("title")), heading, p.entry.title, orName("", p.path))
	if f.value("title") == "" && heading == "" && p.entry.title == "" {
		a.n.changed(p.path, "title_from_name", p.title)
	}
	if heading != "" && p.title != heading {
		body = "**" + strings.ReplaceAll(heading, "*", "") + "**\n\n" + strings.TrimLeft(body, "\n")
	}
	p.body = tidy(body)
}

// text turns what site generators add to Markdown into Markdown.
func (a *adapter) text(p *page, body string) string {
	body, comments := dropComments(body)
	for range comments {
		a.n.changed(p.path, "comment", "")
	}
	body = a.modules(p, body)
	body = onText(body, func(s string) string { return a.icons(p, s) })
	body = rawBlocks(a.n, p.path, body)
	box := boxes{n: a.n, page: p.path}
	body = strings.Join(box.convert(strings.Split(body, "\n"), 0), "\n")
	body = a.codeBlocks(p, body)
	body = flatten(body)
	pass := newHTMLPass(a.n, p.path, body)
	body = onText(body, pass.convert)
	return onText(body, func(s string) string { return a.marks(p, attributes(a.n, p.path, s)) })
}

// icons takes away short codes for icons.
func (a *adapter) icons(p *page, s string) string {
	return iconCode.ReplaceAllStringFunc(s, func(string) string {
		a.n.changed(p.path, "icon", "")
		return ""
	})
}

// marks notes macros, which only a site generator can fill.
func (a *adapter) marks(p *page, s string) string {
	if !a.plan.maths() {
		s = plainDollars(s)
	}
	for _, m := range macro.FindAllString(s, -1) {
		if !strings.HasPrefix(m, "{{#") {
			a.n.lost(p.path, "macro", m)
		}
	}
	return s
}

// plainDollars makes every $ outside of code nothing but a sign.
func plainDollars(s string) string {
	if !strings.Contains(s, "$") {
		return s
	}
	var b strings.Builder
	var t ticks
	for i := 0; i < len(s); {
		next := i + 1
		switch {
		case s[i] == '`':
			next = t.skip(s, i)
		case s[i] == '\\' && i+1 < len(s):
			next = i + 2
		case s[i] == '$':
			b.WriteByte('\\')
		}
		b.WriteString(s[i:next])
		i = next
	}
	return b.String()
}

// modules takes away the imports and exports of MDX.
func (a *adapter) modules(p *page, body string) string {
	if a.plan.kind != Docusaurus && ext(p.path) != ".mdx" {
		return body
	}
	return onText(body, func(s string) string {
		lines := strings.Split(s, "\n")
		kept := lines[:0:0]
		for i := 0; i < len(lines); i++ {
			if !moduleLine.MatchString(lines[i]) || (i > 0 && strings.TrimSpace(lines[i-1]) != "" && !moduleLine.MatchString(lines[i-1])) {
				kept = append(kept, lines[i])
				continue
			}
			a.n.lost(p.path, "module", "")
			for open := strings.Count(lines[i], "{") - strings.Count(lines[i], "}"); open > 0 && i+1 < len(lines); {
				i++
				open += strings.Count(lines[i], "{") - strings.Count(lines[i], "}")
			}
		}
		return strings.Join(kept, "\n")
	})
}

// codeBlocks keeps of what stands behind the sign of a block of code the language, and takes away the lines of Rust that
// mdBook does not show.
func (a *adapter) codeBlocks(p *page, body string) string {
	lines := strings.Split(body, "\n")
	var out []string
	for i := 0; i < len(lines); {
		f, ok := openFence(lines[i])
		if !ok {
			out, i = append(out, lines[i]), i+1
			continue
		}
		next := fenceEnd(f, lines, i)
		block := slices.Clone(lines[i:next])
		language := codeLanguage(f.info)
		if language != f.info {
			a.n.changed(p.path, "code_info", f.info)
			block[0] = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(block[0], " \t"), f.info), " ") + language
			if m := codeTitle.FindStringSubmatch(f.info); m != nil {
				lead := leadOf(lines[i])
				out = append(out, strings.TrimRight(lead, " ")+strings.Repeat(" ", len(lead)-len(strings.TrimRight(lead, " ")))+"`"+m[1]+"`", strings.TrimRight(lead, " "))
			}
		}
		if a.plan.kind == MDBook && language == "rust" {
			block = a.shown(p, block)
		}
		out, i = append(out, block...), next
	}
	return strings.Join(out, "\n")
}

var (
	codeTitle = regexp.MustCompile(`(?:title|filename)=["']([^"'` + "`" + `]+)["']`)
	codeName  = regexp.MustCompile(`^[A-Za-z0-9+#_-]+$`)
)

// codeLanguage is the language that a block of code names, in any of the ways people write it.
func codeLanguage(info string) string {
	word := strings.TrimSpace(strings.TrimLeft(info, "{. \t"))
	if end := strings.IndexAny(word, ", \t{}:"); end >= 0 {
		word = word[:end]
	}
	if !codeName.MatchString(word) || strings.Contains(word, "=") {
		return ""
	}
	return word
}

func (a *adapter) shown(p *page, block []string) []string {
	kept := block[:0:0]
	for i, line := range block {
		if i > 0 && i < len(block)-1 && codeHidden.MatchString(line) {
			a.n.changed(p.path, "hidden_line", "")
			continue
		}
		kept = append(kept, line)
	}
	return kept
}

// tidy leaves no more than one empty line between two others, outside of code.
func tidy(body string) string {
	var out []string
	inside := false
	var block fence
	for _, line := range strings.Split(body, "\n") {
		switch f, ok := openFence(line); {
		case inside:
			inside = !block.closedBy(line)
		case ok:
			block, inside = f, true
		case empty(line) && (len(out) == 0 || strings.TrimSpace(out[len(out)-1]) == strings.TrimSpace(line)):
			continue
		}
		out = append(out, line)
	}
	return strings.TrimRight(strings.Join(out, "\n"), " \n") + "\n"
}

// empty tells a line without text, in a quote too.
func empty(line string) bool { return strings.Trim(line, " \t>") == "" }

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}
