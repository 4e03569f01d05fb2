package adapt

import (
	"encoding/json"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"liem/courses"
)

// order says how a folder without a table of contents is put in order.
type order struct {
	docusaurus bool // positions in front matter and _category_ files, names that begin with _ are parts of pages
}

// item is a page or a folder among its siblings.
type item struct {
	path, title string
	position    float64
	index, dir  bool
}

// folder adds the pages of a folder: its index first, then by position where there is one, then by name, numbers as
// numbers.
func (p *plan) folder(s *source, n *notes, seen map[string]bool, dir string, depth int, o order) {
	if strings.Count(dir, "/") > 20 {
		n.lost(dir, "too_deep", "")
		return
	}
	for _, it := range p.items(s, n, dir, o) {
		switch {
		case !it.dir:
			p.take(n, seen, entry{path: it.path, title: it.title, depth: depth})
		default:
			before, at := p.pages(), len(p.entries)
			index := indexOf(s, it.path)
			if index == "" || it.title != "" {
				p.entries = append(p.entries, entry{title: orName(it.title, it.path), depth: min(depth, maxDepth)})
			} else {
				p.take(n, seen, entry{path: index, depth: depth})
			}
			p.folder(s, n, seen, it.path, depth+1, o)
			if p.pages() == before {
				p.entries = p.entries[:at]
			}
		}
	}
}

func (p *plan) items(s *source, n *notes, dir string, o order) []item {
	var list []item
	for _, child := range s.children(dir) {
		base := path.Base(child)
		switch {
		case s.isDir(child):
			if skipDir(base) || (o.docusaurus && strings.HasPrefix(base, "_")) {
				continue
			}
			it := item{path: child, position: prefixNumber(base), dir: true}
			it.title, it.position = category(s, child, it.position)
			if index := indexOf(s, child); index != "" && math.IsInf(it.position, 1) {
				body, _ := s.read(index)
				it.position = readFront(body).position(it.position)
			}
			list = append(list, it)
		case !courses.PageFile(base) || base == "SUMMARY.md":
		case strings.HasPrefix(base, "_") && bare(base) != "_index":
			n.lost(child, "partial", "")
		case dir == p.root && projectFile(base):
			n.lost(child, "project_page", "")
		default:
			body, _ := s.read(child)
			front := readFront(body)
			if front.value("draft") == "true" {
				n.lost(child, "draft_page", "")
				continue
			}
			list = append(list, item{path: child, title: front.value("sidebar_label"), position: front.position(prefixNumber(base)), index: indexFile(base)})
		}
	}
	slices.SortStableFunc(list, before)
	return list
}

func before(a, b item) int {
	switch {
	case a.index != b.index && a.index:
		return -1
	case a.index != b.index:
		return 1
	case a.position < b.position:
		return -1
	case a.position > b.position:
		return 1
	}
	return natural(strings.ToLower(path.Base(a.path)), strings.ToLower(path.Base(b.path)))
}

// indexOf is the page that stands for a folder.
func indexOf(s *source, dir string) string {
	for _, child := range s.children(dir) {
		if courses.PageFile(child) && indexFile(child) {
			return child
		}
	}
	return ""
}

// skipDir tells folders that hold no pages of their own.
func skipDir(base string) bool {
	switch strings.ToLower(base) {
	case "node_modules", "img", "images", "assets", "static", "public", "css", "js", "overrides", "vendor", "snippets", "includes", "partials":
		return true
	}
	return strings.HasPrefix(base, ".")
}

var numbered = regexp.MustCompile(`^([0-9]{1,6}(?:\.[0-9]{1,6})?)[-_. )]+(.+)$`)

// prefixNumber is the number that a name begins with; none stands behind all numbers.
func prefixNumber(base string) float64 {
	if m := numbered.FindStringSubmatch(base); m != nil && !strings.HasPrefix(m[2], "md") {
		if v, err := strconv.ParseFloat(m[1], 64); err == nil {
			return v
		}
	}
	return math.Inf(1)
}

// category reads a folder's _category_.json or _category_.yml.
func category(s *source, dir string, position float64) (string, float64) {
	for _, name := range []string{"_category_.json", "_category_.yml", "_category_.yaml"} {
		body, _ := s.read(dir + "/" + name)
		if body == "" {
			continue
		}
		if ext(name) == ".json" {
			var c struct {
				Label    string   `json:"label"`
				Position *float64 `json:"position"`
			}
			if json.Unmarshal([]byte(body), &c) == nil {
				if c.Position != nil {
					position = *c.Position
				}
				return c.Label, position
			}
			continue
		}
		keys := topKeys(body)
		if v, err := strconv.ParseFloat(unquote(keys["position"].value), 64); err == nil {
			position = v
		}
		return unquote(keys["label"].value), position
	}
	return "", position
}

// natural compares names so that 2 stands before 10.
func natural(a, b string) int {
	for a != "" && b != "" {
		da, db := digits(a), digits(b)
		if da == 0 || db == 0 {
			if a[0] != b[0] {
				return int(a[0]) - int(b[0])
			}
			a, b = a[1:], b[1:]
			continue
		}
		na, nb := strings.TrimLeft(a[:da], "0"), strings.TrimLeft(b[:db], "0")
		if len(na) != len(nb) {
			return len(na) - len(nb)
		}
		if c := strings.Compare(na, nb); c != 0 {
			return c
		}
		a, b = a[da:], b[db:]
	}
	return len(a) - len(b)
}

func digits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
