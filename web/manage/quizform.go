package manage

import (
	"errors"
	"fmt"
	"strconv"

	"liem/courses/working"
	"liem/quiz"
	"liem/quiz/source"
	"liem/web/page"
)

// QuizFormPage edits a quiz by forms: its questions in a list, one of them, and its settings. It writes the same Markdown
// as the editor.
type QuizFormPage struct {
	page.Base
	page.Form
	Work     working.Work
	File     working.File
	Quiz     string // its title
	Blocks   []source.Block
	At       int // the question that is open, from 0; -1 = none, or a new one
	Open     *QuestionForm
	Settings source.Settings
	Plain    bool // the settings can be edited here
	Problems []mistake
	Raw      string // of a question that only the text can hold
}

// QuestionForm is the open question as its form holds it.
type QuestionForm struct {
	source.Form
	New   bool
	After int // of a new one: the place behind which it is put
	Shown *quiz.Question
}

var quizFormPage = page.Parse[QuizFormPage](files, "quizform.html", "preview_questions.html")

// newOptions is how many answers a new question offers room for.
const newOptions = 4

func quizFormPath(courseID, file string) string {
	return editPath(courseID) + "/quiz?file=" + escape(file)
}

// QuizForm shows the page.
func (h *Handlers) QuizForm(c *page.Ctx) error {
	f, err := c.ReadForm("file", "at", "new", "after")
	if err != nil {
		return err
	}
	return h.showQuizForm(c, &QuizFormPage{Form: f, At: number(f.Get("at"), -1)}, f.Get("file"), 200)
}

// number reads a whole number; what is none is another one.
func number(text string, otherwise int) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	return otherwise
}

func (h *Handlers) showQuizForm(c *page.Ctx, p *QuizFormPage, file string, status int) (err error) {
	if p.Work, err = h.working.Work(c.Context(), c.Actor, c.Params("id")); err != nil {
		return err
	}
	if p.File, err = h.quizFile(c, file); err != nil {
		return err
	}
	text := source.Read(p.File.Body)
	p.Quiz, p.Blocks = text.Quiz.Title, text.Blocks
	if p.Settings, p.Plain = text.Settings(); p.Get("do") == "settings" {
		p.Settings = settingsOf(c)
	}
	p.open(text)
	seen, err := h.working.Look(c.Context(), c.Actor, p.Work.CourseID, p.File.Path, p.File.Body)
	if err != nil {
		return err
	}
	p.Problems = mistakes(c, p.File.Path, seen.Problems)
	if p.Open != nil && !p.Open.New && p.At < len(seen.Questions) {
		p.Open.Shown = &seen.Questions[p.At]
	}
	p.Base = c.Base(page.SectionManage, "quizform.title", "Quiz", p.Quiz)
	p.Crumbs, p.Path = append(crumbs(c, "", ""), page.Link{Text: c.P.T("edit.back"), Href: fileAt(p.Work.CourseID, p.File.Path)}), editPath(p.Work.CourseID)+"/quiz"
	return quizFormPage.RenderStatus(c, status, p)
}

// open chooses what the form shows: what was sent and refused, a new question, or the one at a place.
func (p *QuizFormPage) open(text *source.File) {
	kind := quiz.Kind(p.Get("new"))
	switch {
	case p.Open != nil:
	case p.At >= 0 && p.At < len(text.Blocks):
		if b := &text.Blocks[p.At]; b.Form != nil {
			p.Open = &QuestionForm{Form: *b.Form}
		} else {
			p.Raw = text.Raw(b)
		}
	case kind != "":
		p.Open = &QuestionForm{Form: source.Form{Kind: kind, Points: "1"}, New: true, After: number(p.Get("after"), len(text.Blocks)-1)}
		if kind == quiz.KindTrueFalse {
			p.Open.Options = []source.Option{{Text: p.T("quizform.true")}, {Text: p.T("quizform.false")}}
		}
	}
	if p.Open != nil && p.Open.Kind != quiz.KindNumeric && p.Open.Kind != quiz.KindTrueFalse {
		for len(p.Open.Options) < newOptions {
			p.Open.Options = append(p.Open.Options, source.Option{})
		}
		p.Open.Options = append(p.Open.Options, source.Option{})
	}
}

// quizFile is a quiz of the working copy.
func (h *Handlers) quizFile(c *page.Ctx, name string) (working.File, error) {
	files, err := h.working.Files(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return working.File{}, err
	}
	for _, f := range files {
		if f.Path == name && working.IsQuiz(f) {
			return f, nil
		}
	}
	return working.File{}, page.NoSuchPage()
}

// Kinds are the kinds that a question can be added of.
func (p *QuizFormPage) Kinds() []quiz.Kind { return quiz.Kinds }

// Reviews are what may be shown after handing in.
func (p *QuizFormPage) Reviews() []quiz.Review { return quiz.Reviews }

// Keyed gives the template of the question what it needs.
func (p *QuizFormPage) Keyed() Keyed {
	if p.Open == nil || p.Open.Shown == nil {
		return Keyed{&p.Base, nil}
	}
	return Keyed{&p.Base, []quiz.Question{*p.Open.Shown}}
}

// IsOpen tells whether the question at a place is the open one.
func (p *QuizFormPage) IsOpen(i int) bool { return i == p.At }

// ID is the id of the open question; of a new one there is none yet.
func (p *QuizFormPage) ID() string {
	if p.At >= 0 && p.At < len(p.Blocks) {
		return p.Blocks[p.At].ID
	}
	return ""
}

// QuizFormSave changes the quiz as the form says, and keeps the text.
func (h *Handlers) QuizFormSave(c *page.Ctx) error {
	f, err := c.ReadForm("file", "revision", "at", "id", "do", "kind", "after")
	if err != nil {
		return err
	}
	file, err := h.quizFile(c, f.Get("file"))
	if err != nil {
		return err
	}
	at := number(f.Get("at"), -1)
	open := questionOf(c, f)
	text, next, err := change(c, source.Read(file.Body), f, at, open)
	if err == nil {
		_, err = h.working.Save(c.Context(), c.Actor, c.Params("id"), file.Path, text, int64(number(f.Get("revision"), 0)))
	}
	var conflict *working.Conflict
	switch {
	case err == nil:
		address := quizFormPath(c.Params("id"), file.Path)
		if next >= 0 {
			address += fmt.Sprintf("&at=%d", next)
		}
		return c.Done(address, "notice.edit_saved")
	case errors.As(err, &conflict):
		return h.showConflict(c, f, text, conflict.Theirs)
	case !f.Refuse(c, err):
		return err
	}
	p := &QuizFormPage{Form: f, At: at}
	if f.Get("do") == "save" {
		p.Open = open
	}
	return h.showQuizForm(c, p, file.Path, statusFor(err))
}

// change does what the form asks for; next is the question that is open afterwards.
func change(c *page.Ctx, text *source.File, f page.Form, at int, open *QuestionForm) (out string, next int, err error) {
	id := f.Get("id")
	switch f.Get("do") {
	case "save":
		if open.New {
			out, err = text.Insert(open.After, open.Form)
			return out, open.After + 1, err
		}
		out, err = text.Replace(at, id, open.Form)
		return out, at, err
	case "remove":
		out, err = text.Remove(at, id)
		return out, -1, err
	case "up":
		out, err = text.Shift(at, id, -1)
		return out, max(0, at-1), err
	case "down":
		out, err = text.Shift(at, id, 1)
		return out, min(at+1, len(text.Blocks)-1), err
	case "settings":
		out, err = text.SetSettings(settingsOf(c))
		return out, -1, err
	}
	return "", -1, page.NoSuchPage()
}

// questionOf is the question as the form sends it. Options come as o0, f0, r0, …
func questionOf(c *page.Ctx, f page.Form) *QuestionForm {
	at := number(f.Get("at"), -1)
	q := &QuestionForm{New: at < 0, After: number(f.Get("after"), -1), Form: source.Form{Kind: quiz.Kind(f.Get("kind")), ID: f.Get("id"), Text: c.Sent("text"),
		More: c.Sent("more"), Points: c.Sent("points"), Tags: c.Sent("tags"), Rest: c.Sent("rest"), Value: c.Sent("value"), Tolerance: c.Sent("tolerance"),
		Feedback: c.Sent("feedback")}}
	right := map[string]bool{}
	for _, n := range c.SentAll("right") {
		right[n] = true
	}
	for i := range maxOptions {
		n := strconv.Itoa(i)
		q.Options = append(q.Options, source.Option{Text: c.Sent("o" + n), Feedback: c.Sent("f" + n), Correct: right[n]})
	}
	return q
}

// maxOptions is how many answers a form takes.
const maxOptions = 27

func settingsOf(c *page.Ctx) source.Settings {
	return source.Settings{Title: c.Sent("title"), Pass: c.Sent("pass"), Time: c.Sent("time"), Attempts: c.Sent("attempts"), Draw: c.Sent("draw"),
		Shuffle: c.Sent("shuffle"), Review: c.Sent("review")}
}
