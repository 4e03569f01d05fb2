package db

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	"github.com/uptrace/bun/migrate"
)

// commitTimeout bounds one grouped transaction.
const commitTimeout = 15 * time.Second

// migrationLock is the key of PostgreSQL's advisory lock: one migration at a time, and a crash leaves no lock behind.
const migrationLock = 0x6c69656d // "liem"

// Migrate brings the schema up to date and returns the names of what was applied. Two programs that start at once
// follow each other.
func Migrate(ctx context.Context, d *DB, files fs.FS) ([]string, error) {
	release, err := d.excludeMigrations(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	m, err := migrator(ctx, d, files)
	if err != nil {
		return nil, err
	}
	group, err := m.Migrate(ctx)
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	return names(group.Migrations), nil
}

func migrator(ctx context.Context, d *DB, files fs.FS) (*migrate.Migrator, error) {
	set, err := discover(d.engine, files)
	if err != nil {
		return nil, err
	}
	// By default a migration that fails is recorded as applied.
	m := migrate.NewMigrator(d.writer, set, migrate.WithMarkAppliedOnSuccess(true))
	return m, m.Init(ctx)
}

func names(list migrate.MigrationSlice) []string {
	out := make([]string, 0, len(list))
	for _, m := range list {
		out = append(out, m.Name+"_"+m.Comment)
	}
	return out
}

// excludeMigrations keeps other programs from migrating at the same time. The write lock of SQLite's file would not do: a
// migration and the note that it was applied are two transactions.
func (d *DB) excludeMigrations(ctx context.Context) (release func(), err error) {
	if d.engine == SQLite {
		return lockFolder(ctx, d.folder)
	}
	conn, err := d.writer.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock(?)", migrationLock); err != nil {
		conn.Close()
		return nil, err
	}
	return func() {
		conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock(?)", migrationLock)
		conn.Close()
	}, nil
}
