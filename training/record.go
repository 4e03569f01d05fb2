package training

import (
	"context"
	"sort"

	"liem/internal/ledger"
	"liem/people"
	"liem/records"
)

// Record is the officer's own record: the completions of a year (0 = all years) with their hours and what the ledger
// says of each.
func (s *Service) Record(ctx context.Context, a people.Actor, year int) (RecordView, error) {
	if err := learner(a); err != nil {
		return RecordView{}, err
	}
	all, err := records.NewStore(s.DB.Reader()).OfOfficer(ctx, a.OfficerID, 0)
	if err != nil {
		return RecordView{}, err
	}
	view := RecordView{Year: year, Years: years(all)}
	var shown []records.Completion
	var leaves [][]byte
	for _, c := range all {
		if year == 0 || c.Year == year {
			shown = append(shown, c)
			leaves = append(leaves, c.Leaf)
		}
	}
	index, err := ledger.NewStore(s.DB.Reader()).Indexes(ctx, leaves)
	if err != nil {
		return RecordView{}, err
	}
	view.Tally = records.TallyOf(year, shown)
	for _, c := range shown {
		row := RecordRow{Completion: c, Index: -1}
		if i, ok := index[string(c.Leaf)]; ok {
			row.Index = i
		}
		view.Rows = append(view.Rows, row)
	}
	return view, nil
}

// years lists the years that have completions, newest first.
func years(all []records.Completion) []int {
	seen := map[int]bool{}
	var list []int
	for _, c := range all {
		if !seen[c.Year] {
			seen[c.Year] = true
			list = append(list, c.Year)
		}
	}
	sort.Sort(sort.Reverse(sort.IntSlice(list)))
	return list
}
