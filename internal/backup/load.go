package backup

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// One statement inserts so many rows, or about so many bytes of them.
const (
	batchRows  = 200
	batchBytes = 256 << 10
)

// loader inserts the rows of one table after the other, in batches.
type loader struct {
	tx    db.Tx
	args  []any // of the rows that wait
	rows  int
	bytes int
}

func (l *loader) row(ctx context.Context, t *Table, values []any) error {
	l.args = append(l.args, values...)
	l.rows++
	for _, v := range values {
		switch v := v.(type) {
		case string:
			l.bytes += len(v)
		case []byte:
			l.bytes += 2 * len(v)
		}
	}
	if l.rows == batchRows || l.bytes >= batchBytes {
		return l.flush(ctx, t)
	}
	return nil
}

func (l *loader) flush(ctx context.Context, t *Table) error {
	if l.rows == 0 {
		return nil
	}
	names := make([]bun.Ident, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = bun.Ident(c.Name)
	}
	tuple := "(" + strings.Repeat("?, ", len(names)-1) + "?)"
	query := "INSERT INTO ? ? VALUES " + strings.Repeat(tuple+", ", l.rows-1) + tuple
	args := append([]any{bun.Ident(t.Name), bun.Tuple(names)}, l.args...)
	if _, err := l.tx.ExecContext(ctx, query, args...); err != nil {
		return fmt.Errorf("backup: rows of %s: %w", t.Name, err)
	}
	l.args, l.rows, l.bytes = l.args[:0], 0, 0
	return nil
}
