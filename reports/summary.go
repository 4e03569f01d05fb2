package reports

import (
	"context"
	"strconv"

	"liem/internal/clock"
	"liem/people"
)

// Bucket is how many completions fall on a month ("2026-03"), or on a year in a long period.
type Bucket struct {
	Name  string
	Count int
}

// maxMonths is the longest period that is shown month by month.
const maxMonths = 24

// Buckets lists the months that the period touches, or its years when it is long.
func (p Period) Buckets() []Bucket {
	var out []Bucket
	months := (p.To.Year()-p.From.Year())*12 + month(p.To) - month(p.From) + 1
	if months > maxMonths {
		for _, y := range p.Years() {
			out = append(out, Bucket{Name: strconv.Itoa(y)})
		}
		return out
	}
	for y, m := p.From.Year(), month(p.From); len(out) < months; m++ {
		if m > 12 {
			y, m = y+1, 1
		}
		out = append(out, Bucket{Name: string(day(y, m, 1)[:7])})
	}
	return out
}

func month(d clock.Date) int { return int(d.Time().Month()) }

// YearlySummary sums export B over all its rows.
type YearlySummary struct {
	Hours   [5]int // by category, in the order of courses.Categories; hundredths
	Obliged int    // rows of officers whom the norm binds
	Met     int    // of them, those that reach it
}

// CompletionsByMonth counts the rows of export A by the month in which courses were completed, with the months that
// have none.
func (s *Service) CompletionsByMonth(ctx context.Context, a people.Actor, q Query) ([]Bucket, error) {
	if err := s.bind(ctx, a, people.ActReportCompletions, &q); err != nil {
		return nil, err
	}
	buckets := q.Buckets()
	counts, err := NewStore(s.DB.Reader()).countBy(ctx, &q, len(buckets[0].Name))
	if err != nil {
		return nil, err
	}
	for i := range buckets {
		buckets[i].Count = counts[buckets[i].Name]
	}
	return buckets, nil
}

// YearlySummary sums the rows of export B.
func (s *Service) YearlySummary(ctx context.Context, a people.Actor, q Query) (YearlySummary, error) {
	if err := s.bind(ctx, a, people.ActReportCompletions, &q); err != nil {
		return YearlySummary{}, err
	}
	return NewStore(s.DB.Reader()).yearlySummary(ctx, &q)
}
