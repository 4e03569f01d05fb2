package backup

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

// dump writes a table's rows as lines and notes their number, size and digest.
func dump(ctx context.Context, tx db.Tx, t *Table, w io.Writer) error {
	names := make([]bun.Ident, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = bun.Ident(c.Name)
	}
	rows, err := tx.QueryContext(ctx, "SELECT ? FROM ?", bun.List(names), bun.Ident(t.Name))
	if err != nil {
		return err
	}
	defer rows.Close()
	h := newHash()
	line := newLine(t, io.MultiWriter(w, h))
	for rows.Next() {
		if err := rows.Scan(line.targets...); err != nil {
			return err
		}
		if err := line.write(); err != nil {
			return fmt.Errorf("backup: row %d of %s: %w", t.Rows+1, t.Name, err)
		}
		t.Rows++
		t.Size += int64(line.buf.Len())
	}
	t.SHA256 = h.sum()
	return rows.Err()
}

// line writes one row at a time; what it holds is used again for the next.
type line struct {
	columns []Column
	values  []any
	targets []any // pointers to values
	buf     bytes.Buffer
	json    *json.Encoder
	w       io.Writer
}

func newLine(t *Table, w io.Writer) *line {
	l := &line{columns: t.Columns, values: make([]any, len(t.Columns)), targets: make([]any, len(t.Columns)), w: w}
	for i := range l.values {
		l.targets[i] = &l.values[i]
	}
	l.json = json.NewEncoder(&l.buf)
	l.json.SetEscapeHTML(false)
	return l
}

func (l *line) write() (err error) {
	for i, c := range l.columns {
		if l.values[i], err = encode(c.Kind, l.values[i]); err != nil {
			return fmt.Errorf("column %s: %w", c.Name, err)
		}
	}
	l.buf.Reset()
	if err := l.json.Encode(l.values); err != nil {
		return err
	}
	_, err = l.w.Write(l.buf.Bytes())
	return err
}
