package people

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/text"
)

// InsertOfficers adds officers.
func (s *Store) InsertOfficers(ctx context.Context, rows []Officer) error {
	return insert(ctx, s.idb, rows)
}

// Officer finds an officer.
func (s *Store) Officer(ctx context.Context, id string) (Officer, error) {
	var o Officer
	err := s.idb.NewSelect().Model(&o).Where("o.id = ?", id).Scan(ctx)
	return o, db.Fault(err)
}

// OfficerByNumber finds an officer by staff number.
func (s *Store) OfficerByNumber(ctx context.Context, number string) (Officer, error) {
	var o Officer
	err := s.idb.NewSelect().Model(&o).Where("o.number = ?", number).Scan(ctx)
	return o, db.Fault(err)
}

// OfficerOn is an officer with unit, position and title of the main posting as of a day.
func (s *Store) OfficerOn(ctx context.Context, id string, on clock.Date) (OfficerOn, error) {
	o, err := s.Officer(ctx, id)
	if err != nil {
		return OfficerOn{}, err
	}
	at := OfficerOn{Officer: o}
	const query = `SELECT p.unit_id, COALESCE(u.name, ''), p.position, p.title FROM postings p
		LEFT JOIN unit_periods u ON u.unit_id = p.unit_id AND u.valid_from <= ? AND u.valid_to >= ?
		WHERE p.officer_id = ? AND p.kind = 'main' AND p.valid_from <= ? AND p.valid_to >= ?`
	rows, err := s.idb.QueryContext(ctx, query, on, on, id, on, on)
	if err != nil {
		return at, db.Fault(err)
	}
	defer rows.Close()
	if rows.Next() {
		if err := rows.Scan(&at.UnitID, &at.UnitName, &at.Position, &at.Title); err != nil {
			return at, db.Fault(err)
		}
	}
	return at, db.Fault(rows.Err())
}

// OfficerQuery chooses officers as of a day.
type OfficerQuery struct {
	Scope  Scope
	On     clock.Date
	UnitID string   // only used through Units
	Units  []string // narrow to these; empty = all in scope
	Search string   // words of the name, with or without marks, or the staff number
	Sort   string   // "name" (default), "-name", "number", "-number"
	Limit  int
	Offset int
}

// OfficerRow is a line of the list of officers.
type OfficerRow struct {
	ID, Number, FullName, Position, Title, Unit, StaffType string
	Username                                               string // empty without an account
}

const officersFrom = ` FROM officers o
	JOIN postings p ON p.officer_id = o.id AND p.kind = 'main' AND p.valid_from <= ? AND p.valid_to >= ?
	LEFT JOIN unit_periods u ON u.unit_id = p.unit_id AND u.valid_from <= ? AND u.valid_to >= ?
	LEFT JOIN accounts a ON a.officer_id = o.id WHERE 1 = 1`

var officerOrders = map[string]string{
	"name": "o.sort_key, o.id", "-name": "o.sort_key DESC, o.id DESC", "number": "o.number", "-number": "o.number DESC",
}

// Officers lists officers who serve on the day, and how many there are in all.
func (s *Store) Officers(ctx context.Context, q OfficerQuery) ([]OfficerRow, int, error) {
	where, args := q.where()
	args = append([]any{q.On, q.On, q.On, q.On}, args...)
	var total int
	if err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*)"+officersFrom+where, args...).Scan(&total); err != nil {
		return nil, 0, db.Fault(err)
	}
	order, ok := officerOrders[q.Sort]
	if !ok {
		order = officerOrders["name"]
	}
	const columns = `SELECT o.id, o.number, o.full_name, p.position, p.title, COALESCE(u.name, ''), o.staff_type, COALESCE(a.username, '')`
	rows, err := s.idb.QueryContext(ctx, columns+officersFrom+where+" ORDER BY "+order+" LIMIT ? OFFSET ?", append(args, q.Limit, q.Offset)...)
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
	if !q.Scope.All {
		b.WriteString(" AND p.unit_id IN (?)")
		args = append(args, bun.List(append([]string{""}, q.Scope.UnitIDs...)))
	}
	if len(q.Units) > 0 {
		b.WriteString(" AND p.unit_id IN (?)")
		args = append(args, bun.List(q.Units))
	}
	words := strings.Fields(text.Fold(q.Search))
	if len(words) == 0 {
		return b.String(), args
	}
	b.WriteString(" AND ((1 = 1")
	for _, w := range words {
		b.WriteString(` AND o.search_text LIKE ? ESCAPE '\'`)
		args = append(args, "%"+LikeEscape(w)+"%")
	}
	b.WriteString(") OR o.number = ?)")
	return b.String(), append(args, strings.TrimSpace(q.Search))
}

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// LikeEscape keeps a text's own % and _ from being patterns in LIKE … ESCAPE '\'.
func LikeEscape(s string) string { return likeEscaper.Replace(s) }
