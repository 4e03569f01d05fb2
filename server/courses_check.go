package main

import (
	"liem/courses"
	"liem/internal/markdown"
)

// courseCheckCmd checks a course without storing anything.
type courseCheckCmd struct {
	Course string `arg:"" name:"course" placeholder:"DIR|ZIP"`
	Strict bool
}

// checked is what check found.
type checked struct {
	Slug      string    `json:"slug"`
	Title     string    `json:"title"`
	Digest    string    `json:"digest,omitempty"` // of a course that may be published
	Lessons   int       `json:"lessons"`
	Quizzes   int       `json:"quizzes"`
	Questions int       `json:"questions"`
	Problems  []problem `json:"problems"`
	Errors    int       `json:"errors"`
	Warnings  int       `json:"warnings"`
}

// Run prints every problem, all at once.
func (cmd *courseCheckCmd) Run(c *console) error {
	source, err := openCourse(cmd.Course)
	if err != nil {
		return err
	}
	defer source.close()
	if source.IsForeign() {
		return c.recognised(source)
	}
	compiled, found := courses.Compile(source.Folder, today())
	result := c.checked(compiled, found)
	if !c.json {
		if err := c.printProblems(source.dir, result.Problems); err != nil {
			return err
		}
	}
	err = c.say(result, "server.courses.checked", "Slug", result.Slug, "Lessons", result.Lessons, "Questions", result.Questions,
		"Errors", result.Errors, "Warnings", result.Warnings)
	if err == nil && (result.Errors > 0 || (cmd.Strict && result.Warnings > 0)) {
		return errFound
	}
	return err
}

func (c *console) checked(compiled *courses.Compiled, found []markdown.Problem) checked {
	r := checked{Slug: compiled.Slug, Title: compiled.Meta.Title, Questions: compiled.QuestionCount(), Problems: c.problems(found)}
	for _, p := range compiled.Parts() {
		if p.Kind == courses.KindLesson {
			r.Lessons++
		} else {
			r.Quizzes++
		}
	}
	for _, p := range r.Problems {
		if p.Severity == markdown.SeverityError {
			r.Errors++
		} else {
			r.Warnings++
		}
	}
	if r.Errors == 0 {
		r.Digest = compiled.Digest
	}
	return r
}
