package jobs

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// Dead is one-off work that was given up.
type Dead struct {
	ID        string
	Kind      string
	Attempts  int
	LastError string // for operators, not for a page
}

// ListDead lists work that was given up, the oldest first.
func ListDead(ctx context.Context, idb db.IDB, limit int) ([]Dead, error) {
	const list = `SELECT id, kind, attempts, last_error FROM jobs WHERE state = 'dead' ORDER BY id LIMIT ?`
	rows, err := idb.QueryContext(ctx, list, limit)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var all []Dead
	for rows.Next() {
		var one Dead
		if err := rows.Scan(&one.ID, &one.Kind, &one.Attempts, &one.LastError); err != nil {
			return nil, db.Fault(err)
		}
		all = append(all, one)
	}
	return all, db.Fault(rows.Err())
}

// Revive lets dead work wait again, with its attempts counted afresh. It is NotFound when it is not dead, and Conflict
// when the same work waits already.
func Revive(ctx context.Context, idb db.IDB, id string, at time.Time) error {
	const revive = `UPDATE jobs SET state = 'waiting', attempts = 0, run_at = ? WHERE id = ? AND state = 'dead'`
	result, err := idb.ExecContext(ctx, revive, clock.UTC(at), id)
	if err != nil {
		return db.Fault(err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return fault.New(fault.NotFound, "fault.not_found").Because(err)
	}
	return nil
}

// cleanText makes a text fit to be stored: both engines refuse NUL, PostgreSQL what is not UTF-8.
func cleanText(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "?"), "\x00", "")
	for len(s) > maxErrorText {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return s
}
