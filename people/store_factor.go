package people

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type factorRow struct {
	bun.BaseModel `bun:"table:second_factors,alias:f"`

	AccountID string    `bun:"account_id,pk"`
	Secret    []byte    `bun:"secret"`
	LastStep  int64     `bun:"last_step"`
	CreatedAt time.Time `bun:"created_at"`
}

func (s *Store) hasFactor(ctx context.Context, accountID string) (bool, error) {
	ok, err := s.idb.NewSelect().Model((*factorRow)(nil)).Where("f.account_id = ?", accountID).Exists(ctx)
	return ok, db.Fault(err)
}

func (s *Store) factor(ctx context.Context, accountID string) (factorRow, error) {
	var row factorRow
	err := s.idb.NewSelect().Model(&row).Where("f.account_id = ?", accountID).Scan(ctx)
	return row, db.Fault(err)
}

// putFactor replaces an account's second factor.
func (s *Store) putFactor(ctx context.Context, row factorRow) error {
	_, err := s.idb.NewInsert().Model(&row).On("CONFLICT (account_id) DO UPDATE").Set("secret = EXCLUDED.secret").
		Set("last_step = EXCLUDED.last_step").Set("created_at = EXCLUDED.created_at").Exec(ctx)
	return db.Fault(err)
}

// useStep notes the step of a code that is used; false when that or a later one was used already.
func (s *Store) useStep(ctx context.Context, accountID string, step int64) (bool, error) {
	return s.touched(ctx, "UPDATE second_factors SET last_step = ? WHERE account_id = ? AND last_step < ?", step, accountID, step)
}

func (s *Store) takeRecoveryCode(ctx context.Context, accountID, hash string) (bool, error) {
	return s.touched(ctx, "DELETE FROM recovery_codes WHERE account_id = ? AND hash = ?", accountID, hash)
}

// touched tells whether a statement changed a row.
func (s *Store) touched(ctx context.Context, statement string, args ...any) (bool, error) {
	res, err := s.idb.ExecContext(ctx, statement, args...)
	if err != nil {
		return false, db.Fault(err)
	}
	n, err := res.RowsAffected()
	return n > 0, db.Fault(err)
}

func (s *Store) replaceRecoveryCodes(ctx context.Context, accountID string, hashes []string) error {
	if _, err := s.idb.ExecContext(ctx, "DELETE FROM recovery_codes WHERE account_id = ?", accountID); err != nil {
		return db.Fault(err)
	}
	for _, hash := range hashes {
		if _, err := s.idb.ExecContext(ctx, "INSERT INTO recovery_codes (account_id, hash) VALUES (?, ?)", accountID, hash); err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

func (s *Store) countRecoveryCodes(ctx context.Context, accountID string) (n int, err error) {
	err = s.idb.QueryRowContext(ctx, "SELECT COUNT(*) FROM recovery_codes WHERE account_id = ?", accountID).Scan(&n)
	return n, db.Fault(err)
}

// deleteFactor takes an account's second factor away, with its recovery codes.
func (s *Store) deleteFactor(ctx context.Context, accountID string) error {
	for _, statement := range []string{"DELETE FROM second_factors WHERE account_id = ?", "DELETE FROM recovery_codes WHERE account_id = ?"} {
		if _, err := s.idb.ExecContext(ctx, statement, accountID); err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

type pendingRow struct {
	bun.BaseModel `bun:"table:pending_sign_ins,alias:w"`

	ID        string    `bun:"id,pk"`
	AccountID string    `bun:"account_id"`
	Method    string    `bun:"method"`
	ExpiresAt time.Time `bun:"expires_at"`
}

func (s *Store) insertPending(ctx context.Context, row pendingRow) error {
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

func (s *Store) pending(ctx context.Context, id string, now time.Time) (pendingRow, error) {
	var row pendingRow
	err := s.idb.NewSelect().Model(&row).Where("w.id = ? AND w.expires_at > ?", id, now).Scan(ctx)
	return row, db.Fault(err)
}

func (s *Store) deletePending(ctx context.Context, id string) (bool, error) {
	return s.touched(ctx, "DELETE FROM pending_sign_ins WHERE id = ?", id)
}
