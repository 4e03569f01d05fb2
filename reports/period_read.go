package reports

import (
	"strconv"
	"strings"

	"liem/internal/clock"
	"liem/internal/fault"
)

// PeriodForm is a period as a person names it, in the words of a form.
type PeriodForm struct {
	Kind     PeriodKind
	Year     string // of a calendar year, a work year or a quarter
	Quarter  string // 1 to 4
	From, To string // of a free range: dd/MM/yyyy or YYYY-MM-DD
}

// Read finds the days that the form names. What cannot be read is a fault at its field, all of them at once.
func (f PeriodForm) Read() (Period, error) {
	if f.Kind == FreeRange {
		p := Period{readDay(f.From), readDay(f.To)}
		return p, p.Validate()
	}
	year, err := strconv.Atoi(strings.TrimSpace(f.Year))
	if err != nil || year < 1900 || year > 9998 {
		return Period{}, fault.New(fault.Invalid, "reports.year_unreadable").At("year")
	}
	switch f.Kind {
	case WorkYear:
		return WorkYearPeriod(year), nil
	case Quarter:
		quarter, _ := strconv.Atoi(strings.TrimSpace(f.Quarter)) // 0 is no quarter either
		return QuarterPeriod(year, quarter)
	}
	return YearPeriod(year), nil
}

// readDay is a day, or what was given instead, which Validate refuses.
func readDay(s string) clock.Date {
	if d, ok := clock.ParseDate(strings.TrimSpace(s)); ok {
		return d
	}
	return clock.Date(s)
}
