package db

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	_ "modernc.org/sqlite" // the driver "sqlite", without cgo
)

// sqliteDSN names the file with its settings. They stand in the name because they are settings of a connection; the
// time to wait for a lock comes first, since switching to WAL takes one. FULL makes an acknowledged write survive a
// power cut. A transaction takes the write lock as it begins: one that reads first and writes later would often fail.
func sqliteDSN(path string, readOnly bool) string {
	q := url.Values{}
	for _, pragma := range []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-2000)"} {
		q.Add("_pragma", pragma)
	}
	if readOnly {
		q.Add("_pragma", "query_only(1)")
	} else {
		q.Set("_txlock", "immediate")
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func (d *DB) openSQLite(c Config) error {
	path, err := filepath.Abs(c.Path)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("database folder: %w", err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("database file: %w", err)
	}
	f.Close()
	writer, err := sql.Open("sqlite", sqliteDSN(path, false))
	if err != nil {
		return err
	}
	reader, err := sql.Open("sqlite", sqliteDSN(path, true))
	if err != nil {
		return err
	}
	short, err := sql.Open("sqlite", sqliteDSN(path, true))
	if err != nil {
		return err
	}
	writer.SetMaxOpenConns(1)
	short.SetMaxOpenConns(runtime.NumCPU())
	short.SetMaxIdleConns(runtime.NumCPU())
	readers := c.MaxReaders
	if readers == 0 {
		readers = max(4, runtime.NumCPU())
	}
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	d.engine, d.folder = SQLite, filepath.Dir(path)
	d.writer = bun.NewDB(writer, sqlitedialect.New())
	d.reader = bun.NewDB(reader, sqlitedialect.New())
	d.short = short
	return nil
}
