package people

import (
	"context"
	"database/sql"
	"strings"

	"liem/internal/db"
)

// addressee is whom a letter about an account goes to.
type addressee struct{ AccountID, Username, Name, Email, Locale string }

const addressees = `SELECT a.id, a.username, o.full_name, o.email, a.locale FROM accounts a
	JOIN officers o ON o.id = a.officer_id WHERE a.disabled_at IS NULL AND o.email <> '' AND `

// addressee finds an open account with an address by username, staff number or the address itself; an address that two
// people share is nobody's.
func (s *Store) addressee(ctx context.Context, who string) (addressee, error) {
	list, err := s.addressees(ctx, "(a.username = ? OR o.number IN (?, ?) OR LOWER(o.email) = ?) LIMIT 2", who, who, strings.ToUpper(who), who)
	if err != nil {
		return addressee{}, err
	}
	if len(list) != 1 {
		return addressee{}, db.Fault(sql.ErrNoRows)
	}
	return list[0], nil
}

func (s *Store) addresseeOf(ctx context.Context, accountID string) (addressee, error) {
	list, err := s.addressees(ctx, "a.id = ?", accountID)
	if err == nil && len(list) == 0 {
		err = db.Fault(sql.ErrNoRows)
	}
	if err != nil {
		return addressee{}, err
	}
	return list[0], nil
}

func (s *Store) addressees(ctx context.Context, where string, args ...any) ([]addressee, error) {
	rows, err := s.idb.QueryContext(ctx, addressees+where, args...)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []addressee
	for rows.Next() {
		var a addressee
		if err := rows.Scan(&a.AccountID, &a.Username, &a.Name, &a.Email, &a.Locale); err != nil {
			return nil, db.Fault(err)
		}
		list = append(list, a)
	}
	return list, db.Fault(rows.Err())
}
