package people

import (
	"context"
	"strings"

	"liem/internal/clock"
	"liem/internal/db"
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

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// LikeEscape keeps a text's own % and _ from being patterns in LIKE … ESCAPE '\'.
func LikeEscape(s string) string { return likeEscaper.Replace(s) }
