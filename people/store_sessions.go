package people

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type sessionRow struct {
	bun.BaseModel `bun:"table:sessions,alias:s"`

	ID        string    `bun:"id,pk"`
	AccountID string    `bun:"account_id"`
	CreatedAt time.Time `bun:"created_at"`
	SeenAt    time.Time `bun:"seen_at"`
	ExpiresAt time.Time `bun:"expires_at"`
	IP        string    `bun:"ip"`
	UserAgent string    `bun:"user_agent"`

	ProvenAt *time.Time `bun:"proven_at"`
	Method   string     `bun:"method,nullzero"`
	DeviceID string     `bun:"device_id,nullzero"`
}

type deviceRow struct {
	bun.BaseModel `bun:"table:devices,alias:d"`

	ID        string    `bun:"id,pk"`
	AccountID string    `bun:"account_id"`
	CreatedAt time.Time `bun:"created_at"`
	SeenAt    time.Time `bun:"seen_at"`

	NoticedAt *time.Time `bun:"noticed_at"`
	UserAgent string     `bun:"user_agent,nullzero"`
	IP        string     `bun:"ip,nullzero"`
}

func (s *Store) insertSession(ctx context.Context, row sessionRow) error {
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

func (s *Store) session(ctx context.Context, id string) (sessionRow, error) {
	var row sessionRow
	err := s.idb.NewSelect().Model(&row).Where("s.id = ?", id).Scan(ctx)
	return row, db.Fault(err)
}

// sessions lists an account's sessions that are in force, newest first.
func (s *Store) sessions(ctx context.Context, accountID string, now, idleSince time.Time) ([]sessionRow, error) {
	var rows []sessionRow
	err := s.idb.NewSelect().Model(&rows).Where("s.account_id = ? AND s.expires_at > ? AND s.seen_at > ?", accountID, now, idleSince).
		Order("s.created_at DESC").Scan(ctx)
	return rows, db.Fault(err)
}

func (s *Store) touchSession(ctx context.Context, id string, at time.Time) error {
	_, err := s.idb.ExecContext(ctx, "UPDATE sessions SET seen_at = ? WHERE id = ?", at, id)
	return db.Fault(err)
}

// proveSession notes that the person gave a password or a code again.
func (s *Store) proveSession(ctx context.Context, id string, at time.Time) error {
	return s.changeAccount(ctx, "UPDATE sessions SET proven_at = ?, seen_at = ? WHERE id = ?", at, at, id)
}

func (s *Store) deleteSession(ctx context.Context, id string) error {
	_, err := s.idb.ExecContext(ctx, "DELETE FROM sessions WHERE id = ?", id)
	return db.Fault(err)
}

// deleteSessionOf ends one session of an account; not found when it is none of them.
func (s *Store) deleteSessionOf(ctx context.Context, id, accountID string) error {
	return s.changeAccount(ctx, "DELETE FROM sessions WHERE id = ? AND account_id = ?", id, accountID)
}

// deleteSessionsOf ends an account's sessions but one; keep is empty to end them all.
func (s *Store) deleteSessionsOf(ctx context.Context, accountID, keep string) error {
	_, err := s.idb.ExecContext(ctx, "DELETE FROM sessions WHERE account_id = ? AND id <> ?", accountID, keep)
	return db.Fault(err)
}

// DeleteExpired forgets sessions, limits and codes that are over, devices unseen for half a year, and tokens that ended a
// quarter ago.
func (s *Store) DeleteExpired(ctx context.Context, now time.Time, idle time.Duration) error {
	for statement, before := range map[string]any{
		"DELETE FROM sessions WHERE expires_at < ?": now,
		"DELETE FROM sessions WHERE seen_at < ?":    now.Add(-idle),
		"DELETE FROM devices WHERE seen_at < ?":     now.AddDate(0, -6, 0),
		"DELETE FROM limits WHERE window_start < ?": now.Add(-24 * time.Hour).Unix(),

		"DELETE FROM pending_sign_ins WHERE expires_at < ?": now,
		"DELETE FROM oidc_requests WHERE expires_at < ?":    now,
		"DELETE FROM start_codes WHERE expires_at < ?":      now,
		"DELETE FROM api_tokens WHERE expires_at < ?":       now.AddDate(0, -3, 0),
		"DELETE FROM api_tokens WHERE revoked_at < ?":       now.AddDate(0, -3, 0),
	} {
		if _, err := s.idb.ExecContext(ctx, statement, before); err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

// knowsDevice tells whether the account has signed in from the device before.
func (s *Store) knowsDevice(ctx context.Context, id, accountID string) (bool, error) {
	if id == "" {
		return false, nil
	}
	ok, err := s.idb.NewSelect().Model((*deviceRow)(nil)).Where("d.id = ? AND d.account_id = ?", id, accountID).Exists(ctx)
	return ok, db.Fault(err)
}

// keepDevice notes a device from which the account signs in. The first one of all needs nobody's word.
func (s *Store) keepDevice(ctx context.Context, row deviceRow) (isNew bool, err error) {
	others, err := s.idb.NewSelect().Model((*deviceRow)(nil)).Where("d.account_id = ?", row.AccountID).Count(ctx)
	if err != nil {
		return false, db.Fault(err)
	}
	if others == 0 {
		row.NoticedAt = &row.SeenAt
	}
	_, err = s.idb.NewInsert().Model(&row).On("CONFLICT (id) DO UPDATE").Set("seen_at = EXCLUDED.seen_at").Exec(ctx)
	return others > 0, db.Fault(err)
}

// newDevices tells whether the account has signed in from a device other than this one that nobody has vouched for.
func (s *Store) newDevices(ctx context.Context, accountID, deviceID string) (bool, error) {
	ok, err := s.idb.NewSelect().Model((*deviceRow)(nil)).
		Where("d.account_id = ? AND d.id <> ? AND d.noticed_at IS NULL", accountID, deviceID).Exists(ctx)
	return ok, db.Fault(err)
}

// unnoticed lists those devices, newest first.
func (s *Store) unnoticed(ctx context.Context, accountID, deviceID string) ([]deviceRow, error) {
	var rows []deviceRow
	err := s.idb.NewSelect().Model(&rows).Where("d.account_id = ? AND d.id <> ? AND d.noticed_at IS NULL", accountID, deviceID).
		Order("d.created_at DESC").Limit(20).Scan(ctx)
	return rows, db.Fault(err)
}

func (s *Store) noticeDevices(ctx context.Context, accountID, deviceID string, at time.Time) error {
	_, err := s.idb.ExecContext(ctx, "UPDATE devices SET noticed_at = ? WHERE account_id = ? AND id <> ? AND noticed_at IS NULL", at, accountID, deviceID)
	return db.Fault(err)
}

// forgetDevices takes the trust from every device of an account but one.
func (s *Store) forgetDevices(ctx context.Context, accountID, deviceID string) error {
	_, err := s.idb.ExecContext(ctx, "DELETE FROM devices WHERE account_id = ? AND id <> ?", accountID, deviceID)
	return db.Fault(err)
}

// count adds one to a limit's window and returns the new count: one statement, right with any number of replicas.
func (s *Store) count(ctx context.Context, name string, window int64) (int, error) {
	const upsert = `INSERT INTO limits (name, window_start, n) VALUES (?, ?, 1)
		ON CONFLICT (name, window_start) DO UPDATE SET n = limits.n + 1 RETURNING n`
	var n int
	err := s.idb.QueryRowContext(ctx, upsert, name, window).Scan(&n)
	return n, db.Fault(err)
}

func (s *Store) counted(ctx context.Context, name string, window int64) (int, error) {
	var n int
	err := s.idb.QueryRowContext(ctx, "SELECT COALESCE(SUM(n), 0) FROM limits WHERE name = ? AND window_start = ?", name, window).Scan(&n)
	return n, db.Fault(err)
}

func (s *Store) clearLimit(ctx context.Context, name string) error {
	_, err := s.idb.ExecContext(ctx, "DELETE FROM limits WHERE name = ?", name)
	return db.Fault(err)
}
