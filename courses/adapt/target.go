package adapt

import (
	"net/url"
	"path"
	"strings"

	"liem/courses"
)

// target is where a link leads.
type target struct {
	page     *page  // a page of the course
	fragment string // as written
	media    string // a file of the source that can be media
	outside  bool   // an address elsewhere
	why      string // nothing: the code of the note
}

// resolve finds what a link of a page leads to. Site generators write the same page as file.md, file.html, file, file/ and by an
// address from the site's root.
func (a *adapter) resolve(p *page, dest string) target {
	switch {
	case hasScheme(dest):
		if u, err := url.Parse(dest); err == nil && safeScheme(u.Scheme) {
			return target{outside: true}
		}
		return target{why: "unsafe_link"}
	case dest == "":
		return target{why: "dead_link"}
	}
	address, fragment, _ := strings.Cut(dest, "#")
	address, query, _ := strings.Cut(address, "?")
	if values, err := url.ParseQuery(query); err == nil && fragment == "" {
		fragment = values.Get("id") // docsify's
	}
	if fragment, _ = url.PathUnescape(fragment); address == "" {
		return target{page: p, fragment: fragment}
	}
	address = decoded(address)
	for _, at := range a.places(p, address) {
		if found := a.pageAt(at); found != nil {
			return target{page: found, fragment: fragment}
		}
		if file := a.source.find(at); file != "" && at != "." && !courses.PageFile(file) {
			return target{media: file}
		}
	}
	if found := a.tail(address); found != nil {
		return target{page: found, fragment: fragment}
	}
	for _, at := range a.places(p, address) {
		if pageAt(a.source, at) != "" {
			return target{why: "left_page"}
		}
		if at == "." || a.source.isDir(at) {
			return target{why: "outside_folder"}
		}
	}
	if _, inside := join(p.path, address); !inside {
		return target{why: "outside_folder"}
	}
	return target{why: "dead_link"}
}

// tail is the one page whose path ends like an address from the site's root, where the site has folders of its own before it.
func (a *adapter) tail(address string) *page {
	rest, ok := strings.CutPrefix(path.Clean(address), "/")
	for ; ok && rest != "" && rest != "."; _, rest, ok = strings.Cut(rest, "/") {
		if found := a.byTail[strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(rest, ".html"), ".md"))]; found != nil {
			return found
		}
	}
	return nil
}

// tails remembers the ends of every page's path; of pages that share one it means the one nearest to the root.
func (a *adapter) tails() {
	a.byTail = map[string]*page{}
	shared := map[string]bool{}
	deep := func(p *page) int { return strings.Count(p.path, "/") }
	for _, p := range a.pages {
		rest := strings.ToLower(strings.TrimSuffix(p.path, path.Ext(p.path)))
		if indexFile(p.path) {
			rest = path.Dir(rest)
		}
		for n, ok := 0, true; ok && n < 20; n++ {
			switch other := a.byTail[rest]; {
			case other == nil || deep(p) < deep(other):
				a.byTail[rest], shared[rest] = p, false
			case deep(p) == deep(other):
				shared[rest] = true
			}
			_, rest, ok = strings.Cut(rest, "/")
		}
	}
	for rest, yes := range shared {
		if yes {
			delete(a.byTail, rest)
		}
	}
}

func safeScheme(s string) bool {
	switch strings.ToLower(s) {
	case "http", "https", "mailto", "tel", "":
		return true
	}
	return false
}

// decoded takes percent signs out of a path.
func decoded(s string) string {
	if d, err := url.PathUnescape(s); err == nil {
		return d
	}
	return s
}

// places are the paths in the source that an address may mean, the likeliest first.
func (a *adapter) places(p *page, address string) []string {
	var out []string
	add := func(at string) {
		if at = path.Clean(at); at != ".." && !strings.HasPrefix(at, "../") && !strings.HasPrefix(at, "/") {
			out = append(out, at)
		}
	}
	if rest, ok := strings.CutPrefix(address, "@/"); ok { // Zola's
		add(path.Join(a.plan.root, rest))
		for dir := a.plan.root; dir != "."; dir = path.Dir(dir) {
			add(path.Join(dir, rest))
		}
	}
	if rest, ok := strings.CutPrefix(address, "@site/"); ok {
		for _, static := range a.plan.static {
			add(path.Join(path.Dir(static), rest))
		}
		add(rest)
	}
	rest, rooted := strings.CutPrefix(address, "/")
	if !rooted {
		add(path.Join(path.Dir(p.path), address))
		if !indexFile(p.path) { // an address that counts the page as a folder
			add(path.Join(strings.TrimSuffix(p.path, path.Ext(p.path)), address))
		}
	}
	for _, static := range a.plan.static {
		add(path.Join(static, rest))
	}
	if !rooted {
		return out
	}
	for dir := a.plan.root; dir != "."; dir = path.Dir(dir) {
		add(path.Join(dir, rest))
	}
	add(rest)
	add(path.Join("static", rest))
	add(path.Join("public", rest))
	if first, more, ok := strings.Cut(rest, "/"); ok && (first == "docs" || len(first) < 6) { // a prefix of the site, or a language
		add(path.Join(a.plan.root, more))
	}
	return out
}

// pageAt is the page of the course that a path means.
func (a *adapter) pageAt(at string) *page {
	if p := a.byPath[strings.ToLower(at)]; p != nil {
		return p
	}
	if p := a.byPath[strings.ToLower(pageAt(a.source, at))]; p != nil {
		return p
	}
	return a.byID[strings.ToLower(strings.Trim(strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(at, a.plan.root), ".md"), ".html"), "/"))]
}

// pageFile is the page of a path: with or without its ending, or as the site will have it.
func pageFile(s *source, at string) string {
	base := strings.TrimSuffix(at, ".html")
	for _, try := range []string{at, at + ".md", base + ".md", at + ".mdx", base + ".mdx", at + ".markdown"} {
		if found := s.find(try); found != "" && courses.PageFile(found) {
			return found
		}
	}
	return ""
}

// pageAt is the page of a path, of a folder too.
func pageAt(s *source, at string) string {
	if found := pageFile(s, at); found != "" {
		return found
	}
	for _, dir := range []string{at, strings.TrimSuffix(at, "/index.html"), strings.TrimSuffix(at, "/index.md")} {
		if s.isDir(dir) && dir != "." {
			if found := indexOf(s, dir); found != "" {
				return found
			}
		}
	}
	return ""
}
