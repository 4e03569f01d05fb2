package demo

import (
	"strings"
	"time"

	"liem/internal/clock"
	"liem/training"
)

// campaign is a time in which many take a course. Days are counted back from today.
type campaign struct {
	rank     int // of the course
	from, to int // begun between; an assignment begins for all at once
	due      int // days that an assignment leaves; 0 = everybody begins by themselves
	in       func(code string) bool
	share    float64 // of the officers there
	finish   float64 // of those who take it; the others stop half-way or, when it was assigned, never begin
}

func everywhere(string) bool      { return true }
func inAreas(code string) bool    { return strings.HasPrefix(code, "KV") }
func atProvince(code string) bool { return !inAreas(code) }

// campaigns are in the order of time: the year before thin, then a year of plans, the last ones still under way.
var campaigns = []campaign{
	{rank: first, from: 680, to: 430, in: everywhere, share: 0.3, finish: 0.88},
	{rank: first, from: 305, to: 305, due: 90, in: inAreas, share: 0.75, finish: 0.9},
	{rank: second, from: 250, to: 60, in: inAreas, share: 0.35, finish: 0.8},
	{rank: second, from: 175, to: 175, due: 90, in: atProvince, share: 0.85, finish: 0.85},
	{rank: third, from: 130, to: 5, in: everywhere, share: 0.45, finish: 0.8},
	{rank: first, from: 40, to: 40, due: 50, in: everywhere, share: 0.45, finish: 0.8},
	{rank: second, from: 24, to: 24, due: 45, in: inAreas, share: 0.5, finish: 0.8},
}

// hold lets those take part whom the campaign reaches: officers of its units on that day, but for drivers and guards,
// who have no yearly norm, and the one whose story spotlight tells.
func (h *history) hold(c campaign) error {
	for _, p := range h.cast.people {
		day := h.cal.ago(h.dice.between(c.to, c.from))
		post, serves := p.on(day)
		invited := p.username != "" || h.dice.chance(c.share) // people with accounts should find something
		if p.contract || p.username == learner || !serves || !invited || !c.in(h.units.byID[post.UnitID].Code) {
			continue
		}
		if err := h.attend(p, c, day); err != nil {
			return err
		}
	}
	return nil
}

// attend is one person's part in a campaign.
func (h *history) attend(p *person, c campaign, day clock.Date) error {
	origin, due, at := training.OriginSelf, clock.Date(""), office(h.dice, day)
	if c.due > 0 {
		origin, due, at = training.OriginAssignment, day.Add(c.due), morning(day)
	}
	r := h.begin(p, c.rank, origin, at, due)
	if r == nil {
		return nil
	}
	parts := len(r.version.Parts)
	if !h.dice.chance(c.finish) {
		parts = h.dice.IntN(parts)
		if c.due == 0 {
			parts = max(parts, 1) // who begins a course unasked reads a lesson at least
		}
	}
	if c.due > 0 {
		r.at = office(h.dice, day.Add(h.dice.between(1, c.due)))
	} else {
		r.at = at.Add(time.Minute)
	}
	if err := r.learn(parts); err != nil {
		return err
	}
	return r.close()
}
