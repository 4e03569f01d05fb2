package people

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type tokenRow struct {
	bun.BaseModel `bun:"table:api_tokens,alias:t"`

	ID        string     `bun:"id,pk"`
	AccountID string     `bun:"account_id"`
	Name      string     `bun:"name"`
	Hash      string     `bun:"hash"`
	Scopes    string     `bun:"scopes"`
	CreatedAt time.Time  `bun:"created_at"`
	ExpiresAt time.Time  `bun:"expires_at"`
	UsedAt    *time.Time `bun:"used_at"`
	UsedIP    string     `bun:"used_ip"`
	RevokedAt *time.Time `bun:"revoked_at"`
}

func (s *Store) insertToken(ctx context.Context, row tokenRow) error {
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

func (s *Store) tokenByHash(ctx context.Context, hash string) (tokenRow, error) {
	var row tokenRow
	err := s.idb.NewSelect().Model(&row).Where("t.hash = ?", hash).Scan(ctx)
	return row, db.Fault(err)
}

// tokens lists an account's tokens that may still be used, newest first.
func (s *Store) tokens(ctx context.Context, accountID string, now time.Time) ([]tokenRow, error) {
	var rows []tokenRow
	err := s.idb.NewSelect().Model(&rows).Where("t.account_id = ? AND t.revoked_at IS NULL AND t.expires_at > ?", accountID, now).
		Order("t.id DESC").Scan(ctx)
	return rows, db.Fault(err)
}

// revokeToken ends one token of an account; not found when it is no such token or has ended.
func (s *Store) revokeToken(ctx context.Context, id, accountID string, at time.Time) error {
	return s.changeAccount(ctx, "UPDATE api_tokens SET revoked_at = ? WHERE id = ? AND account_id = ? AND revoked_at IS NULL", at, id, accountID)
}

// revokeTokensOf ends all tokens of an account.
func (s *Store) revokeTokensOf(ctx context.Context, accountID string, at time.Time) error {
	_, err := s.idb.ExecContext(ctx, "UPDATE api_tokens SET revoked_at = ? WHERE account_id = ? AND revoked_at IS NULL", at, accountID)
	return db.Fault(err)
}

func (s *Store) noteTokenUse(ctx context.Context, id, ip string, at time.Time) error {
	_, err := s.idb.ExecContext(ctx, "UPDATE api_tokens SET used_at = ?, used_ip = ? WHERE id = ?", at, ip, id)
	return db.Fault(err)
}
