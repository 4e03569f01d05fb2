package adapt

import (
	"fmt"
	"maps"
	"path"
	"strings"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/markdown"
)

// Answers are what a course needs and a folder of pages does not say. Empty ones are filled from the folder where it gives
// them; Category alone has to be chosen by a person.
type Answers struct {
	ID       string `json:"id"`
	Slug     string `json:"slug"`
	Title    string `json:"title"`
	Summary  string `json:"summary"`
	Category string `json:"category"`
	Hours    string `json:"hours"`
	Language string `json:"language"`
	Unit     string `json:"unit"`
}

// Adapted is a folder made into a course.
type Adapted struct {
	Folder   *courses.Folder
	Report   Report
	Answers  Answers            // with what was filled in
	Problems []markdown.Problem // of course.md: what the answers lack
}

// Blocked tells that the answers have to be mended first.
func (a *Adapted) Blocked() bool { return markdown.Blocking(a.Problems) }

// adapter is one folder on its way.
type adapter struct {
	source  *source
	plan    plan
	n       *notes
	pages   []*page
	byPath  map[string]*page // in lower case
	byTail  map[string]*page // by the ends of their paths
	byID    map[string]*page // by the addresses that pages give themselves
	media   map[string]string
	refused map[string]string
	files   []courses.File // of media
	report  Report
	answers Answers
}

// maxRounds is how often pages that turn out not to fit are left out and the rest is put together again.
const maxRounds = 5

// Adapt makes a course of a folder, as of a day. A folder without pages is a fault; what else is wrong is in the report, or
// among the problems of the answers.
func Adapt(folder *courses.Folder, answers Answers, today clock.Date) (*Adapted, error) {
	a := &adapter{source: newSource(folder), n: &notes{}, media: map[string]string{}, refused: map[string]string{}, answers: answers}
	for _, p := range folder.Skipped {
		a.n.lost("", "skipped", p)
	}
	if a.plan = recognise(a.source, a.n); a.plan.pages() == 0 {
		return nil, fault.New(fault.Invalid, "adapt.nothing")
	}
	if a.plan.pages() >= courses.MaxFiles {
		return nil, fault.New(fault.Invalid, "courses.zip.too_many").With("Max", courses.MaxFiles)
	}
	a.load()
	kept := notes{list: append([]Note(nil), a.n.list...), at: maps.Clone(a.n.at), skipped: a.n.skipped}
	for range maxRounds {
		a.n = &notes{list: append([]Note(nil), kept.list...), at: maps.Clone(kept.at), skipped: kept.skipped}
		out, again, err := a.build(today, &kept)
		if err != nil || !again {
			return out, err
		}
	}
	return nil, fault.New(fault.Invalid, "adapt.hopeless")
}

// load reads every page of the plan.
func (a *adapter) load() {
	for i := range a.plan.entries {
		if e := a.plan.entries[i]; e.path != "" {
			p := &page{entry: e}
			if a.read(p); !p.failed {
				a.mend(p, &p.body, false)
			}
			if !p.failed {
				p.anchors()
			}
			a.pages = append(a.pages, p)
		}
	}
}

// build puts the course together; again tells that a page had to be left out.
func (a *adapter) build(today clock.Date, kept *notes) (out *Adapted, again bool, err error) {
	a.report, a.files, a.media = Report{Kind: a.plan.kind, Root: strings.TrimPrefix(a.plan.root, ".")}, nil, map[string]string{}
	if err := a.name(); err != nil {
		return nil, false, err
	}
	a.fill()
	a.gather()
	files := []courses.File{textFile("course.md", a.course())}
	where := map[string]*page{}
	for _, p := range a.pages {
		body := a.relink(p)
		if a.mend(p, &body, true); p.failed {
			again = true
			continue
		}
		where[p.file] = p
		files = append(files, textFile(p.file, lessonText(p.title, body)))
		a.report.Pages = append(a.report.Pages, Moved{From: p.path, To: p.file, Title: p.title})
	}
	if again {
		kept.merge(a.n)
		return nil, true, nil
	}
	folder, err := courses.NewFolder(a.answers.Slug, append(files, a.files...))
	if err != nil {
		return nil, false, err
	}
	_, problems := courses.Compile(folder, today)
	var own []markdown.Problem
	for _, problem := range problems {
		p := where[problem.File]
		switch {
		case p != nil && problem.Blocks():
			kept.lost(p.path, broken(problem.Code), "")
			p.failed, again = true, true
		case p == nil && problem.Blocks():
			own = append(own, problem)
		}
	}
	a.report.Notes = a.n.list
	return &Adapted{Folder: folder, Report: a.report, Answers: a.answers, Problems: own}, again, nil
}

// merge takes over the notes of pages that were left out.
func (n *notes) merge(other *notes) {
	for _, note := range other.list {
		if strings.HasPrefix(note.Code, "page_") {
			n.add(note.File, note.Code, note.What, note.Lost)
		}
	}
}

// name gives every page its place: a number, an address and a file of its own.
func (a *adapter) name() error {
	var pages []*page
	for _, p := range a.pages {
		if !p.failed {
			pages = append(pages, p)
		}
	}
	if a.pages = pages; len(pages) == 0 {
		return fault.New(fault.Invalid, "adapt.nothing")
	}
	a.byPath, a.byID = map[string]*page{}, map[string]*page{}
	a.tails()
	taken := names{used: map[string]bool{}}
	digits := max(2, len(fmt.Sprint(len(pages))))
	for i, p := range pages {
		p.stem = taken.free(a.stems(p)...)
		p.file = fmt.Sprintf("%0*d-%s.md", digits, i+1, p.stem)
		a.byPath[strings.ToLower(p.path)] = p
		a.identify(p)
	}
	return nil
}

// stems are the addresses that a page may have, the simplest first.
func (a *adapter) stems(p *page) []string {
	name, dir := bare(p.path), path.Base(path.Dir(p.path))
	if m := numbered.FindStringSubmatch(name); m != nil {
		name = m[2]
	}
	if m := numbered.FindStringSubmatch(dir); m != nil {
		dir = m[2]
	}
	if indexFile(p.path) {
		if name = dir; path.Dir(p.path) == a.plan.root || dir == "." {
			name = "introduction"
		}
	}
	list := []string{stem(name), strings.Trim(stem(dir)+"-"+stem(name), "-"), stem(p.title), "page"}
	out := list[:0:0]
	for _, s := range list {
		if s != "" && !courses.Reserved(s) {
			out = append(out, s[:min(len(s), maxStem)])
		}
	}
	for i := range out {
		out[i] = strings.Trim(out[i], "-")
	}
	return out
}

// identify remembers the addresses that a page gives itself in its front matter, and those without numbers.
func (a *adapter) identify(p *page) {
	rel := strings.TrimPrefix(strings.TrimPrefix(p.path, a.plan.root), "/")
	dir := path.Dir(rel)
	raw, _ := a.source.read(p.path)
	f := readFront(raw)
	add := func(id string) {
		id = strings.ToLower(strings.Trim(path.Clean("/"+id), "/"))
		if a.byID[id] == nil {
			a.byID[id] = p
		}
	}
	if slug := f.value("slug"); strings.HasPrefix(slug, "/") {
		add(slug)
	} else if slug != "" {
		add(path.Join(dir, slug))
	}
	if id := f.value("id"); id != "" {
		add(path.Join(dir, id))
	}
	parts := strings.Split(strings.TrimSuffix(rel, path.Ext(rel)), "/")
	for i := range parts {
		if m := numbered.FindStringSubmatch(parts[i]); m != nil {
			parts[i] = m[2]
		}
	}
	add(strings.Join(parts, "/"))
	if indexFile(p.path) {
		add(path.Dir(strings.Join(parts, "/")))
	}
}
