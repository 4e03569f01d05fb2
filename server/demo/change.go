package demo

import (
	"liem/internal/clock"
	"liem/people"
)

// How many of each change the last two years saw.
const (
	transfers  = 18
	promotions = 15
)

// change makes the cast move: transfers between units of one kind, new titles, and people who left.
func (c *cast) change() {
	for range transfers {
		p, day := c.someone(func(p *person) bool { return len(c.siblings(p.current())) > 0 })
		if p != nil {
			earlier := p.split(day)
			earlier.UnitID = pick(c.dice, c.siblings(earlier))
		}
	}
	for range promotions {
		p, day := c.someone(func(p *person) bool {
			return c.staffing.TitleBefore[p.current().Title] != "" && p.postings[0].Title == p.current().Title
		})
		if p == nil {
			continue
		}
		p.split(day)
		for i := range p.postings[:len(p.postings)-1] {
			p.postings[i].Title = c.staffing.TitleBefore[p.current().Title]
		}
	}
	for _, gone := range []struct {
		unit string
		days int // before today
	}{{"P9", 95}, {"KV3-NV", 340}} {
		place := c.staffing.Units[c.units.byID[c.units.ids[gone.unit]].Staff]
		p := c.hire(gone.unit, place[len(place)-1])
		p.current().ValidTo = max(c.today.Add(-gone.days), p.current().ValidFrom)
		c.people = append(c.people, p)
	}
	for _, p := range c.people {
		for i := range p.postings {
			p.postings[i].ID = c.dice.id(p.postings[i].ValidFrom.Start())
		}
	}
}

// someone finds a person without account or position whose present posting is long enough to be parted, and the day to
// part it.
func (c *cast) someone(fits func(*person) bool) (*person, clock.Date) {
	for range 200 {
		p := pick(c.dice, c.people)
		day := c.today.Add(-c.dice.between(40, 600))
		if p.username == "" && p.current().Position == "" && fits(p) && p.current().ValidFrom.Add(60) < day {
			return p, day
		}
	}
	return nil, ""
}

// siblings are the other units with the same staffing that were there when a posting began.
func (c *cast) siblings(at *people.Posting) []string {
	own := c.units.byID[at.UnitID]
	var ids []string
	for _, u := range c.units.list {
		if u.Staff == own.Staff && u.Code != own.Code && c.units.since(u.Code) <= at.ValidFrom {
			ids = append(ids, c.units.ids[u.Code])
		}
	}
	return ids
}

// rows are the people as they are stored.
func (c *cast) rows() (officers []people.Officer, postings []people.Posting) {
	for _, p := range c.people {
		officers = append(officers, p.Officer)
		postings = append(postings, p.postings...)
	}
	return officers, postings
}
