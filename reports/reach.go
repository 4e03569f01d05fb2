package reports

import (
	"context"
	"slices"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/people"
)

// span is a run of days, both ends included, with the units that a report is about on these days.
type span struct {
	Period
	units people.Scope
}

// reach works out which units a report is about on each day of its period: those that the actor may see, and of these,
// when the query names a unit, those that were that unit or below it on the day. Units come, go and move within a
// period; a report over a reform must not lose those that it ended.
func reach(ctx context.Context, idb db.IDB, q *Query, scope people.Scope) ([]span, error) {
	if q.UnitID == "" {
		return []span{{q.Period, scope}}, nil
	}
	starts, err := people.NewStore(idb).TreeChanges(ctx, q.From, q.To)
	if err != nil {
		return nil, err
	}
	var spans []span
	for i, from := range append([]clock.Date{q.From}, starts...) {
		to := q.To
		if i < len(starts) {
			to = starts[i].Add(-1)
		}
		tree, err := people.LoadTree(ctx, idb, from)
		if err != nil {
			return nil, err
		}
		spans = join(spans, span{Period{from, to}, scope.Within(tree.Descendants(q.UnitID))})
	}
	if len(spans) == 0 {
		return nil, fault.New(fault.Invalid, "reports.unit_unknown").At("unit")
	}
	return spans, nil
}

// join adds the next span; one without units is left out, and one with the same units as the last prolongs it.
func join(spans []span, next span) []span {
	if next.units.Empty() {
		return spans
	}
	if n := len(spans); n > 0 && spans[n-1].To.Add(1) == next.From && slices.Equal(spans[n-1].units.UnitIDs, next.units.UnitIDs) {
		spans[n-1].To = next.To
		return spans
	}
	return append(spans, next)
}
