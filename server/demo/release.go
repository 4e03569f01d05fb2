package demo

import (
	"time"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/i18n"
)

// release is an edition of a course that is to be published.
type release struct {
	edition
	at   time.Time
	note string // i18n key of what changed

	again bool // what it teaches has changed: who completed the edition before is asked again
}

// askedWithin is how many days they have.
const askedWithin = 90

// publication is what the publisher states of it.
func (r release) publication() courses.Publication {
	p := courses.Publication{Note: i18n.For(i18n.Vietnamese).T(r.note), Revision: courses.RevisionEditorial}
	if r.again {
		p.Revision, p.AsksAgain, p.AgainBy = courses.RevisionSubstantive, true, clock.DateOf(r.at, clock.Hanoi).Add(askedWithin)
	}
	return p
}

// releases plans when which edition of the course at a rank was published.
func (c calendar) releases(rank int) []release {
	if rank > first {
		day := workday(c.ago(max(400-70*rank, 30)))
		return []release{{edition{published: day}, morning(day), "demo.note_first", false}}
	}
	old, update := workday(c.ago(690)), c.updated()
	return []release{
		{edition{published: old, owner: "P1"}, morning(old), "demo.note_first", false},
		{edition{published: clock.DateOf(update, clock.Hanoi), owner: "P1", addition: true}, update, "demo.note_second", true},
	}
}

// updated is when the second version came out: some seven weeks ago, or early this year while the year is young, so
// that both versions were current within it.
func (c calendar) updated() time.Time {
	if at := morning(workday(c.ago(50))); at.After(c.newYear()) {
		return at
	}
	return share(c.newYear(), c.now, 0.5)
}

// morning is nine o'clock in Hà Nội.
func morning(day clock.Date) time.Time { return day.Start().Add(9 * time.Hour) }
