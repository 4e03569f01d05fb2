package db

import (
	"context"
	"database/sql"
	"sync"
)

// Statement is a short query, one that finds a few rows by an index, which pages ask again and again with other
// arguments.
//
// SQLite keeps it prepared, for planning it takes longer than running it, and runs it on connections of its own, so that
// it never waits for a long report and need not be watched for a wish that is withdrawn: that, too, costs more than
// running it. On PostgreSQL it goes the way of all queries, its arguments in its text: a prepared one would tie it to one
// connection, which a pooler between would break.
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
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	statement, err := s.prepare()
	if err != nil {
		return nil, err
	}
	return statement.Query(args...)
}

func (s *Statement) prepare() (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.prepared != nil {
		return s.prepared, nil
	}
	statement, err := s.d.short.Prepare(s.text)
	if err == nil {
		s.prepared = statement // closed with the pool
	}
	return statement, err
}
