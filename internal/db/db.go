package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/uptrace/bun"
)

// Engine is a database engine.
type Engine string

// The engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// Tx is a transaction; IDB is a pool or a transaction, as stores take it. BaseModel names the table of a struct that is
// stored as it stands.
type (
	Tx        = bun.Tx
	IDB       = bun.IDB
	BaseModel = bun.BaseModel
)

// DB is the program's database.
type DB struct {
	engine Engine
	writer *bun.DB
	reader *bun.DB // the writer itself on PostgreSQL
	short  *sql.DB // connections for statements; nil on PostgreSQL
	folder string  // of SQLite's file
	log    *slog.Logger
}

// Config says which database to open.
type Config struct {
	URL        string // postgres://…; empty for SQLite
	Path       string // SQLite's file; its folder is made when it is missing
	MaxReaders int    // SQLite: connections that read, 4 when zero
	MaxConns   int    // PostgreSQL: connections in all, 16 when zero
	SlowQuery  time.Duration
	Logger     *slog.Logger
}

// Open opens the database and checks that it answers.
func Open(ctx context.Context, c Config) (*DB, error) {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.SlowQuery == 0 {
		c.SlowQuery = time.Second
	}
	d := &DB{log: c.Logger}
	var err error
	if c.URL != "" {
		err = d.openPostgres(c)
	} else {
		err = d.openSQLite(c)
	}
	if err != nil {
		return nil, err
	}
	hook := &queryLog{log: c.Logger, slow: c.SlowQuery}
	shared := d.reader == d.writer
	d.writer = d.writer.WithQueryHook(hook)
	if shared {
		d.reader = d.writer
	} else {
		d.reader = d.reader.WithQueryHook(hook)
	}
	if err := d.Ping(ctx); err != nil {
		d.Close()
		return nil, fmt.Errorf("database does not answer: %w", err)
	}
	return d, nil
}

// Engine tells which engine it is.
func (d *DB) Engine() Engine { return d.engine }

// Writer is the pool that may write.
func (d *DB) Writer() *bun.DB { return d.writer }

// Reader is the pool for reading; on SQLite its connections refuse to write.
func (d *DB) Reader() *bun.DB { return d.reader }

// Ping asks the database to answer.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.writer.PingContext(ctx); err != nil {
		return err
	}
	return d.reader.PingContext(ctx)
}

// Close closes the pools.
func (d *DB) Close() error {
	err := d.writer.Close()
	if d.reader != d.writer {
		err = errors.Join(err, d.reader.Close())
	}
	if d.short != nil {
		err = errors.Join(err, d.short.Close())
	}
	return err
}

// inside marks the context of a running transaction.
type inside struct{}

// errNested is a programming error: SQLite's one writing connection would wait for itself.
var errNested = errors.New("db: a transaction inside a transaction; use the one at hand")

// maxTries bounds how often a transaction that PostgreSQL could not serialise is run again.
const maxTries = 5

// InTx runs fn in a transaction that commits when fn returns nil. On PostgreSQL it is run again when it could not be
// serialised or met a deadlock, so fn must have no effect beside the transaction.
func (d *DB) InTx(ctx context.Context, fn func(ctx context.Context, tx Tx) error) error {
	if ctx.Value(inside{}) != nil {
		return errNested
	}
	if OnlyLooks(ctx) {
		return errLooking
	}
	inner := context.WithValue(ctx, inside{}, true)
	for try := 1; ; try++ {
		err := d.writer.RunInTx(inner, nil, fn)
		if err == nil || try == maxTries || !retryable(err) {
			return Fault(err)
		}
		select {
		case <-ctx.Done():
			return Fault(ctx.Err())
		case <-time.After(time.Duration(try) * time.Duration(5+rand.IntN(20)) * time.Millisecond): // #nosec G404 -- how long to wait is no secret
		}
	}
}

// ReadTx runs fn on one snapshot that sees no later write.
func (d *DB) ReadTx(ctx context.Context, fn func(ctx context.Context, tx Tx) error) error {
	o := &sql.TxOptions{ReadOnly: true}
	if d.engine == Postgres {
		o.Isolation = sql.LevelRepeatableRead
	}
	return Fault(d.reader.RunInTx(ctx, o, fn))
}

// Savepoint runs fn so that an error in it undoes its own writes and leaves the transaction usable; PostgreSQL would
// otherwise refuse everything after a tolerated error.
func Savepoint(ctx context.Context, tx Tx, fn func(ctx context.Context, tx Tx) error) error {
	return tx.RunInTx(ctx, nil, fn)
}
