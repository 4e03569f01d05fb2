package learn

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"liem/quiz"
	"liem/training"
	"liem/web/page"
)

// AttemptPage is a paper under way: no navigation of the site, nothing but the questions.
type AttemptPage struct {
	page.Base
	page.Form
	Attempt training.AttemptView
	chosen  map[int]map[string]bool
}

var attemptPage = page.Parse[AttemptPage](files, "attempt.html")

// Attempt shows the paper; one that was handed in shows its result.
func (h *Handlers) Attempt(c *page.Ctx) error { return h.showAttempt(c, page.Form{}, 200) }

func (h *Handlers) showAttempt(c *page.Ctx, f page.Form, status int) error {
	view, err := h.training.Attempt(c.Context(), c.Actor, c.Params("id"))
	if err != nil {
		return err
	}
	if view.Submitted {
		return c.See("/attempts/" + view.ID + "/result")
	}
	p := AttemptPage{Base: c.BaseNamed(page.SectionCourses, view.Title), Form: f, Attempt: view, chosen: map[int]map[string]bool{}}
	p.Bare, p.Script, p.Account = true, "attempt.js", c.AccountTag()
	if asCopy(c) {
		p.MakeCopy(c)
	}
	for n, saved := range view.Answers {
		p.chosen[n] = quiz.ChosenKeys(saved.Value)
	}
	return attemptPage.RenderStatus(c, status, &p)
}

// Chosen tells whether an option of a question is chosen in the answer that is saved.
func (p *AttemptPage) Chosen(n int, key string) bool { return p.chosen[n][key] }

// Given is the number that is saved, with the decimal sign of the reader's language.
func (p *AttemptPage) Given(n int) string {
	saved, ok := p.Attempt.Answers[n]
	if !ok || string(saved.Value) == "null" {
		return ""
	}
	return p.Decimal(string(saved.Value))
}

// Seq is the number of the answer that is saved; 0 for none.
func (p *AttemptPage) Seq(n int) int64 { return p.Attempt.Answers[n].Seq }

// IsAnswered tells whether a question has an answer.
func (p *AttemptPage) IsAnswered(n int) bool {
	saved, ok := p.Attempt.Answers[n]
	return ok && string(saved.Value) != "null"
}

// SavedAt is when the newest answer was saved, or nil.
func (p *AttemptPage) SavedAt() *time.Time {
	var newest *time.Time
	for _, saved := range p.Attempt.Answers {
		if newest == nil || saved.SavedAt.After(*newest) {
			newest = &saved.SavedAt
		}
	}
	return newest
}

// Multiple tells a list of check boxes from one of radio buttons.
func (p *AttemptPage) Multiple(k quiz.Kind) bool { return k == quiz.KindMultiple }

// Numeric tells a field for a number.
func (p *AttemptPage) Numeric(k quiz.Kind) bool { return k == quiz.KindNumeric }

// readAnswers takes the answers of a posted form by place: fields "a1", "a2", … A question whose field "seen" is there and
// that has no value was left empty, or emptied. Which questions there are, and what answers them, the paper decides.
func readAnswers(c *page.Ctx) map[int]json.RawMessage {
	values := map[int]json.RawMessage{}
	args := c.Ctx.Context().PostArgs()
	for field := range args.All() {
		place, ok := strings.CutPrefix(string(field), "seen")
		if !ok {
			continue
		}
		n, err := strconv.Atoi(place)
		if err != nil {
			continue
		}
		var given []string
		for _, v := range args.PeekMulti("a" + itoa(n)) {
			if s := strings.TrimSpace(string(v)); s != "" {
				given = append(given, s)
			}
		}
		values[n] = formValue(given)
	}
	return values
}

// formValue is what was given as JSON: nothing, one value, or a list.
func formValue(given []string) json.RawMessage {
	var value any
	switch len(given) {
	case 0:
	case 1:
		value = given[0]
	default:
		value = given
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return json.RawMessage("null") // texts and lists of texts always encode
	}
	return raw
}
