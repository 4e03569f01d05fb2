package courses

import (
	"bytes"
	"io"
	"slices"
	"sort"
	"strings"

	"golang.org/x/mod/sumdb/dirhash"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/internal/markdown"
	"liem/internal/text"
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
	front    markdown.Front // of course.md
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
	c.checkSensitive()
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
	if c.files[courseDoc] == nil {
		c.fail(courseDoc, "course.missing", nil)
		c.labels = markdown.NewLabels(i18n.For(i18n.Vietnamese).T)
		return nil
	}
	front, body, line, readable := c.split(courseDoc)
	c.front = front
	if readable {
		out.Meta = c.meta(front, today)
	}
	c.labels = markdown.NewLabels(i18n.For(i18n.Locale(out.Meta.Language)).T)
	doc := markdown.Parse(body, markdown.Options{File: courseDoc, FirstLine: line, Labels: c.labels, IDPrefix: "overview-", TopHeading: 2})
	c.problems = append(c.problems, doc.Problems()...)
	return doc
}

// split takes the front matter off a file; readable is false where it is not closed or too long, and that is reported.
func (c *compiler) split(file string) (front markdown.Front, body []byte, line int, readable bool) {
	front, body, line, problem := markdown.SplitFrontMatter(c.files[file].text)
	front.File = file
	if problem != nil {
		problem.File = file
		c.problems = append(c.problems, *problem)
	}
	return front, body, line, problem == nil
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
