package db_test

import (
	"context"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/migrations"
)

// Programs that start at once on a new database follow each other: one of them migrates it.
func TestProgramsThatStartAtOnceMigrateOnce(t *testing.T) {
	for name, config := range map[string]func(t *testing.T) db.Config{
		"sqlite": func(t *testing.T) db.Config { return db.Config{Path: filepath.Join(t.TempDir(), "new", "test.db")} },
		"postgres": func(t *testing.T) db.Config {
			c := db.Config{URL: dbtest.PostgresURL(t), MaxConns: 2}
			d, err := db.Open(context.Background(), c)
			require.NoError(t, err)
			defer d.Close()
			_, err = d.Writer().ExecContext(context.Background(), "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
			require.NoError(t, err)
			return c
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			c := config(t)
			var wg sync.WaitGroup
			var applied atomic.Int64
			for range 6 {
				wg.Go(func() {
					d, err := db.Open(ctx, c)
					if err != nil {
						t.Error(err)
						return
					}
					defer d.Close()
					names, err := db.Migrate(ctx, d, migrations.FS)
					if err != nil {
						t.Error(err)
					}
					applied.Add(int64(len(names)))
				})
			}
			wg.Wait()
			d, err := db.Open(ctx, c)
			require.NoError(t, err)
			defer d.Close()
			s, err := db.Schema(ctx, d, migrations.FS)
			require.NoError(t, err)
			require.Empty(t, s.Pending)
			require.Len(t, s.Applied, int(applied.Load()))
		})
	}
}
