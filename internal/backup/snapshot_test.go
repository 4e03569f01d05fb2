package backup_test

import (
	"context"
	"io"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/backup"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/migrations"
)

// A new kind of column in a migration fails here first.
func TestEveryTableOfTheProgramCanBeBackedUp(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		m, err := backup.Write(context.Background(), io.Discard, backup.Source{DB: d, Blobs: blobs(t), Migrations: migrations.FS, Temp: t.TempDir()})
		require.NoError(t, err)
		names := map[string]bool{}
		for _, table := range m.Tables {
			names[table.Name] = true
		}
		require.True(t, names["completions"] && names["ledger_hashes"] && names["audit_entries"], "%v", names)
		require.False(t, names["bun_migrations"])
	})
}

// Rows of two tables are always written together, while backups are made: each backup holds as many of one as of the other.
func TestABackupIsOneSnapshot(t *testing.T) {
	for _, engine := range engines {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			d := fresh(t, engine)
			_, err := db.Migrate(ctx, d, version(2))
			require.NoError(t, err)
			var written atomic.Int64
			stop, done := make(chan struct{}), make(chan error, 1)
			go func() {
				for n := 1; ; n++ {
					select {
					case <-stop:
						done <- nil
						return
					default:
					}
					err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
						if _, err := tx.ExecContext(ctx, "INSERT INTO egg VALUES (?, NULL, 'nâu')", n); err != nil {
							return err
						}
						_, err := tx.ExecContext(ctx, "INSERT INTO hen VALUES (?, ?)", n, n)
						return err
					})
					if err != nil {
						done <- err
						return
					}
					written.Add(1)
				}
			}()
			moved := int64(0)
			for try := 0; try < 200 && moved < 20; try++ {
				before := written.Load()
				_, m := write(t, d, blobs(t), version(2))
				moved += written.Load() - before
				rows := map[string]int64{}
				for _, table := range m.Tables {
					rows[table.Name] = table.Rows
				}
				require.Equal(t, rows["egg"], rows["hen"])
			}
			close(stop)
			require.NoError(t, <-done)
			require.GreaterOrEqual(t, moved, int64(20), "rows were written while backups were made")
		})
	}
}
