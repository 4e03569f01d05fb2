package courses

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/quiz"
)

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
	front, body, line, readable := c.split(p.Path)
	var f lessonFront
	problems := markdown.DecodeYAML(front, &f)
	c.problems = append(c.problems, problems...)
	p.Title = f.Title
	if f.Title == "" && readable && !markdown.Blocking(problems) {
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
		c.checkLinks(courseDoc, overview, overview.Links())
		out.Overview = overview.Render(c.resolver(partLinks))
	}
	for _, p := range c.parts {
		if p.Kind == KindLesson && p.doc != nil {
			c.checkLinks(p.Path, p.doc, p.doc.Links())
			p.HTML = p.doc.Render(c.resolver(besideLinks))
			p.Outline = p.doc.Outline()
		}
	}
}

func (c *compiler) quiz(p *compiledPart) {
	q, problems := quiz.Parse(p.Path, c.files[p.Path].text, c.resolver(partLinks), c.labels)
	c.problems = append(c.problems, problems...)
	p.Title, p.Settings, p.Questions, p.Minutes = q.Title, q.Settings, q.Questions, q.Settings.Minutes
	p.HTML = linked(q.Intro, besideLinks) // the quiz's own page stands beside the lessons
	if q.ID != "" {
		p.ID = q.ID
	}
	c.checkLinks(p.Path, nil, q.Links)
	c.checkFeedback(p)
}

// checkIDs refuses two parts with one id and two questions with one id, and settles what completing needs.
func (c *compiler) checkIDs(out *Compiled) {
	parts, questions := map[string]*compiledPart{}, map[string]string{}
	for _, p := range c.parts {
		if other := parts[p.ID]; other != nil && other.Stem != p.Stem { // two of one stem are reported as such
			c.fail(p.Path, "course.duplicate_part_id", fault.Args{"ID": p.ID, "Other": other.Path})
		}
		parts[p.ID] = p
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
			c.add(markdown.SeverityError, courseDoc, c.front.At("completion"), "course.unknown_completion", fault.Args{"Part": name})
			continue
		}
		out.Meta.Completion[i] = c.parts[at].ID
	}
}
