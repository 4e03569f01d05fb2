package db

import (
	"context"
	"io/fs"
	"slices"
)

// migrationTables are the tables in which migrations are noted.
const (
	migrationTable     = "bun_migrations"
	migrationLockTable = "bun_migration_locks"
)

// Bookkeeping tells whether a table notes migrations and holds nothing of the program.
func Bookkeeping(table string) bool { return table == migrationTable || table == migrationLockTable }

// SchemaStatus is how far a database's schema is, against the migrations of this program: names such as "0001_schema",
// in order. Of an unknown one, which a newer program applied, only the number is known.
type SchemaStatus struct {
	Applied []string `json:"applied"`
	Pending []string `json:"pending"`
	Unknown []string `json:"unknown"`
}

// Schema tells how far the schema is. It changes nothing, not even in a database that was never migrated.
func Schema(ctx context.Context, d *DB, files fs.FS) (SchemaStatus, error) {
	set, err := discover(d.engine, files)
	if err != nil {
		return SchemaStatus{}, err
	}
	done, err := d.appliedNumbers(ctx)
	if err != nil {
		return SchemaStatus{}, Fault(err)
	}
	var s SchemaStatus
	known := map[string]bool{}
	for _, m := range set.Sorted() {
		known[m.Name] = true
		if done[m.Name] {
			s.Applied = append(s.Applied, m.String())
		} else {
			s.Pending = append(s.Pending, m.String())
		}
	}
	for number := range done {
		if !known[number] {
			s.Unknown = append(s.Unknown, number)
		}
	}
	slices.Sort(s.Unknown)
	return s, nil
}

// Pending lists the migrations that the database lacks.
func Pending(ctx context.Context, d *DB, files fs.FS) ([]string, error) {
	s, err := Schema(ctx, d, files)
	return s.Pending, err
}

func (d *DB) appliedNumbers(ctx context.Context) (map[string]bool, error) {
	find := "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
	if d.engine == Postgres {
		find = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?"
	}
	var tables int
	if err := d.reader.NewRaw(find, migrationTable).Scan(ctx, &tables); err != nil || tables == 0 {
		return nil, err
	}
	var numbers []string
	if err := d.reader.NewRaw("SELECT name FROM "+migrationTable).Scan(ctx, &numbers); err != nil {
		return nil, err
	}
	done := map[string]bool{}
	for _, n := range numbers {
		done[n] = true
	}
	return done, nil
}
