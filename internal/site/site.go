// Package site ties a database to what belongs to it and lives outside: its media folder and its keys. Each has a mark,
// noted in the database when it was first used. A server with another folder or another key would lose files from sight,
// or make what the others cannot read; it finds out here, before it serves.
package site

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"liem/internal/db"
)

// Mark is something that belongs to the database.
type Mark struct {
	Name  string
	Value string                   // what is noted; empty when it is not there at all
	Fits  func(stored string) bool // nil: the value itself
}

func (m Mark) fits(stored string) bool {
	if m.Fits != nil {
		return m.Value != "" && m.Fits(stored)
	}
	return m.Value == stored
}

type row struct {
	db.BaseModel `bun:"table:site"`

	Name  string `bun:"name,pk"`
	Value string `bun:"value"`
}

// Strangers names the marks that differ from what the database noted. It changes nothing.
func Strangers(ctx context.Context, idb db.IDB, marks []Mark) ([]string, error) {
	stored, err := load(ctx, idb)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, m := range marks {
		if value, ok := stored[m.Name]; ok && !m.fits(value) {
			names = append(names, m.Name)
		}
	}
	return names, nil
}

// Bind notes the marks that the database does not know yet, and names those that differ from what it knows. Of two that
// bind at once the first one counts.
func Bind(ctx context.Context, d *db.DB, marks []Mark) ([]string, error) {
	if err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return insert(ctx, tx, marks, "NOTHING") }); err != nil {
		return nil, err
	}
	return Strangers(ctx, d.Reader(), marks)
}

// Rebind notes the marks in place of what the database knew.
func Rebind(ctx context.Context, tx db.Tx, marks []Mark) error {
	return insert(ctx, tx, marks, "UPDATE")
}

func insert(ctx context.Context, tx db.Tx, marks []Mark, conflict string) error {
	rows := make([]row, len(marks))
	for i, m := range marks {
		rows[i] = row{Name: m.Name, Value: m.Value}
	}
	q := tx.NewInsert().Model(&rows).On("CONFLICT (name) DO " + conflict)
	if conflict == "UPDATE" {
		q = q.Set("value = EXCLUDED.value")
	}
	_, err := q.Exec(ctx)
	return db.Fault(err)
}

func load(ctx context.Context, idb db.IDB) (map[string]string, error) {
	var rows []row
	if err := idb.NewSelect().Model(&rows).Scan(ctx); err != nil {
		return nil, db.Fault(err)
	}
	stored := map[string]string{}
	for _, r := range rows {
		stored[r.Name] = r.Value
	}
	return stored, nil
}

// Stored is what the database noted under a name; empty when it noted nothing.
func Stored(ctx context.Context, idb db.IDB, name string) (string, error) {
	stored, err := load(ctx, idb)
	return stored[name], err
}

// markName is the file that marks a folder.
const markName = ".site"

// FolderMark is a folder's mark; empty when it has none.
func FolderMark(dir string) (string, error) {
	raw, err := os.ReadFile(filepath.Join(dir, markName))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return strings.TrimSpace(string(raw)), err
}

// MarkFolder gives a folder without a mark the one that is given, or a new one, and returns the mark that it has then.
// Two programs that mark it at once agree: the file is linked into place whole.
func MarkFolder(dir, mark string) (string, error) {
	if mark == "" {
		mark = rand.Text()
	}
	f, err := os.CreateTemp(dir, markName+"-*") // mode 0600
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name())
	if _, err := f.WriteString(mark + "\n"); err != nil {
		return "", errors.Join(err, f.Close())
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return "", err
	}
	if err := os.Link(f.Name(), filepath.Join(dir, markName)); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	return FolderMark(dir)
}
