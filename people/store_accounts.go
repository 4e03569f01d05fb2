package people

import (
	"context"
	"database/sql"
	"time"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// InsertAccounts adds accounts.
func (s *Store) InsertAccounts(ctx context.Context, rows []Account) error {
	return insert(ctx, s.idb, rows)
}

// InsertGrants adds grants.
func (s *Store) InsertGrants(ctx context.Context, rows []Grant) error {
	return insert(ctx, s.idb, rows)
}

// Account finds an account.
func (s *Store) Account(ctx context.Context, id string) (Account, error) {
	var a Account
	err := s.idb.NewSelect().Model(&a).Where("a.id = ?", id).Scan(ctx)
	return a, db.Fault(err)
}

// AccountByUsername finds an account by the name that signs in.
func (s *Store) AccountByUsername(ctx context.Context, username string) (Account, error) {
	var a Account
	err := s.idb.NewSelect().Model(&a).Where("a.username = ?", username).Scan(ctx)
	return a, db.Fault(err)
}

// accountOf finds an officer's account; nil without one.
func (s *Store) accountOf(ctx context.Context, officerID string) (*Account, error) {
	var a Account
	err := db.Fault(s.idb.NewSelect().Model(&a).Where("a.officer_id = ?", officerID).Scan(ctx))
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	return &a, err
}

// Accounts lists all accounts by name.
func (s *Store) Accounts(ctx context.Context) ([]Account, error) {
	var list []Account
	err := s.idb.NewSelect().Model(&list).Order("username").Scan(ctx)
	return list, db.Fault(err)
}

// SetPassword replaces an account's password.
func (s *Store) SetPassword(ctx context.Context, id, hash string, mustChange bool, at time.Time) error {
	return s.changeAccount(ctx, "UPDATE accounts SET password_hash = ?, password_changed_at = ?, must_change_password = ? WHERE id = ?", hash, at, mustChange, id)
}

// SetPreferences replaces an account's language and theme.
func (s *Store) SetPreferences(ctx context.Context, id, locale, theme string) error {
	return s.changeAccount(ctx, "UPDATE accounts SET locale = ?, theme = ? WHERE id = ?", locale, theme, id)
}

// SetDisabled closes an account, or opens it again with nil.
func (s *Store) SetDisabled(ctx context.Context, id string, at *time.Time) error {
	return s.changeAccount(ctx, "UPDATE accounts SET disabled_at = ? WHERE id = ?", at, id)
}

func (s *Store) changeAccount(ctx context.Context, statement string, args ...any) error {
	res, err := s.idb.ExecContext(ctx, statement, args...)
	if err != nil {
		return db.Fault(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return db.Fault(sql.ErrNoRows)
	}
	return nil
}

// grantsOn lists the roles that an account holds on a day.
func (s *Store) grantsOn(ctx context.Context, accountID string, on clock.Date) ([]grant, error) {
	rows, err := s.idb.QueryContext(ctx, "SELECT role, unit_id FROM grants WHERE account_id = ? AND valid_from <= ? AND valid_to >= ?", accountID, on, on)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []grant
	for rows.Next() {
		var g grant
		if err := rows.Scan(&g.Role, &g.UnitID); err != nil {
			return nil, db.Fault(err)
		}
		list = append(list, g)
	}
	return list, db.Fault(rows.Err())
}
