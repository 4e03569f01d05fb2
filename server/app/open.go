package app

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/secret"
	"liem/migrations"
)

// OpenDB opens the database as the configuration says, without touching its schema. An SQLite file is made when it is
// missing.
func OpenDB(ctx context.Context, c Config, log *slog.Logger) (*db.DB, error) {
	return db.Open(ctx, db.Config{URL: c.DatabaseURL, Path: c.DatabasePath(), MaxConns: c.MaxConns, Logger: log})
}

// RequireDB refuses a data folder without a database, so that a slip in its name makes no new one.
func RequireDB(c Config) error {
	if c.DatabaseURL != "" {
		return nil
	}
	if _, err := os.Stat(c.DatabasePath()); errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "server.no_database").With("Path", c.DatabasePath())
	} else if err != nil {
		return err
	}
	return nil
}

// Migrate brings the schema up to date. One that a newer program has changed is left alone and refused.
func Migrate(ctx context.Context, d *db.DB) error {
	schema, err := db.Schema(ctx, d, migrations.FS)
	if err != nil {
		return err
	}
	if len(schema.Unknown) > 0 {
		return fault.New(fault.Conflict, "backup.newer_schema").With("Migration", schema.Unknown[0])
	}
	_, err = db.Migrate(ctx, d, migrations.FS)
	return err
}

// LoadKeys loads the keys, and makes those that are missing.
func LoadKeys(c Config) (*secret.Keys, error) {
	return secret.Load(secret.Files{Dir: c.KeyDir(), Field: c.KeyField, Cookie: c.KeyCookie, Ledger: c.KeyLedger, Origin: c.Origin})
}

// RequireKeys refuses a place without keys, for commands that must not make new ones.
func RequireKeys(c Config) error {
	for _, path := range c.KeyFiles() {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return fault.New(fault.NotFound, "server.no_key").With("Path", path)
		} else if err != nil {
			return err
		}
	}
	return nil
}
