package demo

import (
	"time"

	"liem/internal/clock"
)

// twoLevels is the day on which the area procuracies were made (Luật 82/2025/QH15).
const twoLevels clock.Date = "2025-07-01"

// calendar places what happened in business time, and tells what the system clock showed then.
type calendar struct {
	now    time.Time     // business time; nothing happens after it
	offset time.Duration // how far the business clock is ahead of the system's
}

func newCalendar(business, system clock.Clock) calendar {
	now := business.Now()
	return calendar{now, now.Sub(system.Now())}
}

// today is the business day.
func (c calendar) today() clock.Date { return clock.DateOf(c.now, clock.Hanoi) }

// ago is the day so many days before today.
func (c calendar) ago(days int) clock.Date { return c.today().Add(-days) }

// system is what the system clock showed at a moment of business time.
func (c calendar) system(t time.Time) time.Time { return clock.UTC(t.Add(-c.offset)) }

// past tells whether something may have happened at t: a minute is left to the present.
func (c calendar) past(t time.Time) bool { return t.Before(c.now.Add(-time.Minute)) }

// newYear is the beginning of this year.
func (c calendar) newYear() time.Time { return clock.Date(string(c.today())[:4] + "-01-01").Start() }

// Office hours in Hà Nội.
const (
	officeOpens  = 7*time.Hour + 30*time.Minute
	officeCloses = 17 * time.Hour
)

// office is a moment in office hours of the day, or of the next day that is no weekend.
func office(d dice, day clock.Date) time.Time {
	for weekend(day) {
		day = day.Add(1)
	}
	return clock.UTC(day.Start().Add(d.span(officeOpens, officeCloses-time.Hour)))
}

// workday is the day, or the Friday before a weekend.
func workday(day clock.Date) clock.Date {
	for weekend(day) {
		day = day.Add(-1)
	}
	return day
}

func weekend(day clock.Date) bool {
	w := day.Time().Weekday()
	return w == time.Saturday || w == time.Sunday
}

// share is the moment at a fraction of the way from a to b.
func share(a, b time.Time, part float64) time.Time {
	return clock.UTC(a.Add(time.Duration(float64(b.Sub(a)) * part)))
}

// days is how many days b is after a.
func days(a, b clock.Date) int { return int(b.Time().Sub(a.Time()).Hours() / 24) }
