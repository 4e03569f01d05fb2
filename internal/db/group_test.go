package db_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
)

// TestAGroupThatClosesWhileCallersKnock closes groups at the moment when many callers come. None may be lost: each is
// answered, what was acknowledged is stored, and what was refused is not.
func TestAGroupThatClosesWhileCallersKnock(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		notes(t, d)
		insert := func(ctx context.Context, tx db.Tx, items []string) ([]db.Outcome[string], error) {
			rows, out := make([]note, len(items)), make([]db.Outcome[string], len(items))
			for i, id := range items {
				rows[i], out[i].Value = note{ID: id}, id
			}
			_, err := tx.NewInsert().Model(&rows).Exec(ctx)
			return out, err
		}
		const rounds, callers = 20, 12
		for round := range rounds {
			g := db.NewGroup(d, 3, 4, insert)
			var acknowledged, refused sync.Map
			var wg sync.WaitGroup
			knocking := make(chan struct{}, callers)
			for c := range callers {
				wg.Go(func() {
					for n := 0; ; n++ {
						id := fmt.Sprintf("%d-%d-%d", round, c, n)
						got, err := g.Do(ctx, id)
						if err != nil {
							refused.Store(id, err)
							return
						}
						acknowledged.Store(got, true)
						if n == 0 {
							knocking <- struct{}{}
						}
					}
				})
			}
			for range callers {
				<-knocking
			}
			g.Close()
			wg.Wait()
			g.Close() // closing again does nothing
			var stored []note
			require.NoError(t, d.Reader().NewSelect().Model(&stored).Where("id LIKE ?", fmt.Sprintf("%d-%%", round)).Scan(ctx))
			found := map[string]bool{}
			for _, row := range stored {
				found[row.ID] = true
			}
			acknowledged.Range(func(id, _ any) bool {
				require.True(t, found[id.(string)], "%s was acknowledged", id)
				delete(found, id.(string))
				return true
			})
			refused.Range(func(id, err any) bool {
				require.Equal(t, fault.Unavailable, fault.KindOf(err.(error)))
				require.False(t, found[id.(string)], "%s was refused", id)
				return true
			})
			require.Empty(t, found)
		}
	})
}

// TestClosingMeetsCallers lets callers and the closing meet as closely as two cores can, so often that every interleaving
// comes up.
func TestClosingMeetsCallers(t *testing.T) {
	d := dbtest.SQLite(t)
	nothing := func(_ context.Context, _ db.Tx, items []int) ([]db.Outcome[int], error) {
		return make([]db.Outcome[int], len(items)), nil
	}
	const callers = 3
	for range 3000 {
		g := db.NewGroup(d, 1, 64, nothing)
		var ready atomic.Int32
		meet := func() {
			for ready.Add(1); ready.Load() <= callers; {
				runtime.Gosched()
			}
		}
		var done sync.WaitGroup
		for range callers {
			done.Go(func() {
				meet()
				if _, err := g.Do(context.Background(), 1); err != nil && !fault.Is(err, fault.Unavailable) {
					t.Error(err)
				}
			})
		}
		meet()
		g.Close()
		done.Wait()
	}
}

func TestACallerWhoLeavesStopsNobody(t *testing.T) {
	d := dbtest.SQLite(t)
	begun, release := make(chan struct{}), make(chan struct{})
	g := db.NewGroup(d, 1, 4, func(_ context.Context, _ db.Tx, items []int) ([]db.Outcome[int], error) {
		begun <- struct{}{}
		<-release
		return make([]db.Outcome[int], len(items)), nil
	})
	ctx, leave := context.WithCancel(context.Background())
	left := make(chan error)
	go func() {
		_, err := g.Do(ctx, 1)
		left <- err
	}()
	<-begun
	leave()
	require.Equal(t, fault.Unavailable, fault.KindOf(<-left))
	stayed := make(chan error)
	go func() {
		_, err := g.Do(context.Background(), 2)
		stayed <- err
	}()
	close(release)
	<-begun
	require.NoError(t, <-stayed)
	g.Close()
}

// TestEachItemHasItsOwnOutcome gives one item a fault and makes another break its transaction.
func TestEachItemHasItsOwnOutcome(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		notes(t, d)
		boom := errors.New("boom")
		hold := make(chan struct{})
		g := db.NewGroup(d, 1, 10, func(ctx context.Context, tx db.Tx, items []int) ([]db.Outcome[int], error) {
			<-hold
			out := make([]db.Outcome[int], len(items))
			for i, n := range items {
				if n == 7 {
					return nil, boom
				}
				if _, err := tx.NewInsert().Model(&note{ID: fmt.Sprint(n), N: n}).Exec(ctx); err != nil {
					return nil, err
				}
				if n == 3 {
					out[i].Err = fault.New(fault.TooLate, "quiz.answer.late")
				}
			}
			return out, nil
		})
		results := make([]error, 10)
		var wg sync.WaitGroup
		for n := range results {
			wg.Go(func() { _, results[n] = g.Do(ctx, n) })
		}
		close(hold)
		wg.Wait()
		g.Close()
		for n, err := range results {
			switch n {
			case 3:
				require.Equal(t, fault.TooLate, fault.KindOf(err))
			case 7:
				require.ErrorIs(t, err, boom)
			default:
				require.NoError(t, err, n)
			}
		}
		stored, err := d.Reader().NewSelect().Model((*note)(nil)).Count(ctx)
		require.NoError(t, err)
		require.EqualValues(t, 9, stored, "what was refused with a fault of its own is kept, what broke is not")
	})
}
