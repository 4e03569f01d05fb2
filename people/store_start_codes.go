package people

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type startCodeRow struct {
	bun.BaseModel `bun:"table:start_codes,alias:c"`

	Hash      string    `bun:"hash,pk"`
	AccountID string    `bun:"account_id"`
	Way       string    `bun:"way"`
	CreatedAt time.Time `bun:"created_at"`
	CreatedBy string    `bun:"created_by"`
	ExpiresAt time.Time `bun:"expires_at"`
}

func (s *Store) insertStartCode(ctx context.Context, row startCodeRow) error {
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

func (s *Store) deleteStartCodes(ctx context.Context, accountID, way string) error {
	_, err := s.idb.ExecContext(ctx, "DELETE FROM start_codes WHERE account_id = ? AND way = ?", accountID, way)
	return db.Fault(err)
}

// takeStartCode uses a code up and says which way it came; not found when it is over or another took it.
func (s *Store) takeStartCode(ctx context.Context, hash string, now time.Time) (way string, err error) {
	err = s.idb.QueryRowContext(ctx, "DELETE FROM start_codes WHERE hash = ? AND expires_at > ? RETURNING way", hash, now).Scan(&way)
	return way, db.Fault(err)
}

// accountByStartCode is the account whose password a code sets; a closed account is nobody's.
func (s *Store) accountByStartCode(ctx context.Context, hash string, now time.Time) (Account, error) {
	var a Account
	err := s.idb.NewSelect().Model(&a).Join("JOIN start_codes AS c ON c.account_id = a.id").
		Where("c.hash = ? AND c.expires_at > ? AND a.disabled_at IS NULL", hash, now).Scan(ctx)
	return a, db.Fault(err)
}

// forgetAccess ends everything that opens an account beside its password: sessions, API tokens, start codes, sign-ins under
// way.
func (s *Store) forgetAccess(ctx context.Context, accountID string, now time.Time) error {
	for _, statement := range []string{
		"DELETE FROM sessions WHERE account_id = ?", "DELETE FROM start_codes WHERE account_id = ?", "DELETE FROM pending_sign_ins WHERE account_id = ?",
	} {
		if _, err := s.idb.ExecContext(ctx, statement, accountID); err != nil {
			return db.Fault(err)
		}
	}
	return s.revokeTokensOf(ctx, accountID, now)
}
