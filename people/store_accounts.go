package people

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
)

// InsertAccounts adds accounts.
func (s *Store) InsertAccounts(ctx context.Context, rows []Account) error {
	return insert(ctx, s.idb, rows)
}

// Account finds an account.
func (s *Store) Account(ctx context.Context, id string) (Account, error) {
	var a Account
	err := s.idb.NewSelect().Model(&a).Where("a.id = ?", id).Scan(ctx)
	return a, db.Fault(err)
}

// owner is whom a password of the account must not be built on.
func (s *Store) owner(ctx context.Context, acc Account) (Owner, error) {
	o := Owner{Username: acc.Username, Name: acc.DisplayName}
	if acc.OfficerID == nil {
		return o, nil
	}
	officer, err := s.Officer(ctx, *acc.OfficerID)
	o.Name, o.Number = officer.FullName, officer.Number
	return o, err
}

// AccountToSignIn finds an account by what people type: the username, or the staff number in either case of letters. Where
// one's username is another's number the username counts.
func (s *Store) AccountToSignIn(ctx context.Context, name string) (Account, error) {
	const which = `a.username = ? OR a.officer_id IN (SELECT o.id FROM officers AS o WHERE o.number IN (?, ?))`
	var a Account
	err := s.idb.NewSelect().Model(&a).Where(which, name, name, strings.ToUpper(name)).
		OrderExpr("CASE WHEN a.username = ? THEN 0 ELSE 1 END", name).Limit(1).Scan(ctx)
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

// SetPreferences replaces an account's preferences.
func (s *Store) SetPreferences(ctx context.Context, id string, p Preferences) error {
	return s.changeAccount(ctx, "UPDATE accounts SET locale = ?, theme = ?, text_size = ?, shortcuts_off = ? WHERE id = ?",
		p.Locale, p.Theme, p.TextSize, p.ShortcutsOff, id)
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
