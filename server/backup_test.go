package main

import (
	"archive/tar"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people"
	"liem/server/app"
	"liem/server/demo"
)

// A year of a procuracy moves from SQLite to PostgreSQL and back: all rows are the same, and the ledger holds under a
// key and a head that were kept elsewhere.
func TestAYearMovesBetweenTheEnginesAndBack(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c, out := inside(t)
	c.config.Dir = filepath.Join(t.TempDir(), "demo")
	c.config.Origin = "liem-demo"
	require.NoError(t, c.withNew(ctx, func(a *app.App) error {
		_, err := demo.Seed(ctx, demo.Options{DB: a.DB, Keys: a.Keys, Blobs: a.Blobs, Business: clock.System, System: clock.System})
		return err
	}))
	kept := t.TempDir()
	key, head, keys := filepath.Join(kept, "liem.pub"), filepath.Join(kept, "head.txt"), filepath.Join(kept, "keys.tar")
	require.NoError(t, (&ledgerKeyCmd{Out: key}).Run(c))
	require.NoError(t, (&ledgerHeadCmd{Out: head}).Run(ctx, c))
	before := tables(t, c)
	require.Greater(t, len(before["tables/completions.jsonl"]), 100)

	for step, url := range []string{dbtest.PostgresURL(t), ""} {
		file := filepath.Join(kept, []string{"a.tar.zst", "b.tar.zst"}[step])
		args := backupCmd{Dest: file}
		if step == 0 {
			args.Keys = keys
		}
		require.NoError(t, args.Run(ctx, c))
		for _, path := range []string{file, keys} {
			info, err := os.Stat(path)
			require.NoError(t, err)
			require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), path)
		}
		require.Error(t, args.Run(ctx, c), "it writes over nothing")

		c.config.Dir, c.config.DatabaseURL = filepath.Join(t.TempDir(), "restored"), url
		require.NoError(t, (&restoreCmd{Source: file, Keys: keys}).Run(ctx, c))
		require.NoFileExists(t, c.config.Dir, "a dry run makes nothing")
		require.NoError(t, (&restoreCmd{Source: file, Keys: keys, Apply: true}).Run(ctx, c))
		after := tables(t, c)
		require.Len(t, after, len(before))
		for name, rows := range before {
			require.Equal(t, rows, after[name], name)
		}
		out.Reset()
		require.NoError(t, (&verifyCmd{Key: key, Head: head, ReadOnly: true}).Run(ctx, c), out)
		require.NotContains(t, out.String(), "Not seen", "with a key and a head from elsewhere there is nothing it cannot see")
		require.NoError(t, c.with(ctx, func(a *app.App) error {
			found, err := a.Courses.Search(ctx, people.Actor{AccountID: "x", OfficerID: "x"}, "thoi han giai quyet to giac")
			require.NotEmpty(t, found.Hits, "each engine makes its own index of what was restored")
			return err
		}), "keys and media belong to the restored database")
		require.Error(t, (&restoreCmd{Source: file, Apply: true}).Run(ctx, c), "it is not empty now")
	}
}

// tables are the rows of all tables as a backup holds them, in an order of their own: an engine gives them in any.
func tables(t *testing.T, c *console) map[string][]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.tar.zst")
	require.NoError(t, (&backupCmd{Dest: path}).Run(context.Background(), c))
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	z, err := zstd.NewReader(f)
	require.NoError(t, err)
	defer z.Close()
	found := map[string][]string{}
	for in := tar.NewReader(z); ; {
		h, err := in.Next()
		if err == io.EOF {
			return found
		}
		require.NoError(t, err)
		if strings.HasPrefix(h.Name, "tables/") {
			raw, err := io.ReadAll(in)
			require.NoError(t, err)
			found[h.Name] = strings.Split(strings.TrimSpace(string(raw)), "\n")
			slices.Sort(found[h.Name])
		}
	}
}

// What was bent before the backup is found after it.
func TestVerifyFindsABentRecord(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c, out := inside(t)
	c.config.Dir = filepath.Join(t.TempDir(), "demo")
	require.NoError(t, c.withNew(ctx, func(a *app.App) error {
		_, err := demo.Seed(ctx, demo.Options{DB: a.DB, Keys: a.Keys, Blobs: a.Blobs, Business: clock.System, System: clock.System})
		return err
	}))
	require.NoError(t, (&verifyCmd{}).Run(ctx, c))
	withDatabase(t, c, func(d *db.DB) {
		_, err := d.Writer().ExecContext(ctx, "UPDATE completions SET hours = hours + 100 WHERE id = (SELECT MIN(id) FROM completions)")
		require.NoError(t, err)
	})
	out.Reset()
	require.ErrorIs(t, (&verifyCmd{}).Run(ctx, c), errFound)
	require.Contains(t, out.String(), "WRONG: The figures of completion")
	require.Contains(t, out.String(), "Not seen: ")
}
