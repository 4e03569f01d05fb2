package demo

import (
	"time"

	"liem/internal/clock"
	"liem/quiz"
	"liem/records"
	"liem/training"
)

// history is everything that people did, built in memory before the first row is stored.
type history struct {
	cal   calendar
	units *units
	cast  *cast
	shelf shelf
	dice  dice

	enrolments  []training.Enrolment
	progress    []training.Progress
	attempts    []quiz.Attempt
	answers     []quiz.KeptAnswer
	completions []records.Completion

	busy    map[enrolled]time.Time // until when; the zero time while open
	counted map[counting]bool
}

// enrolled is who takes which course.
type enrolled struct{ officerID, courseID string }

// counting is a version whose hours count for an officer in a year.
type counting struct {
	officerID, versionID string
	year                 int
}

func newHistory(cal calendar, u *units, c *cast, s shelf) *history {
	return &history{cal: cal, units: u, cast: c, shelf: s, dice: newDice("history"), busy: map[enrolled]time.Time{}, counted: map[counting]bool{}}
}

// write makes the history: what everybody did, and what the account "officer" finds.
func (h *history) write() error {
	for _, c := range campaigns {
		if err := h.hold(c); err != nil {
			return err
		}
	}
	return h.spotlight()
}

// begin enrols a person in the version of a moment; nil where that cannot be: no such course yet, an enrolment that is
// still open, somebody who does not serve on the day.
func (h *history) begin(p *person, rank int, origin training.Origin, at time.Time, due clock.Date) *run {
	if rank >= len(h.shelf.courses) || !h.cal.past(at) {
		return nil
	}
	v := h.shelf.courses[rank].at(at)
	if _, serves := p.on(clock.DateOf(at, clock.Hanoi)); v == nil || !serves {
		return nil
	}
	key := enrolled{p.ID, v.Version.CourseID}
	if until, before := h.busy[key]; before && (until.IsZero() || !until.Before(at)) {
		return nil
	}
	h.busy[key] = time.Time{}
	return &run{history: h, person: p, version: v, at: at, best: map[string]int{}, Enrolment: training.Enrolment{
		ID: h.dice.id(h.cal.system(at)), OfficerID: p.ID, CourseID: v.Version.CourseID, VersionID: v.Version.ID,
		Origin: origin, DueOn: due, OpenedAt: at, SeenAt: at}}
}
