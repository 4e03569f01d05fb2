package db

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/uptrace/bun/migrate"
)

// discover reads the migrations for an engine. A file is for both, or names its engine before the ending:
// "0011_search_index.sqlite.tx.up.sql" and "0011_search_index.postgres.tx.up.sql" are one migration.
func discover(engine Engine, files fs.FS) (*migrate.Migrations, error) {
	set := migrate.NewMigrations()
	if err := set.Discover(engineFiles{files, engine}); err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	return set, nil
}

// engineFiles are files without those of the other engine.
type engineFiles struct {
	fs.FS
	engine Engine
}

// ReadDir lists a folder.
func (f engineFiles) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(f.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		for _, engine := range []Engine{SQLite, Postgres} {
			if engine != f.engine && strings.Contains(e.Name(), "."+string(engine)+".") {
				return true
			}
		}
		return false
	}), err
}
