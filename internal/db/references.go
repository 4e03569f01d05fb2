package db

import (
	"context"

	"github.com/uptrace/bun"
)

// Reference is a column of another table that refers to a table's rows.
type Reference struct {
	Table  string `bun:"name"`
	Column string `bun:"column_name"`
}

// What the engines' catalogues say of foreign keys with one column.
const (
	sqliteReferences = `SELECT t.name AS name, f."from" AS column_name FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
		WHERE t.schema = 'main' AND t.type = 'table' AND f."table" = ? ORDER BY 1, 2`
	postgresReferences = `SELECT r.relname AS name, a.attname AS column_name FROM pg_constraint c
		JOIN pg_class r ON r.oid = c.conrelid JOIN pg_namespace n ON n.oid = r.relnamespace
		JOIN pg_class target ON target.oid = c.confrelid
		JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
		WHERE c.contype = 'f' AND n.nspname = current_schema() AND target.relname = ? ORDER BY 1, 2`
)

// References lists what refers to a table, so that who would take a row away can say what stands in the way.
func (d *DB) References(ctx context.Context, idb IDB, table string) ([]Reference, error) {
	query := sqliteReferences
	if d.engine == Postgres {
		query = postgresReferences
	}
	var list []Reference
	err := idb.NewRaw(query, table).Scan(ctx, &list)
	return list, Fault(err)
}

// Referring lists which of the ids a reference's rows refer to.
func (r Reference) Referring(ctx context.Context, idb IDB, ids []string) ([]string, error) {
	var found []string
	for len(ids) > 0 {
		n := min(len(ids), 500)
		var some []string
		err := idb.NewRaw("SELECT DISTINCT ? FROM ? WHERE ? IN (?)", bun.Ident(r.Column), bun.Ident(r.Table), bun.Ident(r.Column), bun.List(ids[:n])).
			Scan(ctx, &some)
		if err != nil {
			return nil, Fault(err)
		}
		found, ids = append(found, some...), ids[n:]
	}
	return found, nil
}
