// Package dbtest gives tests fresh, migrated databases on both engines.
//
// Run runs a test on SQLite and on PostgreSQL, each on a database of its own, in parallel. PostgreSQL comes from
// TEST_POSTGRES, the address of a private cluster's superuser, or else from a cluster that the test binary starts from
// the installed server programs and takes down with itself. Where there is neither the test is skipped with a clear
// line; where CI is set, that is a failure.
package dbtest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"liem/internal/db"
	"liem/migrations"
)

// Run runs a test on both engines.
func Run(t *testing.T, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, SQLite(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, Postgres(t))
	})
}

// template is an SQLite file migrated once per test binary.
var template = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "liem-dbtest-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "template.db")
	ctx := context.Background()
	d, err := db.Open(ctx, db.Config{Path: path})
	if err != nil {
		return nil, err
	}
	if _, err := db.Migrate(ctx, d, migrations.FS); err != nil {
		d.Close()
		return nil, err
	}
	if _, err := d.Writer().ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		d.Close()
		return nil, err
	}
	if err := d.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// SQLite is a fresh, migrated SQLite database.
func SQLite(t testing.TB) *db.DB {
	t.Helper()
	return open(t, db.Config{Path: SQLitePath(t)})
}

// SQLitePath is the file of a fresh, migrated SQLite database, for tests that start the program itself.
func SQLitePath(t testing.TB) string {
	t.Helper()
	raw, err := template()
	if err != nil {
		t.Fatalf("migrating the SQLite template: %v", err)
	}
	path := filepath.Join(t.TempDir(), "test.db")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Postgres is a fresh, migrated PostgreSQL database.
func Postgres(t testing.TB) *db.DB {
	t.Helper()
	return open(t, db.Config{URL: PostgresURL(t), MaxConns: 8})
}

func open(t testing.TB, c db.Config) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), c)
	if err != nil {
		t.Fatalf("opening the test database: %v", err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// serial numbers the databases of this test binary.
var serial atomic.Int64

// PostgresURL is the address of a fresh, migrated PostgreSQL database, dropped when the test ends.
func PostgresURL(t testing.TB) string {
	t.Helper()
	base := cluster(t)
	if err := base.prepare(); err != nil {
		t.Fatalf("migrating the PostgreSQL template: %v", err)
	}
	name := fmt.Sprintf("t%d_%d", os.Getpid(), serial.Add(1))
	base.exec(t, fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", name, base.template))
	t.Cleanup(func() { base.exec(t, fmt.Sprintf("DROP DATABASE %s WITH (FORCE)", name)) })
	return base.address(name)
}

// server is a cluster with a template database for this test binary.
type server struct {
	url      *url.URL
	template string
	admin    *db.DB
	once     sync.Once
	err      error
	mu       sync.Mutex // CREATE DATABASE … TEMPLATE needs the template for itself
}

func (s *server) address(name string) string {
	u := *s.url
	u.Path = "/" + name
	return u.String()
}

func (s *server) exec(t testing.TB, statement string) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.admin.Writer().ExecContext(context.Background(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// prepare migrates the template once per test binary.
func (s *server) prepare() error {
	s.once.Do(func() { s.err = s.migrateTemplate() })
	return s.err
}

func (s *server) migrateTemplate() error {
	ctx := context.Background()
	var err error
	if s.admin, err = db.Open(ctx, db.Config{URL: s.url.String(), MaxConns: 2}); err != nil {
		return err
	}
	s.template = fmt.Sprintf("template_%d", os.Getpid())
	if _, err := s.admin.Writer().ExecContext(ctx, "CREATE DATABASE "+s.template); err != nil {
		return err
	}
	d, err := db.Open(ctx, db.Config{URL: s.address(s.template), MaxConns: 2})
	if err != nil {
		return err
	}
	defer d.Close()
	_, err = db.Migrate(ctx, d, migrations.FS)
	return err
}
