package adapt

import (
	"path"
	"strings"
)

// mkdocs recognises a project with mkdocs.yml. Of the file only what matters here is read, line by line: these files are
// full of tags and references that a parser of YAML would have to follow.
func mkdocs(s *source, n *notes) (plan, bool) {
	at := shallowest(s, "mkdocs.yml", "mkdocs.yaml")
	if at == "" {
		return plan{}, false
	}
	body, _ := s.read(at)
	keys := topKeys(body)
	dir := "docs"
	if v := unquote(keys["docs_dir"].value); v != "" {
		dir = v
	}
	p := plan{kind: MkDocs, root: path.Join(path.Dir(at), dir), title: keys["site_name"].scalar(), summary: keys["site_description"].scalar(), config: body}
	if p.root == ".." || strings.HasPrefix(p.root, "../") || !s.isDir(p.root) {
		return p, false
	}
	for _, line := range keys["theme"].lines {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok && key == "language" {
			p.language = unquote(strings.TrimSpace(value))
		}
	}
	seen := map[string]bool{}
	if nav := keys["nav"]; len(nav.lines) > 0 {
		p.nav(s, n, seen, at, nav.lines)
		p.left(s, n)
		return p, true
	}
	p.folder(s, n, seen, p.root, 0, order{})
	return p, true
}

// yamlKey is a key at the left edge of a YAML file, with its value or the lines below it.
type yamlKey struct {
	value string
	lines []string
}

// topKeys reads the keys at the left edge. A list below a key may stand at the edge too.
func topKeys(body string) map[string]yamlKey {
	out := map[string]yamlKey{}
	current := ""
	for _, line := range strings.Split(body, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "" || strings.HasPrefix(trimmed, "#") || trimmed == "---":
		case current != "" && (line[0] == ' ' || line[0] == '\t' || line[0] == '-'):
			k := out[current]
			k.lines = append(k.lines, line)
			out[current] = k
		default:
			key, value, ok := cutKey(line)
			if current = ""; ok {
				current = unquote(key)
				out[current] = yamlKey{value: strings.TrimSpace(value)}
			}
		}
	}
	return out
}

// scalar is a key's value, of one that is folded over the lines below it too.
func (k yamlKey) scalar() string {
	switch k.value {
	case "", ">", "|", ">-", "|-", ">+", "|+":
		lines := make([]string, 0, len(k.lines))
		for _, l := range k.lines {
			lines = append(lines, strings.TrimSpace(l))
		}
		return strings.Join(lines, " ")
	}
	return unquote(k.value)
}

// cutKey cuts "key: value", where the key may stand in quotes and hold a colon.
func cutKey(line string) (key, value string, ok bool) {
	if line != "" && (line[0] == '"' || line[0] == '\'') {
		end := strings.IndexByte(line[1:], line[0])
		if end < 0 {
			return "", "", false
		}
		rest := strings.TrimLeft(line[end+2:], " ")
		if !strings.HasPrefix(rest, ":") {
			return "", "", false
		}
		return line[1 : end+1], strings.TrimSpace(rest[1:]), true
	}
	for i := range line {
		if line[i] == ':' && (i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t') {
			return strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+1:]), true
		}
	}
	return "", "", false
}

// nav reads the list of pages: "- Title: file.md", "- file.md", and "- Title:" with a list below it.
func (p *plan) nav(s *source, n *notes, seen map[string]bool, file string, lines []string) {
	var indents []int
	for _, line := range lines {
		item, depth := listItem(line, &indents)
		if item == line {
			if strings.HasPrefix(strings.TrimSpace(line), "#") {
				continue
			}
			n.lost(file, "nav_unread", strings.TrimSpace(line))
			continue
		}
		title, target, pair := cutKey(item)
		if !pair {
			title, target = "", item
		}
		p.navItem(s, n, seen, file, entry{title: unquote(title), depth: depth}, navTarget(target))
	}
}

// navTarget is a nav entry's address without quotes and tags.
func navTarget(v string) string {
	v = strings.TrimSpace(v)
	if strings.HasPrefix(v, "!") {
		_, v, _ = strings.Cut(v, " ")
	}
	return unquote(v)
}

func (p *plan) navItem(s *source, n *notes, seen map[string]bool, file string, e entry, target string) {
	clean := path.Join(p.root, target)
	switch {
	case target == "" && e.title == "":
	case target == "":
		p.take(n, seen, e)
	case hasScheme(target):
		n.lost(file, "outside_page", strings.TrimPrefix(e.title+": "+target, ": "))
	case strings.HasPrefix(target, "../") || !below(p.root, clean):
		n.lost(file, "missing_page", target)
	case pageFile(s, clean) != "":
		e.path = pageFile(s, clean)
		p.take(n, seen, e)
	case s.isDir(strings.TrimSuffix(clean, "/*")):
		dir := strings.TrimSuffix(clean, "/*")
		if e.title != "" {
			p.take(n, seen, entry{title: e.title, depth: e.depth})
			e.depth++
		}
		p.folder(s, n, seen, dir, e.depth, order{})
	default:
		n.lost(file, "missing_page", target)
	}
}
