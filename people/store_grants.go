package people

import (
	"context"
	"time"

	"liem/internal/clock"
	"liem/internal/db"
)

// InsertGrants adds grants.
func (s *Store) InsertGrants(ctx context.Context, rows []Grant) error {
	return insert(ctx, s.idb, rows)
}

// standing is the condition that a grant g, delegated from f if at all, counts on a day: by its dates, not taken back, and
// the same of what it was delegated from. It takes the day six times.
const standing = ` g.valid_from <= ? AND g.valid_to >= ? AND (g.revoked_at IS NULL OR g.revoked_on > ?)
	AND (g.delegated_from IS NULL OR (f.valid_from <= ? AND f.valid_to >= ? AND (f.revoked_at IS NULL OR f.revoked_on > ?)))`

// origins joins what a grant was delegated from, and whose that is.
const origins = ` LEFT JOIN grants f ON f.id = g.delegated_from LEFT JOIN accounts d ON d.id = f.account_id`

// onDay is the day as often as standing takes it.
func onDay(day clock.Date) []any { return []any{day, day, day, day, day, day} }

// Grants lists the roles of all accounts that are in force on a day, account by account.
func (s *Store) Grants(ctx context.Context, on clock.Date) ([]Grant, error) {
	var list []Grant
	err := s.idb.NewRaw("SELECT g.* FROM grants g"+origins+" WHERE"+standing+" ORDER BY g.account_id, g.created_at, g.id", onDay(on)...).Scan(ctx, &list)
	return list, db.Fault(err)
}

// grantsOn lists the roles that an account holds on a day. Nobody acts for somebody who has left or whose account is closed.
func (s *Store) grantsOn(ctx context.Context, accountID string, on clock.Date) ([]grant, error) {
	const columns = `SELECT g.id, g.role, g.unit_id, g.valid_to, COALESCE(f.unit_id, ''), COALESCE(f.valid_to, ''), COALESCE(o.full_name, d.display_name, '')`
	rows, err := s.idb.QueryContext(ctx, columns+" FROM grants g"+origins+" LEFT JOIN officers o ON o.id = d.officer_id WHERE g.account_id = ? AND"+
		standing+" AND (d.id IS NULL OR (d.disabled_at IS NULL AND (o.id IS NULL OR o.left_on = '' OR o.left_on >= ?))) ORDER BY g.created_at, g.id", append(append([]any{accountID}, onDay(on)...), on)...)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []grant
	for rows.Next() {
		var g grant
		var act Deputy
		var until clock.Date
		if err := rows.Scan(&g.ID, &g.Role, &g.UnitID, (*string)(&act.To), &act.origin, (*string)(&until), &act.For); err != nil {
			return nil, db.Fault(err)
		}
		if act.origin != "" {
			act.GrantID, act.Role, act.UnitID, act.To = g.ID, g.Role, g.UnitID, min(act.To, until)
			g.Deputy = &act
		}
		list = append(list, g)
	}
	return list, db.Fault(rows.Err())
}

// grant finds a grant.
func (s *Store) grant(ctx context.Context, id string) (Grant, error) {
	var g Grant
	err := s.idb.NewSelect().Model(&g).Where("g.id = ?", id).Scan(ctx)
	return g, db.Fault(err)
}

// grantsOf lists all grants that an account ever had, oldest first.
func (s *Store) grantsOf(ctx context.Context, accountID string) ([]Grant, error) {
	var list []Grant
	err := s.idb.NewSelect().Model(&list).Where("g.account_id = ?", accountID).Order("g.created_at", "g.id").Scan(ctx)
	return list, db.Fault(err)
}

// takeAccount takes an account's row, so that two who change its roles at once do so one after the other.
func (s *Store) takeAccount(ctx context.Context, id string) error {
	return s.changeAccount(ctx, "UPDATE accounts SET username = username WHERE id = ?", id)
}

// revoke ends a grant; false when it had been ended before.
func (s *Store) revoke(ctx context.Context, g Grant, at time.Time) (bool, error) {
	res, err := s.idb.ExecContext(ctx, `UPDATE grants SET revoked_at = ?, revoked_on = ?, revoked_by = ?, revoke_reason = ?
		WHERE id = ? AND revoked_at IS NULL`, at, g.RevokedOn, g.RevokedBy, g.RevokeReason, g.ID)
	if err != nil {
		return false, db.Fault(err)
	}
	n, err := res.RowsAffected()
	return n == 1, db.Fault(err)
}
