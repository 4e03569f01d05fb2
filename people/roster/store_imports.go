package roster

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/internal/fault"
)

func (s *store) insert(ctx context.Context, row importRow) error {
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

// find reads an import without its file.
func (s *store) find(ctx context.Context, id string) (importRow, error) {
	var row importRow
	err := s.idb.NewSelect().Model(&row).ExcludeColumn("file").Where("i.id = ?", id).Scan(ctx)
	return row, db.Fault(err)
}

func (s *store) file(ctx context.Context, id string) ([]byte, error) {
	var sealed []byte
	err := s.idb.NewSelect().Model((*importRow)(nil)).Column("file").Where("i.id = ?", id).Scan(ctx, &sealed)
	if err == nil && len(sealed) == 0 {
		return nil, errOver
	}
	return sealed, db.Fault(err)
}

// errOver answers for an import that is no longer in the state that was asked for.
var errOver = fault.New(fault.Conflict, "roster.over")

// take takes an import for the rest of the transaction; one in none of the states is a conflict.
func (s *store) take(ctx context.Context, id string, now time.Time, states ...State) (importRow, error) {
	var row importRow
	err := db.Fault(s.idb.NewUpdate().Model(&row).Set("touched_at = ?", now).Where("i.id = ? AND i.state IN (?)", id, bun.List(states)).
		Returning("*").Scan(ctx))
	if fault.Is(err, fault.NotFound) {
		return row, errOver.Because(err)
	}
	return row, err
}

func (s *store) save(ctx context.Context, row importRow) error {
	_, err := s.idb.NewUpdate().Model(&row).WherePK().ExcludeColumn("id", "created_at", "created_by", "file_name", "file_size", "file_digest").Exec(ctx)
	return db.Fault(err)
}

// saveBut writes all but the file, which find does not read.
func (s *store) saveBut(ctx context.Context, row importRow) error {
	_, err := s.idb.NewUpdate().Model(&row).WherePK().ExcludeColumn("id", "created_at", "created_by", "file_name", "file_size", "file_digest", "file").Exec(ctx)
	return db.Fault(err)
}

func (s *store) progress(ctx context.Context, id string, done, total int) error {
	_, err := s.idb.ExecContext(ctx, "UPDATE imports SET done = ?, total = ? WHERE id = ?", done, total, id)
	return db.Fault(err)
}

// list lists imports that have not been discarded, newest first; by is empty for everybody's.
func (s *store) list(ctx context.Context, by string, limit int) ([]importRow, error) {
	var rows []importRow
	q := s.idb.NewSelect().Model(&rows).ExcludeColumn("file").Where("i.state <> ?", Discarded)
	if by != "" {
		q = q.Where("i.created_by = ?", by)
	}
	err := q.Order("i.created_at DESC", "i.id DESC").Limit(int64(limit)).Scan(ctx)
	return rows, db.Fault(err)
}

// layout is the remembered mapping of a file's headings; nil for none.
func (s *store) layout(ctx context.Context, digest string) ([]Field, error) {
	var raw string
	err := db.Fault(s.idb.NewSelect().Table("import_layouts").Column("fields").Where("digest = ?", digest).Scan(ctx, &raw))
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	var fields []Field
	if err == nil {
		err = json.Unmarshal([]byte(raw), &fields)
	}
	return fields, err
}

func (s *store) saveLayout(ctx context.Context, digest, fields, by string, at time.Time) error {
	const upsert = `INSERT INTO import_layouts (digest, fields, saved_at, saved_by) VALUES (?, ?, ?, ?)
		ON CONFLICT (digest) DO UPDATE SET fields = excluded.fields, saved_at = excluded.saved_at, saved_by = excluded.saved_by`
	_, err := s.idb.ExecContext(ctx, upsert, digest, fields, at, by)
	return db.Fault(err)
}

// forget drops what imports hold of people: those that nobody went on with are discarded, and of those that were applied
// or undone long ago only the line in the list stays.
func (s *store) forget(ctx context.Context, abandoned, settled time.Time) error {
	const open = `state IN ('mapping', 'compared')`
	for _, one := range []struct {
		statement string
		before    time.Time
	}{
		{`DELETE FROM import_rows WHERE import_id IN (SELECT id FROM imports WHERE ` + open + ` AND touched_at < ?)`, abandoned},
		{`UPDATE imports SET state = 'discarded', file = NULL WHERE ` + open + ` AND touched_at < ?`, abandoned},
		{`DELETE FROM import_rows WHERE import_id IN (SELECT id FROM imports WHERE state IN ('applied', 'undone') AND touched_at < ?)`, settled},
	} {
		if _, err := s.idb.ExecContext(ctx, one.statement, one.before); err != nil {
			return db.Fault(err)
		}
	}
	return nil
}
