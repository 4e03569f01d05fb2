package demo

import (
	"liem/internal/clock"
	"liem/people"
)

// person is an officer with all postings, oldest first.
type person struct {
	people.Officer
	username string // of the account; empty for most
	contract bool
	skill    float64 // the share of questions that the person answers right
	postings []people.Posting
}

// on is the posting of a day.
func (p *person) on(day clock.Date) (people.Posting, bool) {
	for _, post := range p.postings {
		if post.ValidFrom <= day && day <= post.ValidTo {
			return post, true
		}
	}
	return people.Posting{}, false
}

// asOf is the officer as records state them.
func (p *person) asOf(day clock.Date, u *units) people.OfficerOn {
	at := people.OfficerOn{Officer: p.Officer}
	if post, ok := p.on(day); ok {
		at.UnitID, at.UnitName, at.Position, at.Title = post.UnitID, u.nameOn(post.UnitID, day), post.Position, post.Title
	}
	return at
}

// current is the newest posting.
func (p *person) current() *people.Posting { return &p.postings[len(p.postings)-1] }

// split parts the newest posting at a day; the earlier part is returned for changing.
func (p *person) split(at clock.Date) *people.Posting {
	later := *p.current()
	p.current().ValidTo = at.Add(-1)
	later.ValidFrom = at
	p.postings = append(p.postings, later)
	return &p.postings[len(p.postings)-2]
}
