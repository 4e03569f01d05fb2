package adapt

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"liem/courses"
)

// plan is what a folder was recognised as, and its pages in order.
type plan struct {
	kind     Kind
	root     string   // the folder of the pages, "." for the source itself
	static   []string // folders that an address from the site's root may lie in
	title    string
	summary  string
	language string // as written; empty when nothing says
	config   string // of the site generator, where there is one
	entries  []entry
}

var mathsWords = regexp.MustCompile(`(?i)mathjax|katex|arithmatex|remark-math`)

// maths tells whether a $ opens a formula: where a site generator shows the pages it has to be told so, elsewhere it may.
func (p *plan) maths() bool { return p.config == "" || mathsWords.MatchString(p.config) }

// entry is a line of the table of contents: a page, or a heading above pages.
type entry struct {
	path  string // of the page; empty for a heading
	title string // as the table of contents has it; may be empty
	depth int    // from 0
}

// maxDepth bounds how deep pages may stand below each other; deeper ones are shown on the deepest level.
const maxDepth = 5

// recognise finds out what a folder is. It returns a plan without entries where there is nothing to learn from.
func recognise(s *source, n *notes) plan {
	for _, try := range []func(*source, *notes) (plan, bool){book, mkdocs, docusaurus, contents} {
		found := &notes{}
		if p, ok := try(s, found); ok && p.pages() > 0 {
			for _, note := range found.list {
				n.add(note.File, note.Code, note.What, note.Lost)
			}
			return p
		}
	}
	return plain(s, n)
}

func (p *plan) pages() int {
	n := 0
	for _, e := range p.entries {
		if e.path != "" {
			n++
		}
	}
	return n
}

// shallowest is the file of one of these names that stands nearest to the root, not deeper than three folders.
func shallowest(s *source, names ...string) string {
	best, depth := "", 4
	for _, f := range s.folder.Files {
		if d := strings.Count(f.Path, "/"); d < depth && slices.Contains(names, path.Base(f.Path)) && !projectPath(f.Path) {
			best, depth = f.Path, d
		}
	}
	return best
}

// projectPath tells folders of a project that hold tests and programs, not pages.
func projectPath(p string) bool {
	for _, part := range strings.Split(path.Dir(p), "/") {
		switch strings.ToLower(part) {
		case "test", "tests", "testing", "test_book", "testdata", "fixtures", "vendor", "third_party", "examples", "dist", "target", "theme", "themes", "template", "templates":
			return true
		}
	}
	return false
}

// projectFile tells pages about the project itself, which are no lessons.
func projectFile(p string) bool {
	switch strings.ToLower(bare(p)) {
	case "changelog", "changes", "history", "license", "licence", "copying", "notice", "contributing", "contributors", "code_of_conduct",
		"code-of-conduct", "security", "governance", "maintainers", "authors", "pull_request_template", "issue_template", "support", "codeowners", "agents", "claude":
		return true
	}
	return false
}

// indexFile tells the page that stands for its folder.
func indexFile(p string) bool {
	switch strings.ToLower(bare(p)) {
	case "index", "readme", "_index":
		return true
	}
	return false
}

// take adds a page once.
func (p *plan) take(n *notes, seen map[string]bool, e entry) {
	e.depth = min(e.depth, maxDepth)
	if e.path != "" && seen[e.path] {
		n.changed("", "twice", e.path)
		return
	}
	if e.path != "" {
		seen[e.path] = true
	}
	p.entries = append(p.entries, e)
}

// left notes the pages below the root that the table of contents does not name.
func (p *plan) left(s *source, n *notes) {
	taken := map[string]bool{}
	for _, e := range p.entries {
		taken[e.path] = true
	}
	for _, f := range s.folder.Files {
		if courses.PageFile(f.Path) && !taken[f.Path] && below(p.root, f.Path) {
			n.lost(f.Path, "not_listed", "")
		}
	}
}

func below(root, p string) bool { return root == "." || strings.HasPrefix(p, root+"/") }
