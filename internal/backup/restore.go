package backup

import (
	"context"
	"io"
	"io/fs"

	"liem/internal/blob"
	"liem/internal/db"
	"liem/internal/fault"
)

// Target is where a backup is put back.
type Target struct {
	DB         *db.DB // nil for one that is not there yet: Plan alone
	Blobs      blob.Store
	Migrations fs.FS
	// Accept is asked before the rows are committed; its error undoes them. It may be nil.
	Accept func(ctx context.Context, tx db.Tx) error
}

// Opener opens the backup's file from its beginning.
type Opener func() (io.ReadCloser, error)

// Plan reads the whole backup, checks it, and tells whether it can be restored into the target. It writes nothing.
func Plan(ctx context.Context, open Opener, t Target) (Manifest, error) {
	r, err := open()
	if err != nil {
		return Manifest{}, err
	}
	defer r.Close()
	m, err := read(ctx, r, visitor{manifest: func(m *Manifest) error { return fits(ctx, t.DB, t.Migrations, m) }})
	if err != nil || t.DB == nil {
		return m, err
	}
	return m, t.empty(ctx)
}

func (t *Target) empty(ctx context.Context) error {
	tables, err := catalogue(ctx, t.DB.Reader(), t.DB.Engine())
	if err != nil {
		return err
	}
	name, err := filled(ctx, t.DB.Reader(), tables)
	if err == nil && name != "" {
		return fault.New(fault.Conflict, "backup.not_empty").With("Table", name)
	}
	return err
}

// Restore puts a backup back into an empty database: the schema as it was, then all rows in one transaction, then the
// migrations that came later. The whole file is checked before anything is written.
func Restore(ctx context.Context, open Opener, t Target) (Manifest, error) {
	m, err := Plan(ctx, open, t)
	if err != nil {
		return m, err
	}
	if _, err := db.Migrate(ctx, t.DB, upTo{t.Migrations, m.Migrations}); err != nil {
		return m, err
	}
	if err := t.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return t.load(ctx, tx, open) }); err != nil {
		return m, err
	}
	_, err = db.Migrate(ctx, t.DB, t.Migrations)
	return m, err
}

// load runs again when the transaction does: it reads the file from its beginning, and stored blobs stay as they are.
func (t *Target) load(ctx context.Context, tx db.Tx, open Opener) error {
	if err := unbounded(ctx, tx, t.DB.Engine()); err != nil {
		return err
	}
	check, err := deferReferences(ctx, tx, t.DB.Engine())
	if err != nil {
		return err
	}
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	l := &loader{tx: tx}
	_, err = read(ctx, r, visitor{
		manifest: func(m *Manifest) error { return t.ready(ctx, tx, m) },
		row:      func(table *Table, values []any) error { return l.row(ctx, table, values) },
		tableEnd: func(table *Table) error { return l.flush(ctx, table) },
		blob:     func(_ Blob, r io.Reader) error { _, _, err := t.Blobs.Put(ctx, r); return err },
	})
	if err != nil {
		return err
	}
	if err := check(); err != nil || t.Accept == nil {
		return err
	}
	return t.Accept(ctx, tx)
}

// ready looks again, now inside the transaction: the tables are those of the backup, and nobody has filled them.
func (t *Target) ready(ctx context.Context, tx db.Tx, m *Manifest) error {
	tables, err := catalogue(ctx, tx, t.DB.Engine())
	if err != nil {
		return err
	}
	if err := sameTables(tables, m.Tables); err != nil {
		return err
	}
	name, err := filled(ctx, tx, tables)
	if err == nil && name != "" {
		return fault.New(fault.Conflict, "backup.not_empty").With("Table", name)
	}
	return err
}
