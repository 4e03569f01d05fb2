package db

import (
	"context"
	"database/sql"
	"sync"
)

// Statement is a query that pages ask again and again with other arguments. SQLite keeps it prepared, for planning such a
// query takes longer than running it. On PostgreSQL it goes the way of all queries, its arguments in its text: a
// prepared one would tie it to one connection, which a pooler between would break.
type Statement struct {
	d    *DB
	text string

	mu       sync.Mutex
	prepared *sql.Stmt // nil until it is first asked
}

// Statement names a reading query; ? stands for an argument: a text, a number or bytes. It costs nothing until it is
// asked.
func (d *DB) Statement(text string) *Statement { return &Statement{d: d, text: text} }

// Query asks outside a transaction. The caller closes the rows.
func (s *Statement) Query(ctx context.Context, args ...any) (*sql.Rows, error) {
	if s.d.engine == Postgres {
		return s.d.reader.QueryContext(ctx, s.text, args...)
	}
	statement, err := s.prepare(ctx)
	if err != nil {
		return nil, err
	}
	return statement.QueryContext(ctx, args...)
}

func (s *Statement) prepare(ctx context.Context) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.prepared != nil {
		return s.prepared, nil
	}
	statement, err := s.d.reader.DB.PrepareContext(ctx, s.text)
	if err == nil {
		s.prepared = statement // closed with the pool
	}
	return statement, err
}
