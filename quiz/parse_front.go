package quiz

import (
	"slices"

	"liem/internal/fault"
	"liem/internal/markdown"
)

// frontMatter is what may stand between the hyphens of a quiz file. Pass is text so that 66,5 can be read exactly.
type frontMatter struct {
	ID       string `yaml:"id"`
	Title    string `yaml:"title"`
	Pass     string `yaml:"pass"`
	Time     *int   `yaml:"time"`
	Attempts *int   `yaml:"attempts"`
	Draw     *int   `yaml:"draw"`
	Shuffle  *bool  `yaml:"shuffle"`
	Review   Review `yaml:"review"`
}

// front reads the settings; unread says that the front matter could not be found, so that what seems absent may be there.
func (p *parser) front(front markdown.Front, quiz *Quiz, unread bool) {
	var f frontMatter
	problems := markdown.DecodeYAML(front, &f)
	p.problems = append(p.problems, problems...)
	unread = unread || markdown.Blocking(problems)
	quiz.ID, quiz.Title = f.ID, f.Title
	quiz.Settings = Settings{Pass: defaultPass, Shuffle: true, Review: ReviewFull}
	s := &quiz.Settings
	if f.Title == "" && !unread {
		p.error(markdown.Position{Line: 1, Column: 1}, "no_title", nil)
	}
	if f.ID != "" && !isID(f.ID) {
		p.error(front.At("id"), "bad_part_id", fault.Args{"ID": f.ID})
	}
	p.pass(front, f.Pass, s, unread)
	s.Minutes = p.bounded(front, "time", f.Time, maxMinutes)
	s.Attempts = p.bounded(front, "attempts", f.Attempts, maxAttempts)
	s.Draw = p.bounded(front, "draw", f.Draw, maxQuestions)
	if f.Shuffle != nil {
		s.Shuffle = *f.Shuffle
	}
	switch {
	case f.Review == "":
	case slices.Contains(Reviews, f.Review):
		s.Review = f.Review
	default:
		p.error(front.At("review"), "bad_review", fault.Args{"Value": string(f.Review)})
	}
}

// pass reads the pass mark in per cent, with at most two decimals.
func (p *parser) pass(front markdown.Front, text string, s *Settings, unread bool) {
	if text == "" {
		if !unread {
			p.report(markdown.SeverityWarning, markdown.Position{Line: 1, Column: 1}, "no_pass", fault.Args{"Default": defaultPass / 100})
		}
		return
	}
	percent, ok := ParseDecimal(text)
	mark, exact := percent.scaled(100)
	if !ok || !exact || mark < 0 || mark > 10000 {
		p.error(front.At("pass"), "bad_pass", fault.Args{"Value": text})
		return
	}
	s.Pass = mark
}

// bounded returns a whole number from 1 to the bound, 0 when it is absent.
func (p *parser) bounded(front markdown.Front, key string, value *int, bound int) int {
	if value == nil {
		return 0
	}
	if *value < 1 || *value > bound {
		p.error(front.At(key), "setting_out_of_range", fault.Args{"Key": key, "Value": *value, "Max": bound})
		return 0
	}
	return *value
}

func (p *parser) checkDraw(front markdown.Front, quiz Quiz) {
	if draw, have := quiz.Settings.Draw, len(quiz.Questions); draw > have && have > 0 {
		p.error(front.At("draw"), "draw_too_large", fault.Args{"Draw": draw, "Questions": have})
	}
}
