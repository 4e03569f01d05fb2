package source

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"liem/internal/fault"
	"liem/quiz"
)

// Form is a question as a form holds it: Markdown, without the marks that say what is what.
type Form struct {
	Kind      quiz.Kind
	ID        string
	Text      string // the heading
	More      string // what stands below it, before the answers
	Points    string // as written; empty = one
	Tags      string // words, with spaces
	Rest      string // other attributes, as written
	Options   []Option
	Value     string // of a numeric question
	Tolerance string // empty = exactly
	Feedback  string // shown whatever the answer
}

// Option is one of the answers offered.
type Option struct {
	Text     string
	Feedback string
	Correct  bool
}

var (
	headingLine = regexp.MustCompile(`^##\s+(.*?)\s*\{([^{}]*)\}\s*$`)
	optionLine  = regexp.MustCompile(`^[-*+]\s+([\[(])([ xX])[\])]\s+(.*)$`)
	numericLine = regexp.MustCompile(`^=\s*(.+?)(?:\s*±\s*(.+?))?\s*$`)
	attribute   = regexp.MustCompile(`([a-z]+)=("[^"]*"|\S+)|(\S+)`)
)

// readForm takes a question's lines apart; ok is false where they are not written in the usual way.
func readForm(lines []string, q quiz.Question) (f Form, ok bool) {
	lines = trimBlank(lines)
	m := headingLine.FindStringSubmatch(lines[0])
	if m == nil {
		return f, false
	}
	f.Kind, f.Text = q.Kind, m[1]
	f.attributes(m[2])
	r := reader{lines: lines[1:]}
	f.More = r.until(func(line string) bool { return optionLine.MatchString(line) || numericLine.MatchString(line) })
	if f.Kind == quiz.KindNumeric {
		n := numericLine.FindStringSubmatch(r.next())
		if n == nil {
			return f, false
		}
		f.Value, f.Tolerance = n[1], n[2]
	} else {
		f.Options = r.options()
	}
	f.Feedback, ok = r.quote("")
	return f, ok && f.ID != "" && len(r.lines) == 0
}

// attributes reads {#id points=2 tags="a b" …}.
func (f *Form) attributes(text string) {
	var rest []string
	for _, m := range attribute.FindAllStringSubmatch(text, -1) {
		value := strings.Trim(m[2], `"`)
		switch {
		case strings.HasPrefix(m[3], "#") && f.ID == "":
			f.ID = m[3][1:]
		case m[1] == "points":
			f.Points = value
		case m[1] == "tags":
			f.Tags = value
		default:
			rest = append(rest, m[0])
		}
	}
	f.Rest = strings.Join(rest, " ")
}

// reader goes through a question's lines.
type reader struct{ lines []string }

func (r *reader) next() string {
	r.skip()
	if len(r.lines) == 0 {
		return ""
	}
	line := r.lines[0]
	r.lines = r.lines[1:]
	return line
}

func (r *reader) skip() {
	for len(r.lines) > 0 && strings.TrimSpace(r.lines[0]) == "" {
		r.lines = r.lines[1:]
	}
}

// until takes lines up to one that ends them.
func (r *reader) until(end func(line string) bool) string {
	n := 0
	for n < len(r.lines) && !end(r.lines[n]) {
		n++
	}
	text := strings.TrimSpace(strings.Join(r.lines[:n], "\n"))
	r.lines = r.lines[n:]
	return text
}

// options takes a list of answers, each with what is written below it.
func (r *reader) options() (list []Option) {
	for {
		r.skip()
		if len(r.lines) == 0 {
			return list
		}
		m := optionLine.FindStringSubmatch(r.lines[0])
		if m == nil {
			return list
		}
		r.lines = r.lines[1:]
		o := Option{Correct: m[2] != " "}
		text := []string{m[3]}
		for len(r.lines) > 0 && strings.HasPrefix(r.lines[0], "  ") && !strings.HasPrefix(strings.TrimSpace(r.lines[0]), ">") {
			text = append(text, strings.TrimSpace(r.lines[0]))
			r.lines = r.lines[1:]
		}
		o.Text = strings.Join(text, "\n")
		o.Feedback, _ = r.quote("  ")
		list = append(list, o)
	}
}

// quote takes a quotation that is indented so; ok is false where something else stands there.
func (r *reader) quote(indent string) (text string, ok bool) {
	if indent == "" {
		r.skip()
	}
	var lines []string
	for len(r.lines) > 0 && strings.HasPrefix(r.lines[0], indent+">") {
		lines = append(lines, strings.TrimPrefix(strings.TrimPrefix(r.lines[0], indent+">"), " "))
		r.lines = r.lines[1:]
	}
	return strings.Join(lines, "\n"), indent != "" || len(r.lines) == 0
}

// lines writes the question.
func (f *Form) lines() []string {
	head := "## " + f.Text + " {#" + f.ID
	if f.Points != "" {
		head += " points=" + f.Points
	}
	if f.Tags != "" {
		head += ` tags="` + f.Tags + `"`
	}
	if f.Rest != "" {
		head += " " + f.Rest
	}
	out := []string{head + "}", ""}
	if f.More != "" {
		out = append(append(out, strings.Split(f.More, "\n")...), "")
	}
	if f.Kind == quiz.KindNumeric {
		line := "= " + f.Value
		if f.Tolerance != "" {
			line += " ± " + f.Tolerance
		}
		out = append(out, line)
	}
	for _, o := range f.Options {
		out = append(out, o.lines(f.Kind)...)
	}
	if f.Feedback != "" {
		out = append(append(out, ""), quoted("", f.Feedback)...)
	}
	return out
}

func (o *Option) lines(kind quiz.Kind) []string {
	open, shut, mark := "[", "]", " "
	if kind == quiz.KindTrueFalse {
		open, shut = "(", ")"
	}
	if o.Correct {
		mark = "x"
	}
	text := strings.Split(o.Text, "\n")
	out := []string{"- " + open + mark + shut + " " + text[0]}
	for _, line := range text[1:] {
		out = append(out, "  "+line)
	}
	if o.Feedback != "" {
		out = append(out, quoted("  ", o.Feedback)...)
	}
	return out
}

func quoted(indent, text string) []string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(indent+"> "+line, " ")
	}
	return lines
}

// check refuses what no question can be, at the field that is wrong.
func (f *Form) check() error {
	f.trim()
	switch {
	case f.Text == "" || strings.Contains(f.Text, "\n"):
		return fault.New(fault.Invalid, "quizform.text_missing").At("text")
	case f.Kind == quiz.KindNumeric && f.Value == "":
		return fault.New(fault.Invalid, "quizform.value_missing").At("value")
	case f.Kind == quiz.KindNumeric:
		return nil
	}
	right := 0
	for _, o := range f.Options {
		if o.Correct {
			right++
		}
	}
	switch {
	case len(f.Options) < 2:
		return fault.New(fault.Invalid, "quizform.too_few_options").At("options")
	case right == 0:
		return fault.New(fault.Invalid, "quizform.none_right").At("options")
	case right > 1 && f.Kind != quiz.KindMultiple:
		return fault.New(fault.Invalid, "quizform.one_right").At("options")
	}
	return nil
}

// trim takes white space off the ends, and options that say nothing.
func (f *Form) trim() {
	for _, s := range []*string{&f.Text, &f.More, &f.Points, &f.Tags, &f.Value, &f.Tolerance, &f.Feedback} {
		*s = strings.TrimSpace(strings.ReplaceAll(*s, "\r\n", "\n"))
	}
	for i := range f.Options {
		o := &f.Options[i]
		o.Text, o.Feedback = strings.TrimSpace(strings.ReplaceAll(o.Text, "\r\n", "\n")), strings.TrimSpace(strings.ReplaceAll(o.Feedback, "\r\n", "\n"))
	}
	f.Options = slices.DeleteFunc(f.Options, func(o Option) bool { return o == Option{} || o.Text == "" && o.Feedback == "" && !o.Correct })
	if f.Kind == quiz.KindMultiple && f.Rest == "" && f.right() == 1 {
		f.Rest = "multiple" // one right answer alone would make it a single choice
	}
}

// trimmed is a copy as check would leave it.
func (f *Form) trimmed() Form {
	c := *f
	c.Options = slices.Clone(f.Options)
	c.trim()
	return c
}

func (f *Form) right() (n int) {
	for _, o := range f.Options {
		if o.Correct {
			n++
		}
	}
	return n
}

// equal compares what two forms say.
func (f *Form) equal(o Form) bool {
	return f.Kind == o.Kind && f.ID == o.ID && f.Text == o.Text && f.More == o.More && f.Points == o.Points && f.Tags == o.Tags && f.Rest == o.Rest &&
		f.Value == o.Value && f.Tolerance == o.Tolerance && f.Feedback == o.Feedback && slices.Equal(f.Options, o.Options)
}

func itoa(n int) string { return strconv.Itoa(n) }
