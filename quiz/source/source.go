// Package source edits the Markdown of a quiz by its questions: what is not edited comes back byte for byte. It has no
// grammar of its own beside quiz.Parse: a question that it cannot write just as it was read is left to be edited as text.
package source

import (
	"slices"
	"strings"

	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/internal/markdown"
	"liem/quiz"
)

// File is a quiz's text, cut into its questions.
type File struct {
	Quiz     quiz.Quiz
	Problems []markdown.Problem
	Blocks   []Block

	lines []string // each with the carriage return before its line end, where it has one
	cr    string   // what new lines end with before the line feed
}

// Block is a question in the text.
type Block struct {
	ID   string
	Kind quiz.Kind
	Text string // the first sentence, for lists
	Form *Form  // nil where the question is written in a way that only the text can hold

	start, stop int // lines, from 0; the blank ones behind it belong to it
	digest      string
}

var (
	errNoBlock = fault.New(fault.NotFound, "fault.not_found")
	errChanged = fault.New(fault.Conflict, "quizform.changed")
	errUnsafe  = fault.New(fault.Invalid, "quizform.not_writable")
)

// Read cuts a quiz's text into its questions.
func Read(src string) *File {
	f := &File{lines: strings.Split(src, "\n")}
	if strings.HasSuffix(f.lines[0], "\r") {
		f.cr = "\r"
	}
	f.Quiz, f.Problems = parse(src)
	for i, q := range f.Quiz.Questions {
		b := Block{ID: q.ID, Kind: q.Kind, Text: q.Text, start: q.Position.Line - 1, stop: len(f.lines), digest: q.Digest()}
		if i+1 < len(f.Quiz.Questions) {
			b.stop = f.Quiz.Questions[i+1].Position.Line - 1
		}
		if form, ok := readForm(bare(f.lines[b.start:b.stop]), q); ok && sameQuestion(form, b.digest) {
			b.Form = &form
		}
		f.Blocks = append(f.Blocks, b)
	}
	return f
}

func parse(src string) (quiz.Quiz, []markdown.Problem) {
	stay := func(l markdown.Link) markdown.Target { return markdown.Target{URL: l.Destination} }
	return quiz.Parse("", []byte(src), stay, markdown.NewLabels(i18n.For(i18n.Vietnamese).T))
}

// sameQuestion tells whether what the form would write is read as the very same version of the question.
func sameQuestion(form Form, digest string) bool {
	q, _ := parse("---\ntitle: x\n---\n\n" + strings.Join(form.lines(), "\n") + "\n")
	return len(q.Questions) == 1 && q.Questions[0].Digest() == digest
}

// String is the text.
func (f *File) String() string { return strings.Join(f.lines, "\n") }

// Block finds a question by its place; id guards against a text that has changed meanwhile.
func (f *File) Block(at int, id string) (*Block, error) {
	switch {
	case at < 0 || at >= len(f.Blocks):
		return nil, errNoBlock
	case f.Blocks[at].ID != id:
		return nil, errChanged
	}
	return &f.Blocks[at], nil
}

// Raw is a question's text as it stands.
func (f *File) Raw(b *Block) string {
	return strings.TrimRight(strings.Join(bare(f.lines[b.start:b.stop]), "\n"), "\n \t") + "\n"
}

// Replace writes a question anew and returns the text. Its id stays, and so does its kind, for answers were given to it.
func (f *File) Replace(at int, id string, form Form) (string, error) {
	b, err := f.Block(at, id)
	if err != nil {
		return "", err
	}
	form.ID = id
	if err := form.check(); err != nil {
		return "", err
	}
	if b.Form != nil {
		if was := b.Form.trimmed(); form.equal(was) {
			return f.String(), nil // nothing was edited: the lines stay as their author wrote them
		}
	}
	lines := splice(f.lines, b.start, b.stop-blanks(f.lines[b.start:b.stop]), f.ended(form.lines()))
	return f.checked(lines, at, form, b.Kind)
}

// Insert writes a new question behind the one at a place; -1 puts it first. An id is made from its text where none is given.
func (f *File) Insert(after int, form Form) (string, error) {
	if after < -1 || after >= len(f.Blocks) {
		return "", errNoBlock
	}
	form.ID = f.freeID(form.Text)
	if err := form.check(); err != nil {
		return "", err
	}
	at := len(f.lines)
	if after+1 < len(f.Blocks) {
		at = f.Blocks[after+1].start
	}
	lines := append(f.terminated(trimBlank(f.lines[:at])), f.cr)
	lines = append(lines, f.ended(form.lines())...)
	if at == len(f.lines) {
		lines = append(lines, "")
	} else {
		lines = append(append(lines, f.cr), f.lines[at:]...)
	}
	return f.checked(lines, after+1, form, form.Kind)
}

// Remove takes a question out of the text.
func (f *File) Remove(at int, id string) (string, error) {
	b, err := f.Block(at, id)
	if err != nil {
		return "", err
	}
	return f.kept(splice(f.lines, b.start, b.stop, nil), slices.Delete(f.digests(), at, at+1))
}

// Shift lets a question change places with its neighbour: by is -1 or 1.
func (f *File) Shift(at int, id string, by int) (string, error) {
	if _, err := f.Block(at, id); err != nil {
		return "", err
	}
	first := min(at, at+by)
	if first < 0 || first+1 >= len(f.Blocks) || by != 1 && by != -1 {
		return f.String(), nil
	}
	one, two := f.Blocks[first], f.Blocks[first+1]
	upper := trimBlank(f.lines[one.start:one.stop])
	lower := trimBlank(f.lines[two.start:two.stop])
	between := f.lines[one.start+len(upper) : one.stop]
	behind := f.lines[two.start+len(lower) : two.stop]
	moved := append(append(append(f.terminated(lower), between...), upper...), behind...)
	digests := f.digests()
	digests[first], digests[first+1] = digests[first+1], digests[first]
	return f.kept(splice(f.lines, one.start, two.stop, moved), digests)
}

// checked returns the text, if it holds what the form said and nothing else has changed.
func (f *File) checked(lines []string, at int, form Form, kind quiz.Kind) (string, error) {
	text := strings.Join(lines, "\n")
	now := Read(text)
	if at >= len(now.Blocks) || now.Blocks[at].ID != form.ID || now.Blocks[at].Form == nil || !now.Blocks[at].Form.equal(form) {
		return "", errUnsafe
	}
	if now.Blocks[at].Kind != kind {
		return "", fault.New(fault.Invalid, "quizform.kind_stays").At("options")
	}
	for i, b := range now.Blocks {
		if i == at {
			continue
		}
		old := i
		if len(now.Blocks) > len(f.Blocks) && i > at {
			old = i - 1
		}
		if old >= len(f.Blocks) || f.Blocks[old].digest != b.digest {
			return "", errUnsafe
		}
	}
	return text, nil
}

// kept returns the text, if it holds just these versions of questions in this order.
func (f *File) kept(lines, digests []string) (string, error) {
	if last := len(lines) - 1; last >= 0 {
		lines[last] = strings.TrimSuffix(lines[last], "\r") // no line feed follows the last line
	}
	text := strings.Join(lines, "\n")
	if !slices.Equal(Read(text).digests(), digests) {
		return "", errUnsafe
	}
	return text, nil
}

func (f *File) digests() []string {
	list := make([]string, len(f.Blocks))
	for i, b := range f.Blocks {
		list[i] = b.digest
	}
	return list
}

// ended gives new lines the line end of the file.
func (f *File) ended(lines []string) []string {
	for i := range lines {
		lines[i] += f.cr
	}
	return lines
}

// terminated copies lines for a place where others follow: the last one may have been the last of the file.
func (f *File) terminated(lines []string) []string {
	out := append([]string{}, lines...)
	if n := len(out); n > 0 && &lines[n-1] == &f.lines[len(f.lines)-1] {
		out[n-1] += f.cr
	}
	return out
}

// bare are lines without their carriage returns.
func bare(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.TrimSuffix(line, "\r")
	}
	return out
}

// freeID makes an id from a question's text that no other question has.
func (f *File) freeID(text string) string {
	words := strings.Split(markdown.Slug(text), "-")
	base := strings.Join(words[:min(len(words), 6)], "-")
	if base == "" {
		base = "cau"
	}
	id := base
	for n := 2; f.has(id); n++ {
		id = base + "-" + itoa(n)
	}
	return id
}

func (f *File) has(id string) bool {
	for _, b := range f.Blocks {
		if b.ID == id {
			return true
		}
	}
	return false
}

func splice(lines []string, from, to int, with []string) []string {
	out := append([]string{}, lines[:from]...)
	return append(append(out, with...), lines[to:]...)
}

func trimBlank(lines []string) []string { return lines[:len(lines)-blanks(lines)] }

// blanks counts the blank lines at the end.
func blanks(lines []string) (n int) {
	for n < len(lines) && strings.TrimSpace(lines[len(lines)-1-n]) == "" {
		n++
	}
	return n
}
