package people

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type seeAsRow struct {
	bun.BaseModel `bun:"table:see_as,alias:s"`

	ID        string     `bun:"id,pk"`
	SessionID string     `bun:"session_id"`
	ViewerID  string     `bun:"viewer_id"`
	AccountID string     `bun:"account_id"`
	Reason    string     `bun:"reason"`
	StartedAt time.Time  `bun:"started_at"`
	ExpiresAt time.Time  `bun:"expires_at"`
	EndedAt   *time.Time `bun:"ended_at"`
}

func (s *Store) insertSeeAs(ctx context.Context, row seeAsRow) error {
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

// seeing is what a session looks through at a time.
func (s *Store) seeing(ctx context.Context, sessionID string, now time.Time) (seeAsRow, error) {
	var row seeAsRow
	err := s.idb.NewSelect().Model(&row).Where("s.session_id = ? AND s.ended_at IS NULL AND s.expires_at > ?", sessionID, now).
		Order("s.started_at DESC").Limit(1).Scan(ctx)
	return row, db.Fault(err)
}

func (s *Store) endSeeAs(ctx context.Context, sessionID string, at time.Time) error {
	_, err := s.idb.ExecContext(ctx, "UPDATE see_as SET ended_at = ? WHERE session_id = ? AND ended_at IS NULL AND expires_at > ?", at, sessionID, at)
	return db.Fault(err)
}

// manySeen bounds the list of who saw the site as somebody.
const manySeen = 50

type seenRecord struct {
	Name      string     `bun:"name"`
	Username  string     `bun:"username"`
	Reason    string     `bun:"reason"`
	StartedAt time.Time  `bun:"started_at"`
	ExpiresAt time.Time  `bun:"expires_at"`
	EndedAt   *time.Time `bun:"ended_at"`
}

// seen lists times at which somebody saw as another, with the name of the account in the column given.
func (s *Store) seen(ctx context.Context, where, other, accountID string) ([]Look, error) {
	var records []seenRecord
	err := s.idb.NewRaw(`SELECT COALESCE(o.full_name, a.display_name) AS name, a.username, s.reason, s.started_at, s.expires_at, s.ended_at
		FROM see_as s JOIN accounts a ON a.id = `+other+` LEFT JOIN officers o ON o.id = a.officer_id
		WHERE `+where+` ORDER BY s.started_at DESC, s.id DESC LIMIT ?`, accountID, manySeen).Scan(ctx, &records)
	if err != nil {
		return nil, db.Fault(err)
	}
	list := make([]Look, len(records))
	for i, r := range records {
		list[i] = Look{Name: r.Name, Username: r.Username, Reason: r.Reason, From: r.StartedAt, To: r.ExpiresAt}
		if r.EndedAt != nil {
			list[i].To = *r.EndedAt
		}
	}
	return list, nil
}
