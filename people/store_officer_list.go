package people

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/text"
)

// OfficerState says which officers a list is about, as of its day.
type OfficerState string

// The states.
const (
	Serving OfficerState = "" // there is a main posting on the day
	Left    OfficerState = "left"
	Coming  OfficerState = "coming" // the first main posting begins later
)

// OfficerQuery chooses officers as of a day.
type OfficerQuery struct {
	Scope     Scope
	On        clock.Date
	State     OfficerState
	UnitID    string   // only used through Units
	Units     []string // narrow to these; empty = all in scope
	StaffType string   // empty = all
	IDs       []string // narrow to these; nil = all
	Search    string   // words of the name, with or without marks, or the staff number
	Sort      string   // "name" (default), "-name", "number", "-number", "unit", "-unit"
	Limit     int
	Offset    int
}

// OfficerRow is a line of the list of officers.
type OfficerRow struct {
	ID, Number, FullName, Position, Title, Unit, StaffType string
	Username                                               string // empty without an account
}

// An officer stands in one line, by one main posting: that of the day, the last one of who has left, the first one of who
// has not begun.
var officersBy = map[OfficerState]string{
	Serving: "p.valid_from <= ? AND p.valid_to >= ?",
	Left: `o.left_on <> '' AND o.left_on < ? AND p.valid_from < ? AND NOT EXISTS (SELECT 1 FROM postings later
		WHERE later.officer_id = o.id AND later.kind = 'main' AND later.valid_from > p.valid_from)`,
	Coming: `p.valid_from > ? AND NOT EXISTS (SELECT 1 FROM postings sooner WHERE sooner.officer_id = o.id AND sooner.kind = 'main'
		AND sooner.valid_from < p.valid_from AND sooner.valid_to >= ?)`,
}

// The day whose name of the unit is shown.
var officersNamed = map[OfficerState]string{Serving: "?", Left: "p.valid_to", Coming: "p.valid_from"}

// from builds the FROM clause with its condition, and the arguments in their order.
func (q *OfficerQuery) from() (string, []any) {
	by, named := officersBy[q.State], officersNamed[q.State]
	if by == "" {
		by, named = officersBy[Serving], officersNamed[Serving]
	}
	args := []any{q.On, q.On}
	if named == "?" {
		args = append(args, q.On, q.On)
	}
	from := ` FROM officers o
	JOIN postings p ON p.officer_id = o.id AND p.kind = 'main' AND ` + by + `
	LEFT JOIN unit_periods u ON u.unit_id = p.unit_id AND u.valid_from <= ` + named + ` AND u.valid_to >= ` + named + `
	LEFT JOIN accounts a ON a.officer_id = o.id WHERE 1 = 1`
	where, more := q.where()
	return from + where, append(args, more...)
}

var officerOrders = map[string]string{
	"name": "o.sort_key, o.id", "-name": "o.sort_key DESC, o.id DESC", "number": "o.number", "-number": "o.number DESC",
	"unit": "u.position, u.name, o.sort_key, o.id", "-unit": "u.position DESC, u.name DESC, o.sort_key, o.id",
}

// Officers lists officers, and how many there are in all.
func (s *Store) Officers(ctx context.Context, q OfficerQuery) ([]OfficerRow, int, error) {
	from, args := q.from()
	var total int
	if err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*)"+from, args...).Scan(&total); err != nil {
		return nil, 0, db.Fault(err)
	}
	order, ok := officerOrders[q.Sort]
	if !ok {
		order = officerOrders["name"]
	}
	const columns = `SELECT o.id, o.number, o.full_name, p.position, p.title, COALESCE(u.name, ''), o.staff_type, COALESCE(a.username, '')`
	rows, err := s.idb.QueryContext(ctx, columns+from+" ORDER BY "+order+" LIMIT ? OFFSET ?", append(args, q.Limit, q.Offset)...)
	if err != nil {
		return nil, 0, db.Fault(err)
	}
	defer rows.Close()
	var list []OfficerRow
	for rows.Next() {
		var r OfficerRow
		if err := rows.Scan(&r.ID, &r.Number, &r.FullName, &r.Position, &r.Title, &r.Unit, &r.StaffType, &r.Username); err != nil {
			return nil, 0, db.Fault(err)
		}
		list = append(list, r)
	}
	return list, total, db.Fault(rows.Err())
}

func (q *OfficerQuery) where() (string, []any) {
	var b strings.Builder
	var args []any
	and := func(cond string, more ...any) {
		b.WriteString(" AND " + cond)
		args = append(args, more...)
	}
	if !q.Scope.All {
		and("p.unit_id IN (?)", bun.List(append([]string{""}, q.Scope.UnitIDs...)))
	}
	if len(q.Units) > 0 {
		and("p.unit_id IN (?)", bun.List(q.Units))
	}
	if q.StaffType != "" {
		and("o.staff_type = ?", q.StaffType)
	}
	if q.IDs != nil {
		and("o.id IN (?)", bun.List(append([]string{""}, q.IDs...)))
	}
	words := strings.Fields(text.Fold(q.Search))
	if len(words) == 0 {
		return b.String(), args
	}
	b.WriteString(" AND ((1 = 1")
	for _, w := range words {
		and(`o.search_text LIKE ? ESCAPE '\'`, "%"+LikeEscape(w)+"%")
	}
	b.WriteString(") OR o.number = ?)")
	return b.String(), append(args, strings.TrimSpace(q.Search))
}
