package authority

import (
	"liem/internal/clock"
	"liem/people"
	"liem/web/page"
)

// Line is a grant as lists show it.
type Line struct {
	people.GrantRow
	Standing   people.Standing
	Tone, Icon string // of its standing
	Days       string // from when to when it counts or counted
}

// standings give every standing its look; the word beside it is the text under "roles.standing.".
var standings = map[people.Standing][2]string{
	people.InForce: {"done", "circle-check"},
	people.ToCome:  {"info", "clock"},
	people.Over:    {"", "clock"},
	people.Revoked: {"late", "x"},
	people.Lapsed:  {"", "x"},
}

func linesOf(c *page.Ctx, rows []people.GrantRow, day clock.Date) []Line {
	list := make([]Line, len(rows))
	for i, r := range rows {
		list[i] = lineOf(c, r, day)
	}
	return list
}

func lineOf(c *page.Ctx, r people.GrantRow, day clock.Date) Line {
	l := Line{GrantRow: r, Standing: r.StandingOn(day)}
	look := standings[l.Standing]
	l.Tone, l.Icon = look[0], look[1]
	if last := r.LastDay(); last != "" {
		l.Days = days(c.P, r.ValidFrom, last)
	} else {
		l.Days = c.P.T("roles.days_none")
	}
	return l
}
