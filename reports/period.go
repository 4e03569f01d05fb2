package reports

import (
	"fmt"

	"liem/internal/clock"
	"liem/internal/fault"
)

// PeriodKind is a way of naming a period.
type PeriodKind string

// The kinds of periods. The procuracy's work year runs from 1 December to 30 November; the training year of the 40-tiết
// norm is the calendar year.
const (
	CalendarYear PeriodKind = "year"
	WorkYear     PeriodKind = "work_year"
	Quarter      PeriodKind = "quarter"
	FreeRange    PeriodKind = "range"
)

// PeriodKinds lists the kinds as forms offer them.
var PeriodKinds = []PeriodKind{CalendarYear, WorkYear, Quarter, FreeRange}

// Period is a span of days, both ends included.
type Period struct {
	From, To clock.Date
}

// maxYears bounds a report: a longer span is a mistake more often than a wish.
const maxYears = 10

// YearPeriod is a calendar year.
func YearPeriod(year int) Period {
	return Period{day(year, 1, 1), day(year, 12, 31)}
}

// WorkYearPeriod is the work year that ends in the year named: 01/12 of the year before to 30/11.
func WorkYearPeriod(year int) Period {
	return Period{day(year-1, 12, 1), day(year, 11, 30)}
}

// QuarterPeriod is quarter 1 to 4 of a calendar year.
func QuarterPeriod(year, quarter int) (Period, error) {
	last := map[int]int{1: 31, 2: 30, 3: 30, 4: 31}
	if _, ok := last[quarter]; !ok {
		return Period{}, fault.New(fault.Invalid, "reports.quarter_unknown").At("quarter")
	}
	return Period{day(year, 3*quarter-2, 1), day(year, 3*quarter, last[quarter])}, nil
}

func day(year, month, d int) clock.Date {
	return clock.Date(fmt.Sprintf("%04d-%02d-%02d", year, month, d))
}

// Validate refuses a period that is not a span of days, is turned round, or is too long.
func (p Period) Validate() error {
	var list fault.List
	if !p.From.Valid() {
		list.Add(fault.New(fault.Invalid, "reports.from_unreadable").At("from"))
	}
	if !p.To.Valid() {
		list.Add(fault.New(fault.Invalid, "reports.to_unreadable").At("to"))
	}
	if list.Err() != nil {
		return list.Err()
	}
	switch {
	case p.To < p.From:
		list.Add(fault.New(fault.Invalid, "reports.period_turned").At("to"))
	case p.To.Year()-p.From.Year() >= maxYears:
		list.Add(fault.New(fault.Invalid, "reports.period_long").At("to").With("Years", maxYears))
	}
	return list.Err()
}

// Years lists the calendar years that the period touches.
func (p Period) Years() []int {
	var years []int
	for y := p.From.Year(); y <= p.To.Year(); y++ {
		years = append(years, y)
	}
	return years
}
