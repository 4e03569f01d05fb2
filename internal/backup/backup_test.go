package backup_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/backup"
	"liem/internal/blob"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
)

// schema is one of our own: every kind of column, a name that is a word of SQL, a row that refers to its own table, and
// two tables that refer to each other. It has three versions.
var schema = fstest.MapFS{
	"0001_first.tx.up.sql": {Data: []byte(`
CREATE TABLE "order" (id TEXT PRIMARY KEY, n BIGINT, yes BOOLEAN, raw BYTEA, at TIMESTAMPTZ, parent TEXT REFERENCES "order"(id));
--bun:split
CREATE TABLE egg (id INTEGER PRIMARY KEY, hen INTEGER);
--bun:split
CREATE TABLE hen (id INTEGER PRIMARY KEY, egg INTEGER NOT NULL REFERENCES egg(id));
--bun:split
CREATE TABLE a_child (x TEXT, y INTEGER, "order" TEXT NOT NULL REFERENCES "order"(id), PRIMARY KEY (y, "order"))`)},
	"0002_second.tx.up.sql": {Data: []byte(`ALTER TABLE egg ADD COLUMN colour TEXT`)},
	"0003_third.tx.up.sql":  {Data: []byte(`CREATE TABLE nest (id TEXT PRIMARY KEY, egg INTEGER REFERENCES egg(id))`)},
}

func version(n int) fstest.MapFS {
	out := fstest.MapFS{}
	for name, file := range schema {
		if name <= fmt.Sprintf("%04d_~", n) {
			out[name] = file
		}
	}
	return out
}

// fresh is an empty database that nobody has migrated.
func fresh(t *testing.T, engine db.Engine) *db.DB {
	t.Helper()
	c := db.Config{Path: filepath.Join(t.TempDir(), "test.db")}
	if engine == db.Postgres {
		c = db.Config{URL: dbtest.PostgresURL(t), MaxConns: 4}
	}
	d, err := db.Open(context.Background(), c)
	require.NoError(t, err)
	t.Cleanup(func() { d.Close() })
	if engine == db.Postgres { // the template holds the program's own schema
		_, err := d.Writer().ExecContext(context.Background(), "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
		require.NoError(t, err)
	}
	return d
}

func blobs(t *testing.T) *blob.Dir {
	t.Helper()
	return blobsAt(t, t.TempDir())
}

func overwrite(t *testing.T, path, content string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
}

func blobsAt(t *testing.T, dir string) *blob.Dir {
	t.Helper()
	b, err := blob.OpenDir(dir)
	require.NoError(t, err)
	t.Cleanup(func() { b.Close() })
	return b
}

var hard = []string{
	"", "?", "'; DROP TABLE hen; --", `\n \ " \x41`, "Nguyễn Thị Ánh", "NFD: a\u0301", "line\nbreak\ttab\r\n", "\u2028\u2029",
	"<script>&amp;", "😀", "null", strings.Repeat("dài ", 100_000),
}

var moments = []time.Time{
	time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC), time.Date(2026, 11, 24, 7, 0, 0, 1000, time.UTC),
	time.Date(1899, 12, 31, 23, 59, 59, 999_999_000, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 120_000_000, time.UTC),
}

func fill(t *testing.T, d *db.DB) {
	t.Helper()
	ctx := context.Background()
	_, err := db.Migrate(ctx, d, version(2))
	require.NoError(t, err)
	exec := func(query string, args ...any) {
		_, err := d.Writer().ExecContext(ctx, query, args...)
		require.NoError(t, err)
	}
	exec(`INSERT INTO "order" (id) VALUES ('last')`)
	for i, s := range hard {
		exec(`INSERT INTO "order" VALUES (?, ?, ?, ?, ?, ?)`, fmt.Sprint(i), int64(math.MaxInt64)-int64(i), i%2 == 0,
			[]byte(s+"\x00\xff"), moments[i%len(moments)], "last")
		exec(`INSERT INTO a_child VALUES (?, ?, ?)`, s, -i, fmt.Sprint(i))
	}
	exec(`INSERT INTO "order" (id, n, raw) VALUES ('empty', ?, ?)`, int64(math.MinInt64), []byte{})
	exec(`INSERT INTO egg VALUES (1, 2, 'nâu'), (2, NULL, NULL)`)
	exec(`INSERT INTO hen VALUES (1, 2), (2, 1)`)
	exec(`UPDATE "order" SET parent = 'empty' WHERE id = 'last'`) // in the order of rows a child comes first
}

func write(t *testing.T, d *db.DB, b blob.Store, files fstest.MapFS) ([]byte, backup.Manifest) {
	t.Helper()
	var out bytes.Buffer
	m, err := backup.Write(context.Background(), &out, backup.Source{DB: d, Blobs: b, Migrations: files, Program: "test",
		Now: moments[0], Temp: t.TempDir()})
	require.NoError(t, err)
	return out.Bytes(), m
}

func opener(raw []byte) backup.Opener {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil }
}

// content is every table as sorted lines, as the database itself sees them.
func content(t *testing.T, d *db.DB) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for table, columns := range map[string]string{
		`"order"`: "id, n, yes, raw, at, parent", "egg": "id, hen, colour", "hen": "id, egg", "a_child": `y, x, "order"`,
	} {
		rows, err := d.Reader().QueryContext(context.Background(), "SELECT "+columns+" FROM "+table+" ORDER BY 1, 2")
		require.NoError(t, err)
		for rows.Next() {
			values := make([]any, strings.Count(columns, ",")+1)
			targets := make([]any, len(values))
			for i := range values {
				targets[i] = &values[i]
			}
			require.NoError(t, rows.Scan(targets...))
			for i, v := range values {
				if at, ok := v.(time.Time); ok {
					values[i] = at.UTC().Format("2006-01-02 15:04:05.999999+00:00")
				}
			}
			out[table] = append(out[table], fmt.Sprintf("%#v", values))
		}
		require.NoError(t, rows.Err())
		rows.Close()
	}
	return out
}

var engines = []db.Engine{db.SQLite, db.Postgres}

func TestARestoredDatabaseIsTheSameOnEitherEngine(t *testing.T) {
	for _, from := range engines {
		for _, to := range engines {
			t.Run(fmt.Sprintf("%s to %s", from, to), func(t *testing.T) {
				t.Parallel()
				ctx := context.Background()
				source, target := fresh(t, from), fresh(t, to)
				fill(t, source)
				media, newMedia := blobs(t), blobs(t)
				digest, _, err := media.Put(ctx, strings.NewReader("a picture"))
				require.NoError(t, err)

				raw, m := write(t, source, media, version(2))
				require.Equal(t, []string{"0001_first", "0002_second"}, m.Migrations)
				goal := backup.Target{DB: target, Blobs: newMedia, Migrations: schema}
				_, err = backup.Plan(ctx, opener(raw), goal)
				require.NoError(t, err)
				planned, err := db.Schema(ctx, target, schema)
				require.NoError(t, err)
				require.Empty(t, planned.Applied, "a plan writes nothing")

				_, err = backup.Restore(ctx, opener(raw), goal)
				require.NoError(t, err)
				if from == to {
					require.Equal(t, content(t, source), content(t, target))
				}
				again, n := write(t, target, newMedia, schema)
				require.Equal(t, m.Blobs, n.Blobs)
				require.Equal(t, "0003_third", n.Migrations[2], "later migrations follow the rows")
				require.NotEmpty(t, again)
				has, err := newMedia.Has(ctx, digest)
				require.NoError(t, err)
				require.True(t, has)
				requireSameRows(t, m, n)
				requireChecked(t, target)
			})
		}
	}
}

// requireSameRows compares tables by their lines, whatever their order.
func requireSameRows(t *testing.T, a, b backup.Manifest) {
	t.Helper()
	after := map[string]backup.Table{}
	for _, table := range b.Tables {
		after[table.Name] = table
	}
	for _, table := range a.Tables {
		require.Equal(t, table.Rows, after[table.Name].Rows, table.Name)
		require.Equal(t, table.Size, after[table.Name].Size, table.Name)
		require.Equal(t, table.SHA256, after[table.Name].SHA256, table.Name)
	}
}

// requireChecked shows that foreign keys are checked again, row by row.
func requireChecked(t *testing.T, d *db.DB) {
	t.Helper()
	_, err := d.Writer().ExecContext(context.Background(), `INSERT INTO hen VALUES (77, 999)`)
	require.True(t, db.IsForeignKey(err), "%v", err)
}

func TestWhatIsNotEmptyOrNewerIsRefused(t *testing.T) {
	for _, engine := range engines {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			source := fresh(t, engine)
			fill(t, source)
			raw, _ := write(t, source, blobs(t), version(2))
			refused := func(key string, d *db.DB, files fstest.MapFS) {
				t.Helper()
				_, err := backup.Restore(ctx, opener(raw), backup.Target{DB: d, Blobs: blobs(t), Migrations: files})
				e, ok := fault.As(err)
				require.True(t, ok, "%v", err)
				require.Equal(t, key, e.Key)
			}
			refused("backup.not_empty", source, schema)
			refused("backup.newer_schema", fresh(t, engine), version(1))
			ahead := fresh(t, engine)
			_, err := db.Migrate(ctx, ahead, schema)
			require.NoError(t, err)
			refused("backup.older_schema", ahead, schema)

			_, err = backup.Write(ctx, io.Discard, backup.Source{DB: source, Blobs: blobs(t), Migrations: version(1), Temp: t.TempDir()})
			require.True(t, fault.Is(err, fault.Conflict), "a program that is older than the schema makes no backup: %v", err)
		})
	}
}
