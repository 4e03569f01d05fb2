package clock

import "time"

// Date is a day, "YYYY-MM-DD"; the empty text is none. Dates compare as text.
type Date string

// Forever is the last day of what is still in force.
const Forever Date = "9999-12-31"

const layout = "2006-01-02"

// DateOf is the day that a moment falls on at a place.
func DateOf(t time.Time, loc *time.Location) Date { return Date(t.In(loc).Format(layout)) }

// ParseDate reads "2026-12-15" and "15/12/2026"; ok is false for what is no day.
func ParseDate(s string) (d Date, ok bool) {
	for _, l := range []string{layout, "02/01/2006", "2/1/2006"} {
		if t, err := time.Parse(l, s); err == nil {
			return Date(t.Format(layout)), true
		}
	}
	return "", false
}

// Valid tells whether d is a day.
func (d Date) Valid() bool {
	_, err := time.Parse(layout, string(d))
	return err == nil
}

// Time is the day's midnight in UTC; the zero time for what is no day.
func (d Date) Time() time.Time {
	t, _ := time.Parse(layout, string(d))
	return t
}

// Start is the moment at which the day begins in Hà Nội, in UTC.
func (d Date) Start() time.Time {
	t, _ := time.ParseInLocation(layout, string(d), Hanoi)
	return t.UTC()
}

// Add is the day so many days later.
func (d Date) Add(days int) Date { return Date(d.Time().AddDate(0, 0, days).Format(layout)) }

// Year is the calendar year; 0 for no day.
func (d Date) Year() int {
	if !d.Valid() {
		return 0
	}
	return d.Time().Year()
}

// Before and After compare days.
func (d Date) Before(o Date) bool { return d < o }

// After tells whether d is later than o.
func (d Date) After(o Date) bool { return d > o }
