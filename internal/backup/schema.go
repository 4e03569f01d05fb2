package backup

import (
	"context"
	"io/fs"
	"slices"
	"strings"

	"liem/internal/db"
	"liem/internal/fault"
)

// fits refuses a backup whose schema this program does not know, or that the database has grown past.
func fits(ctx context.Context, d *db.DB, files fs.FS, m *Manifest) error {
	known, err := migrationNames(files)
	if err != nil {
		return err
	}
	for _, name := range m.Migrations {
		if !slices.Contains(known, name) {
			return fault.New(fault.Conflict, "backup.newer_schema").With("Migration", name)
		}
	}
	if d == nil {
		return nil
	}
	schema, err := db.Schema(ctx, d, files)
	if err != nil {
		return err
	}
	for _, name := range append(schema.Applied, schema.Unknown...) {
		if !slices.Contains(m.Migrations, name) {
			return fault.New(fault.Conflict, "backup.older_schema").With("Migration", name)
		}
	}
	return nil
}

// migrationNames lists the program's migrations, "0001_schema".
func migrationNames(files fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(files, ".")
	var names []string
	for _, e := range entries {
		if name, _, ok := strings.Cut(e.Name(), "."); ok {
			names = append(names, name)
		}
	}
	return names, err
}

// upTo shows only the migrations that a backup's schema has.
type upTo struct {
	fs.FS
	names []string
}

// ReadDir implements fs.ReadDirFS.
func (u upTo) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(u.FS, name)
	return slices.DeleteFunc(all, func(e fs.DirEntry) bool {
		migration, _, _ := strings.Cut(e.Name(), ".")
		return !slices.Contains(u.names, migration)
	}), err
}

// sameTables refuses a backup whose tables are not those of the schema it names.
func sameTables(have, want []Table) error {
	same := slices.EqualFunc(have, want, func(a, b Table) bool {
		return a.Name == b.Name && slices.EqualFunc(sorted(a.Columns), sorted(b.Columns), func(x, y Column) bool { return x == y })
	})
	if !same {
		return fault.New(fault.Conflict, "backup.other_tables")
	}
	return nil
}

func sorted(columns []Column) []Column {
	return slices.SortedFunc(slices.Values(columns), func(a, b Column) int { return strings.Compare(a.Name, b.Name) })
}
