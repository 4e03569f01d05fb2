package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"net"
	"strings"

	"github.com/uptrace/bun/driver/pgdriver"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"liem/internal/fault"
)

// Fault turns a driver's error into a fault; faults and nil pass as they are.
func Fault(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := fault.As(err); ok {
		return err
	}
	kind, key := classify(err)
	if kind == fault.Internal {
		return err
	}
	return fault.New(kind, key).Because(err)
}

func classify(err error) (fault.Kind, string) {
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return fault.NotFound, "fault.not_found"
	case IsUnique(err):
		return fault.Conflict, "fault.conflict"
	case IsForeignKey(err):
		return fault.Conflict, "fault.in_use"
	case unavailable(err):
		return fault.Unavailable, "fault.unavailable"
	}
	return fault.Internal, "fault.internal"
}

// PostgreSQL's codes (appendix A of its manual).
const (
	pgUnique        = "23505"
	pgForeignKey    = "23503"
	pgSerialization = "40001"
	pgDeadlock      = "40P01"
	pgCancelled     = "57014"
)

// IsUnique tells whether a row with the same key is there already.
func IsUnique(err error) bool {
	code := sqliteCode(err)
	return code == sqlite3.SQLITE_CONSTRAINT_UNIQUE || code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY || pgCode(err) == pgUnique
}

// IsForeignKey tells whether a row that is referred to is missing, or one in use would go.
func IsForeignKey(err error) bool {
	return sqliteCode(err) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY || pgCode(err) == pgForeignKey
}

func retryable(err error) bool {
	code := pgCode(err)
	return code == pgSerialization || code == pgDeadlock
}

// unavailable is what passes: a deadline, a lock, a lost line, a server that is starting or full.
func unavailable(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || errors.Is(err, driver.ErrBadConn) ||
		errors.Is(err, sql.ErrConnDone) || errors.Is(err, net.ErrClosed) || retryable(err) {
		return true
	}
	var lost net.Error
	if errors.As(err, &lost) {
		return true
	}
	switch sqliteCode(err) & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR:
		return true
	}
	code := pgCode(err)
	return code == pgCancelled || strings.HasPrefix(code, "08") || strings.HasPrefix(code, "53") || strings.HasPrefix(code, "57P")
}

func sqliteCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

func pgCode(err error) string {
	var e pgdriver.Error
	if errors.As(err, &e) {
		return e.Field('C')
	}
	return ""
}
