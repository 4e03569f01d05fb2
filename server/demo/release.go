package demo

import (
	"time"

	"liem/internal/clock"
)

// release is an edition of a course that is to be published.
type release struct {
	edition
	at   time.Time
	note string // i18n key of what changed
}

// releases plans when which edition of the course at a rank was published.
func (c calendar) releases(rank int) []release {
	if rank > first {
		day := workday(c.ago(max(400-70*rank, 30)))
		return []release{{edition{published: day}, morning(day), "demo.note_first"}}
	}
	old, update := workday(c.ago(690)), c.updated()
	return []release{
		{edition{published: old, owner: "P1"}, morning(old), "demo.note_first"},
		{edition{published: clock.DateOf(update, clock.Hanoi), owner: "P1", addition: true}, update, "demo.note_second"},
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
