package demo

import (
	"time"

	"liem/courses"
	"liem/training"
)

// learner is the account whose first page the demonstration shows; its story is told, not thrown.
const learner = "officer"

// spotlight gives that account, within this year: the first course completed in its first version, after a failed
// attempt; its second version due in nine days; the second course half read; the others untouched.
func (h *history) spotlight() error {
	h.dice = newDice("spotlight")
	p := h.cast.byUsername(learner)
	update, from := h.cal.updated(), h.cal.newYear()
	if spring := morning(h.cal.ago(250)); spring.After(from) {
		from = spring
	}
	if r := h.begin(p, first, training.OriginSelf, share(from, update, 0.2), ""); r != nil {
		if err := r.finish(share(from, update, 0.6)); err != nil {
			return err
		}
	}
	if r := h.begin(p, first, training.OriginAssignment, share(update, h.cal.now, 0.1), h.cal.ago(-9)); r != nil {
		if err := r.close(); err != nil {
			return err
		}
	}
	if r := h.begin(p, second, training.OriginSelf, morning(h.cal.ago(8)), ""); r != nil {
		return r.halve(morning(h.cal.ago(2)))
	}
	return nil
}

// finish does all parts up to a moment, evenly; each quiz is failed once and then passed.
func (r *run) finish(until time.Time) error {
	begun, n := r.at, len(r.version.Parts)
	for i := range r.version.Parts {
		part := &r.version.Parts[i]
		r.at = share(begun, until, float64(i+1)/float64(n))
		if part.Kind == courses.KindLesson {
			r.LastPartID = part.ID
			r.done(part)
			continue
		}
		for try, skill := range []float64{0.2, 0.97} {
			if try > 0 {
				r.at = share(r.at, r.history.cal.updated(), 0.02)
			}
			if _, _, err := r.sit(part, try+1, skill); err != nil {
				return err
			}
		}
	}
	return r.close()
}

// halve reads the first half of the lessons up to a moment and leaves the next one open.
func (r *run) halve(until time.Time) error {
	var lessons []*courses.LoadedPart
	for i := range r.version.Parts {
		if part := &r.version.Parts[i]; part.Kind == courses.KindLesson {
			lessons = append(lessons, part)
		}
	}
	begun, half := r.at, len(lessons)/2
	for i, part := range lessons[:half] {
		r.at = share(begun, until, float64(i+1)/float64(half))
		r.done(part)
	}
	if half < len(lessons) {
		r.LastPartID = lessons[half].ID
	}
	return r.close()
}
