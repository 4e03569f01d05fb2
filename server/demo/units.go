package demo

import (
	"time"

	"liem/internal/clock"
	"liem/people"
)

// rootCode is the code of the province, which sample courses name as their owner.
const rootCode = "VKS-TINH"

// units are the units by code, with their ids.
type units struct {
	list []unit
	byID map[string]*unit
	ids  map[string]string
}

// founded is when the units' ids were made, whatever the day of the demonstration, so that every run names them alike.
var founded = time.Date(2025, 1, 2, 1, 0, 0, 0, time.UTC)

func newUnits() *units {
	u := &units{list: read[[]unit]("units.json"), byID: map[string]*unit{}, ids: map[string]string{}}
	d := newDice("units")
	for i := range u.list {
		id := d.id(founded)
		u.ids[u.list[i].Code], u.byID[id] = id, &u.list[i]
	}
	return u
}

// rows are the units as they are stored.
func (u *units) rows(now time.Time) (rows []people.UnitRow, periods []people.UnitPeriod) {
	d := newDice("unit periods")
	for i, one := range u.list {
		rows = append(rows, people.UnitRow{ID: u.ids[one.Code], Code: one.Code, CreatedAt: now})
		for _, p := range one.Periods {
			period := people.UnitPeriod{ID: d.id(founded), UnitID: u.ids[one.Code], Kind: one.Kind, Name: p.Name, ShortName: p.Short,
				Position: i + 1, ValidFrom: p.From, ValidTo: p.To}
			if period.ValidTo == "" {
				period.ValidTo = clock.Forever
			}
			if parent := u.ids[one.Parent]; parent != "" {
				period.ParentID = &parent
			}
			periods = append(periods, period)
		}
	}
	return rows, periods
}

// nameOn is what a unit was called on a day; empty when it was not there.
func (u *units) nameOn(id string, on clock.Date) string {
	for _, p := range u.byID[id].Periods {
		if p.From <= on && (p.To == "" || on <= p.To) {
			return p.Name
		}
	}
	return ""
}

// since is the first day of a unit.
func (u *units) since(code string) clock.Date { return u.byID[u.ids[code]].Periods[0].From }

// before are the units that a unit came from: its own, or else its parent's.
func (u *units) before(code string) []string {
	for one := u.byID[u.ids[code]]; one != nil; one = u.byID[u.ids[one.Parent]] {
		if len(one.Before) > 0 {
			return one.Before
		}
	}
	return nil
}

// top is the unit right below the province that a unit belongs to, or itself.
func (u *units) top(code string) string {
	for {
		parent := u.byID[u.ids[code]].Parent
		if parent == "" || parent == rootCode {
			return code
		}
		code = parent
	}
}
