package courses

import (
	"bytes"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/dirhash"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/internal/markdown"
	"liem/internal/text"
	"liem/quiz"
)

// Compiled is a course folder checked and rendered.
type Compiled struct {
	Slug     string
	Meta     Meta
	Overview HTML
	Digest   string

	parts []*compiledPart
	files []compiledFile
}

// compiledFile is a file as the version keeps it: Markdown in NFC, everything else byte for byte.
type compiledFile struct {
	path      string
	digest    string // SHA-256, hexadecimal
	mediaType string
	size      int64
	text      []byte // of Markdown
	open      func() (io.ReadCloser, error)
	width     int
	height    int
}

// compiler gathers what is found on the way.
type compiler struct {
	folder   *Folder
	problems []markdown.Problem
	files    map[string]*compiledFile
	parts    []*compiledPart
	used     map[string]bool // media that something refers to
	labels   markdown.Labels
}

func (c *compiler) add(severity markdown.Severity, file string, at markdown.Position, code string, args fault.Args) {
	if at.Line == 0 {
		at = markdown.Position{Line: 1, Column: 1}
	}
	c.problems = append(c.problems, markdown.Problem{File: file, Line: at.Line, Column: at.Column, Code: code, Args: args, Severity: severity})
}

func (c *compiler) fail(file, code string, args fault.Args) {
	c.add(markdown.SeverityError, file, markdown.Position{}, code, args)
}

// Compile checks a folder as of a day and renders it. Every problem is returned, in the order of files and lines; the
// result is only of use when none of them blocks.
func Compile(folder *Folder, today clock.Date) (*Compiled, []markdown.Problem) {
	c := &compiler{folder: folder, files: map[string]*compiledFile{}, used: map[string]bool{}}
	if !slugForm.MatchString(folder.Slug) {
		c.fail(courseDoc, "course.bad_slug", fault.Args{"Slug": folder.Slug})
	}
	c.load()
	out := &Compiled{Slug: folder.Slug}
	overview := c.course(out, today)
	c.readParts()
	c.checkParts(out)
	c.render(out, overview)
	c.unusedMedia()
	c.finish(out)
	markdown.SortProblems(c.problems)
	return out, c.problems
}

// load reads every file: text into NFC, media by its kind.
func (c *compiler) load() {
	for i := range c.folder.Files {
		f := &c.folder.Files[i]
		switch {
		case strings.HasSuffix(f.Path, ".md"):
			c.loadText(f)
		case strings.HasPrefix(f.Path, mediaDir+"/"):
			c.loadMedia(f)
		default:
			c.fail(f.Path, "course.stray_file", fault.Args{"Path": f.Path})
		}
	}
}

func (c *compiler) loadText(f *File) {
	raw, err := f.read(maxText)
	if err != nil {
		c.refuse(f.Path, err)
		return
	}
	s, err := text.DecodeUTF8(raw)
	if err != nil {
		c.refuse(f.Path, err)
		return
	}
	normal := []byte(text.NFC(s))
	c.files[f.Path] = &compiledFile{path: f.Path, digest: sum(normal), mediaType: "text/markdown; charset=utf-8", size: int64(len(normal)), text: normal}
}

// refuse turns a fault about one file into a problem.
func (c *compiler) refuse(path string, err error) {
	e, ok := fault.As(err)
	if !ok {
		c.fail(path, "course.unreadable", nil)
		return
	}
	switch e.Key {
	case "text.encoding":
		c.fail(path, "course.encoding", e.Args)
	case "courses.zip.file_too_large":
		c.fail(path, "course.file_too_large", e.Args)
	default:
		c.fail(path, "course.unreadable", nil)
	}
}

// course reads course.md and returns its overview.
func (c *compiler) course(out *Compiled, today clock.Date) *markdown.Document {
	f, ok := c.files[courseDoc]
	if !ok {
		c.fail(courseDoc, "course.missing", nil)
		c.labels = markdown.NewLabels(i18n.For(i18n.Vietnamese).T)
		return nil
	}
	front, body, line, problem := markdown.SplitFrontMatter(f.text)
	front.File = courseDoc
	if problem != nil {
		problem.File = courseDoc
		c.problems = append(c.problems, *problem)
	}
	out.Meta = c.meta(front, today)
	c.labels = markdown.NewLabels(i18n.For(i18n.Locale(out.Meta.Language)).T)
	doc := markdown.Parse(body, markdown.Options{File: courseDoc, FirstLine: line, Labels: c.labels, IDPrefix: "overview-", TopHeading: 2})
	c.problems = append(c.problems, doc.Problems()...)
	return doc
}

// readParts finds the lessons and quizzes and reads their fronts.
func (c *compiler) readParts() {
	for _, f := range c.folder.Files {
		if !strings.HasSuffix(f.Path, ".md") || f.Path == courseDoc || c.files[f.Path] == nil {
			continue
		}
		number, stem, kind, ok := splitName(f.Path)
		if !ok {
			c.fail(f.Path, "course.bad_part_name", fault.Args{"Path": f.Path})
			continue
		}
		p := &compiledPart{Path: f.Path, Part: Part{ID: stem, Stem: stem, Kind: kind}}
		p.Position, _ = strconv.Atoi("0" + number)
		if kind == KindLesson {
			c.lesson(p)
		}
		c.parts = append(c.parts, p)
	}
	sort.SliceStable(c.parts, func(i, j int) bool { return c.parts[i].Position < c.parts[j].Position })
	for i, p := range c.parts {
		p.Position = i + 1
	}
}

// lessonFront is a lesson's front matter as written.
type lessonFront struct {
	ID      string `yaml:"id"`
	Title   string `yaml:"title"`
	Minutes *int   `yaml:"minutes"`
}

// maxMinutes bounds one lesson's reading time.
const maxMinutes = 600

func (c *compiler) lesson(p *compiledPart) {
	front, body, line, problem := markdown.SplitFrontMatter(c.files[p.Path].text)
	front.File = p.Path
	if problem != nil {
		problem.File = p.Path
		c.problems = append(c.problems, *problem)
	}
	var f lessonFront
	problems := markdown.DecodeYAML(front, &f)
	c.problems = append(c.problems, problems...)
	p.Title = f.Title
	if f.Title == "" && !markdown.Blocking(problems) {
		c.fail(p.Path, "course.lesson_no_title", nil)
	}
	if f.ID != "" {
		p.ID = f.ID
		if !slugForm.MatchString(f.ID) {
			c.add(markdown.SeverityError, p.Path, front.At("id"), "course.bad_part_id", fault.Args{"ID": f.ID})
		}
	}
	if f.Minutes != nil {
		p.Minutes = *f.Minutes
		if p.Minutes < 1 || p.Minutes > maxMinutes {
			c.add(markdown.SeverityError, p.Path, front.At("minutes"), "course.bad_minutes", fault.Args{"Max": maxMinutes})
		}
	}
	p.doc = markdown.Parse(body, markdown.Options{File: p.Path, FirstLine: line, Labels: c.labels, IDPrefix: p.Stem + "-", TopHeading: 2})
	c.problems = append(c.problems, p.doc.Problems()...)
}

// checkParts refuses parts that share a stem or an id, reserved stems, and a completion that names no part.
func (c *compiler) checkParts(out *Compiled) {
	stems := map[string]string{}
	for _, p := range c.parts {
		switch {
		case !slugForm.MatchString(p.Stem):
			c.fail(p.Path, "course.bad_stem", fault.Args{"Stem": p.Stem})
		case reserved[p.Stem]:
			c.fail(p.Path, "course.reserved_stem", fault.Args{"Stem": p.Stem})
		case stems[p.Stem] != "":
			c.fail(p.Path, "course.duplicate_stem", fault.Args{"Stem": p.Stem, "Other": stems[p.Stem]})
		}
		stems[p.Stem] = p.Path
	}
	if len(c.parts) == 0 {
		c.fail(courseDoc, "course.no_parts", nil)
	}
}

// render reads the quizzes, checks what links lead to, and renders everything.
func (c *compiler) render(out *Compiled, overview *markdown.Document) {
	for _, p := range c.parts {
		if p.Kind == KindQuiz {
			c.quiz(p)
		}
	}
	c.checkIDs(out)
	if overview != nil {
		c.checkLinks(courseDoc, nil, overview.Links())
		out.Overview = overview.Render(c.resolver(overviewLinks))
	}
	for _, p := range c.parts {
		if p.Kind == KindLesson && p.doc != nil {
			c.checkLinks(p.Path, p.doc, p.doc.Links())
			p.HTML = p.doc.Render(c.resolver("./"))
			p.Outline = p.doc.Outline()
		}
	}
}

func (c *compiler) quiz(p *compiledPart) {
	q, problems := quiz.Parse(p.Path, c.files[p.Path].text, c.resolver("./"), c.labels)
	c.problems = append(c.problems, problems...)
	p.Title, p.HTML, p.Settings, p.Questions, p.Minutes = q.Title, q.Intro, q.Settings, q.Questions, q.Settings.Minutes
	if q.ID != "" {
		p.ID = q.ID
	}
	c.checkLinks(p.Path, nil, q.Links)
}

// checkIDs refuses two parts with one id and two questions with one id, and settles what completing needs.
func (c *compiler) checkIDs(out *Compiled) {
	parts, questions := map[string]string{}, map[string]string{}
	for _, p := range c.parts {
		if other := parts[p.ID]; other != "" {
			c.fail(p.Path, "course.duplicate_part_id", fault.Args{"ID": p.ID, "Other": other})
		}
		parts[p.ID] = p.Path
		for _, q := range p.Questions {
			if other, twice := questions[q.ID]; twice && other != p.Path {
				c.add(markdown.SeverityError, p.Path, q.Position, "course.duplicate_question", fault.Args{"ID": q.ID, "Other": other})
			}
			questions[q.ID] = p.Path
		}
	}
	for i, name := range out.Meta.Completion {
		at := slices.IndexFunc(c.parts, func(p *compiledPart) bool { return p.ID == name || p.Stem == name })
		if at < 0 {
			c.fail(courseDoc, "course.unknown_completion", fault.Args{"Part": name})
			continue
		}
		out.Meta.Completion[i] = c.parts[at].ID
	}
}

// finish arranges the files and names them together.
func (c *compiler) finish(out *Compiled) {
	out.parts = c.parts
	names := make([]string, 0, len(c.files))
	for name, f := range c.files {
		names = append(names, name)
		out.files = append(out.files, *f)
	}
	sort.Strings(names)
	slices.SortFunc(out.files, func(a, b compiledFile) int { return strings.Compare(a.path, b.path) })
	if markdown.Blocking(c.problems) {
		return
	}
	digest, err := dirhash.Hash1(names, func(name string) (io.ReadCloser, error) { return c.files[name].reader() })
	if err != nil {
		c.fail(courseDoc, "course.unreadable", nil)
	}
	out.Digest = digest
}

func (f *compiledFile) reader() (io.ReadCloser, error) {
	if f.text != nil {
		return io.NopCloser(bytes.NewReader(f.text)), nil
	}
	return f.open()
}

// Parts lists the parts of a compiled course.
func (c *Compiled) Parts() []Part {
	out := make([]Part, len(c.parts))
	for i, p := range c.parts {
		out[i] = p.Part
	}
	return out
}

// QuestionCount is the number of questions in all quizzes.
func (c *Compiled) QuestionCount() int {
	n := 0
	for _, p := range c.parts {
		n += len(p.Questions)
	}
	return n
}
