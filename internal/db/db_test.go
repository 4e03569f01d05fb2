package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/migrations"
)

type note struct {
	bun.BaseModel `bun:"table:notes"`
	ID            string    `bun:"id,pk"`
	N             int       `bun:"n"`
	At            time.Time `bun:"at"`
	Raw           []byte    `bun:"raw"`
	Yes           bool      `bun:"yes"`
}

func notes(t *testing.T, d *db.DB) {
	t.Helper()
	_, err := d.Writer().ExecContext(context.Background(),
		"CREATE TABLE notes (id TEXT PRIMARY KEY, n INTEGER NOT NULL, at TIMESTAMPTZ NOT NULL, raw BYTEA, yes BOOLEAN NOT NULL)")
	require.NoError(t, err)
}

func TestTimesKeepMicrosecondsAndCompare(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		notes(t, d)
		base := time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC)
		for i, at := range []time.Time{base, base.Add(time.Microsecond), base.Add(100 * time.Millisecond), base.Add(time.Second)} {
			row := note{ID: fmt.Sprint(i), At: at, Raw: []byte{0, 1, 255}, Yes: i%2 == 0}
			_, err := d.Writer().NewInsert().Model(&row).Exec(ctx)
			require.NoError(t, err)
		}
		var all []note
		require.NoError(t, d.Reader().NewSelect().Model(&all).Order("at").Scan(ctx))
		require.Len(t, all, 4)
		for i := range all {
			require.Equal(t, fmt.Sprint(i), all[i].ID)
		}
		require.True(t, all[1].At.Equal(base.Add(time.Microsecond)), all[1].At)
		require.Equal(t, []byte{0, 1, 255}, all[0].Raw)
		n, err := d.Reader().NewSelect().Model((*note)(nil)).Where("at > ? AND at < ?", base, base.Add(time.Second)).Count(ctx)
		require.NoError(t, err)
		require.EqualValues(t, 2, n)
	})
}

func TestTransactionsRollBackAndDoNotNest(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		notes(t, d)
		boom := errors.New("boom")
		err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			_, err := tx.NewInsert().Model(&note{ID: "a"}).Exec(ctx)
			require.NoError(t, err)
			require.Error(t, d.InTx(ctx, func(context.Context, db.Tx) error { return nil }), "a nested transaction must fail at once")
			return boom
		})
		require.ErrorIs(t, err, boom)
		n, err := d.Reader().NewSelect().Model((*note)(nil)).Count(ctx)
		require.NoError(t, err)
		require.Zero(t, n)
	})
}

func TestSavepointToleratesAnError(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		notes(t, d)
		err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			insert := func(ctx context.Context, tx db.Tx) error {
				_, err := tx.NewInsert().Model(&note{ID: "a"}).Exec(ctx)
				return err
			}
			require.NoError(t, db.Savepoint(ctx, tx, insert))
			require.True(t, db.IsUnique(db.Savepoint(ctx, tx, insert)))
			_, err := tx.NewInsert().Model(&note{ID: "b"}).Exec(ctx)
			return err
		})
		require.NoError(t, err)
		n, err := d.Reader().NewSelect().Model((*note)(nil)).Count(ctx)
		require.NoError(t, err)
		require.EqualValues(t, 2, n)
	})
}

func TestDriverErrorsBecomeFaults(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		notes(t, d)
		row := note{ID: "a"}
		_, err := d.Writer().NewInsert().Model(&row).Exec(ctx)
		require.NoError(t, err)
		_, err = d.Writer().NewInsert().Model(&row).Exec(ctx)
		require.Equal(t, fault.Conflict, fault.KindOf(db.Fault(err)))
		err = d.Reader().NewSelect().Model(&row).Where("id = 'none'").Scan(ctx)
		require.Equal(t, fault.NotFound, fault.KindOf(db.Fault(err)))
		_, err = d.Writer().ExecContext(ctx, "INSERT INTO sessions (id, account_id, created_at, seen_at, expires_at, ip, user_agent) VALUES ('x', 'nobody', ?, ?, ?, '', '')", time.Now(), time.Now(), time.Now())
		require.True(t, db.IsForeignKey(err), "%v", err)
		gone, cancel := context.WithCancel(ctx)
		cancel()
		err = d.InTx(gone, func(ctx context.Context, tx db.Tx) error { return nil })
		require.Equal(t, fault.Unavailable, fault.KindOf(err))
	})
}

func TestReaderRefusesToWriteOnSQLite(t *testing.T) {
	d := dbtest.SQLite(t)
	_, err := d.Reader().ExecContext(context.Background(), "DELETE FROM units")
	require.Error(t, err)
}

func TestConcurrentReadThenWriteNeverFails(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		notes(t, d)
		_, err := d.Writer().NewInsert().Model(&note{ID: "a"}).Exec(ctx)
		require.NoError(t, err)
		var wg sync.WaitGroup
		for range 8 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for range 10 {
					err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
						var row note
						if err := tx.NewUpdate().Model(&row).Set("n = n + 1").Where("id = 'a'").Returning("*").Scan(ctx); err != nil {
							return err
						}
						return nil
					})
					if err != nil {
						t.Error(err)
					}
				}
			}()
		}
		wg.Wait()
		var row note
		require.NoError(t, d.Reader().NewSelect().Model(&row).Where("id = 'a'").Scan(ctx))
		require.Equal(t, 80, row.N)
	})
}

func TestMigrateTwiceAndAtOnce(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		applied, err := db.Migrate(ctx, d, migrations.FS)
		require.NoError(t, err)
		require.Empty(t, applied, "the template is migrated")
		pending, err := db.Pending(ctx, d, migrations.FS)
		require.NoError(t, err)
		require.Empty(t, pending)
	})
}

func TestGroupAnswersAfterTheCommitOnly(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		notes(t, d)
		var batches atomic.Int64
		apply := func(ctx context.Context, tx db.Tx, items []int) ([]db.Outcome[int], error) {
			batches.Add(1)
			out := make([]db.Outcome[int], len(items))
			rows := make([]note, len(items))
			for i, n := range items {
				if n == 13 {
					return nil, errors.New("item 13 breaks its batch")
				}
				rows[i] = note{ID: fmt.Sprint(n), N: n}
				out[i].Value = n * 2
			}
			_, err := tx.NewInsert().Model(&rows).Exec(ctx)
			return out, err
		}
		g := db.NewGroup(d, 4, 64, apply)
		var wg sync.WaitGroup
		for n := range 200 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				got, err := g.Do(ctx, n)
				if n == 13 {
					if err == nil {
						t.Error("item 13 was acknowledged")
					}
					return
				}
				if err != nil || got != n*2 {
					t.Errorf("item %d: %d, %v", n, got, err)
				}
				found, err := d.Reader().NewSelect().Model((*note)(nil)).Where("n = ? AND id = ?", n, fmt.Sprint(n)).Exists(ctx)
				if err != nil || !found {
					t.Errorf("item %d was acknowledged before its commit: %v", n, err)
				}
			}()
		}
		wg.Wait()
		g.Close()
		_, err := g.Do(ctx, 1000)
		require.Equal(t, fault.Unavailable, fault.KindOf(err))
		require.Less(t, batches.Load(), int64(400))
	})
}
