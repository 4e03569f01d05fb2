package backup

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// What the engines' catalogues say. Views, virtual tables with their shadows, and generated columns hold nothing of
// their own.
const (
	sqliteTables  = `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name`
	sqliteColumns = `SELECT name, type FROM pragma_table_info(?) ORDER BY cid`

	postgresTables = `SELECT table_name FROM information_schema.tables
		WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name`
	postgresColumns = `SELECT column_name, data_type FROM information_schema.columns
		WHERE table_schema = current_schema() AND table_name = ? AND is_generated = 'NEVER' ORDER BY ordinal_position`
)

// catalogue lists the tables of the program with their columns.
func catalogue(ctx context.Context, idb bun.IDB, engine db.Engine) ([]Table, error) {
	query := sqliteTables
	if engine == db.Postgres {
		query = postgresTables
	}
	var names []string
	if err := idb.NewRaw(query).Scan(ctx, &names); err != nil {
		return nil, err
	}
	tables := make([]Table, 0, len(names))
	for _, name := range names {
		if db.Bookkeeping(name) {
			continue
		}
		columns, err := columnsOf(ctx, idb, engine, name)
		if err != nil {
			return nil, err
		}
		tables = append(tables, Table{Name: name, Columns: columns})
	}
	return tables, nil
}

func columnsOf(ctx context.Context, idb bun.IDB, engine db.Engine, table string) ([]Column, error) {
	query := sqliteColumns
	if engine == db.Postgres {
		query = postgresColumns
	}
	var names, types []string
	if err := idb.NewRaw(query, table).Scan(ctx, &names, &types); err != nil {
		return nil, err
	}
	columns := make([]Column, len(names))
	for i, name := range names {
		kind, ok := kinds[strings.ToLower(types[i])]
		if !ok {
			return nil, fmt.Errorf("backup: %s.%s has the type %q, which no kind stands for", table, name, types[i])
		}
		columns[i] = Column{name, kind}
	}
	return columns, nil
}

// filled names a table that holds rows; it is empty when none does.
func filled(ctx context.Context, idb bun.IDB, tables []Table) (string, error) {
	for _, t := range tables {
		var rows int
		if err := idb.NewRaw("SELECT count(*) FROM (SELECT 1 FROM ? LIMIT 1) AS few", bun.Ident(t.Name)).Scan(ctx, &rows); err != nil {
			return "", err
		}
		if rows > 0 {
			return t.Name, nil
		}
	}
	return "", nil
}

// unbounded lets a transaction on PostgreSQL take its time: a statement that copies a table may run for long.
func unbounded(ctx context.Context, tx db.Tx, engine db.Engine) error {
	if engine != db.Postgres {
		return nil
	}
	_, err := tx.ExecContext(ctx, "SET LOCAL statement_timeout = 0")
	return err
}
