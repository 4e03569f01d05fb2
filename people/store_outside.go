package people

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type oidcRow struct {
	bun.BaseModel `bun:"table:oidc_requests,alias:r"`

	ID        string    `bun:"id,pk"`
	Browser   string    `bun:"browser"`
	Nonce     string    `bun:"nonce"`
	Verifier  string    `bun:"verifier"`
	Next      string    `bun:"next"`
	ExpiresAt time.Time `bun:"expires_at"`
}

func (s *Store) insertOIDC(ctx context.Context, row oidcRow) error {
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

// takeOIDC uses a request up; not found when it is over, or another browser's.
func (s *Store) takeOIDC(ctx context.Context, id, browser string, now time.Time) (oidcRow, error) {
	row := oidcRow{ID: id}
	const take = "DELETE FROM oidc_requests WHERE id = ? AND browser = ? AND expires_at > ? RETURNING nonce, verifier, next"
	err := s.idb.QueryRowContext(ctx, take, id, browser, now).Scan(&row.Nonce, &row.Verifier, &row.Next)
	return row, db.Fault(err)
}

// accountMatching is the one account that an outside name stands for; one that fits several is nobody's.
func (s *Store) accountMatching(ctx context.Context, m Match, value string) (Account, error) {
	var list []Account
	q := s.idb.NewSelect().Model(&list).Limit(2)
	switch m {
	case ByNumber:
		q = q.Where("a.officer_id IN (SELECT o.id FROM officers AS o WHERE o.number IN (?, ?))", value, strings.ToUpper(value))
	case ByEmail:
		q = q.Where("a.officer_id IN (SELECT o.id FROM officers AS o WHERE LOWER(o.email) = ?)", strings.ToLower(value))
	default:
		q = q.Where("a.username = ?", Username(value))
	}
	if err := q.Scan(ctx); err != nil {
		return Account{}, db.Fault(err)
	}
	if len(list) != 1 {
		return Account{}, db.Fault(sql.ErrNoRows)
	}
	return list[0], nil
}

// officerMatching is the one officer that an outside name stands for.
func (s *Store) officerMatching(ctx context.Context, m Match, value string) (string, error) {
	var ids []string
	q := s.idb.NewSelect().Model((*Officer)(nil)).Column("id").Limit(2)
	switch m {
	case ByNumber:
		q = q.Where("o.number IN (?, ?)", value, strings.ToUpper(value))
	case ByEmail:
		q = q.Where("LOWER(o.email) = ?", strings.ToLower(value))
	default:
		return "", db.Fault(sql.ErrNoRows)
	}
	if err := q.Scan(ctx, &ids); err != nil {
		return "", db.Fault(err)
	}
	if len(ids) != 1 {
		return "", db.Fault(sql.ErrNoRows)
	}
	return ids[0], nil
}
