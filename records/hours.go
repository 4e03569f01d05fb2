package records

import "liem/courses"

// NormHours is the yearly norm of a civil servant in hundredths of a tiết: one week, 40 tiết (Nghị định 171/2025/NĐ-CP).
const NormHours = 4000

// Reasons for hours that do not count.
const (
	NoPlan     = "no_plan"     // no issued plan or decision
	NotCounted = "not_counted" // sinh hoạt chính trị
	Repeated   = "repeated"    // this version was counted in the year already
)

// CountedHours is what a completion counts towards the yearly norm, in hundredths, with the reason when that is nothing.
func CountedHours(official int, plan, counts, countedBefore bool) (hours int, reason string) {
	switch {
	case !counts:
		return 0, NotCounted
	case !plan:
		return 0, NoPlan
	case countedBefore:
		return 0, Repeated
	}
	return official, ""
}

// CategoryHours is the sum of one category, in hundredths.
type CategoryHours struct {
	Category courses.Category
	Hours    int
}

// Tally is an officer's hours of a year against the norm, in hundredths.
type Tally struct {
	Year       int
	Norm       int
	Total      int
	ByCategory []CategoryHours // all five, in their order
}

// TallyOf sums the completions of a year; year 0 sums all of them.
func TallyOf(year int, completions []Completion) Tally {
	t := Tally{Year: year, Norm: NormHours, ByCategory: make([]CategoryHours, len(courses.Categories))}
	place := make(map[courses.Category]int, len(courses.Categories))
	for i, c := range courses.Categories {
		t.ByCategory[i].Category = c
		place[c] = i
	}
	for _, c := range completions {
		if year != 0 && c.Year != year {
			continue
		}
		t.Total += c.Hours
		t.ByCategory[place[courses.Category(c.Category)]].Hours += c.Hours
	}
	return t
}

// Met tells whether the norm is reached.
func (t Tally) Met() bool { return t.Total >= t.Norm }

// Left is what is missing, in hundredths.
func (t Tally) Left() int { return max(0, t.Norm-t.Total) }
