package ledger_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/ledger"
)

type keys struct {
	note.Signer
	note.Verifier
}

func newKeys(t *testing.T) keys {
	t.Helper()
	secret, public, err := note.GenerateKey(rand.Reader, "liem-test")
	require.NoError(t, err)
	s, err := note.NewSigner(secret)
	require.NoError(t, err)
	v, err := note.NewVerifier(public)
	require.NoError(t, err)
	return keys{s, v}
}

func leaf(n int) []byte {
	h := sha256.Sum256(fmt.Appendf(nil, "leaf %d", n))
	return h[:]
}

func enqueue(t *testing.T, d *db.DB, from, to int) {
	t.Helper()
	err := d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		for n := from; n < to; n++ {
			if err := ledger.Enqueue(ctx, tx, leaf(n), clock.System.Now()); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, err)
}

func sequence(t *testing.T, d *db.DB, k keys, most int) (int, ledger.Head) {
	t.Helper()
	n, head, err := ledger.Sequence(context.Background(), d, k.Signer, clock.System.Now(), most)
	require.NoError(t, err)
	return n, head
}

func TestTheTreeGrowsAndProvesIt(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		k := newKeys(t)
		n, _ := sequence(t, d, k, 100)
		require.Zero(t, n)
		enqueue(t, d, 0, 7)
		n, first := sequence(t, d, k, 5)
		require.Equal(t, 5, n)
		n, second := sequence(t, d, k, 100)
		require.Equal(t, 2, n)
		require.EqualValues(t, 7, second.Size)

		opened, err := ledger.OpenHead(second.Note, k.Verifier)
		require.NoError(t, err)
		require.Equal(t, second.Root, opened.Root)

		s := ledger.NewStore(d.Reader())
		for i := range int64(7) {
			proof, err := s.ProveLeaf(ctx, 7, i)
			require.NoError(t, err)
			require.NoError(t, tlog.CheckRecord(proof, 7, second.Root, i, tlog.RecordHash(leaf(int(i)))))
		}
		growth, err := s.ProveGrowth(ctx, 7, 5)
		require.NoError(t, err)
		require.NoError(t, tlog.CheckTree(growth, 7, second.Root, 5, first.Root))

		index, err := s.Indexes(ctx, [][]byte{leaf(6), leaf(99)})
		require.NoError(t, err)
		require.Equal(t, map[string]int64{string(leaf(6)): 6}, index)
	})
}

func TestSequencersAtOnceLoseNothing(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		k := newKeys(t)
		var wg sync.WaitGroup
		for w := range 4 {
			wg.Add(2)
			go func() {
				defer wg.Done()
				enqueue(t, d, w*50, w*50+50)
			}()
			go func() {
				defer wg.Done()
				for range 10 {
					if _, _, err := ledger.Sequence(context.Background(), d, k.Signer, clock.System.Now(), 20); err != nil {
						t.Error(err)
					}
					time.Sleep(2 * time.Millisecond)
				}
			}()
		}
		wg.Wait()
		for {
			if n, _ := sequence(t, d, k, 50); n == 0 {
				break
			}
		}
		r, err := ledger.Check(context.Background(), d, k.Verifier, "")
		require.NoError(t, err)
		require.Empty(t, r.Problems)
		require.EqualValues(t, 200, r.Leaves)
	})
}

func TestCheckFindsWhatWasBent(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		k := newKeys(t)
		enqueue(t, d, 0, 20)
		sequence(t, d, k, 12)
		_, head := sequence(t, d, k, 100)

		found := func(kept string) map[string]int {
			r, err := ledger.Check(ctx, d, k.Verifier, kept)
			require.NoError(t, err)
			keys := map[string]int{}
			for _, p := range r.Problems {
				keys[p.Key]++
			}
			return keys
		}
		bend := func(statement string, args ...any) {
			_, err := d.Writer().ExecContext(ctx, statement, args...)
			require.NoError(t, err)
		}
		require.Empty(t, found(""))
		require.Empty(t, found(head.Note))

		bend("UPDATE ledger_hashes SET hash = ? WHERE idx = 3", leaf(1000))
		require.Equal(t, map[string]int{"ledger.hash_differs": 1}, found(""))

		bend("UPDATE ledger_leaves SET leaf = ? WHERE idx = 19", leaf(1001))
		require.Contains(t, found(""), "ledger.root_differs")

		bend("DELETE FROM ledger_leaves WHERE idx = 19")
		require.Contains(t, found(""), "ledger.leaves_missing")

		bend("DELETE FROM ledger_heads WHERE size = 20")
		require.Contains(t, found(head.Note), "ledger.kept_is_longer", "a database put back is seen against a head kept elsewhere")
		require.NotContains(t, found(""), "ledger.kept_is_longer")

		bend("UPDATE ledger_heads SET note = 'x' WHERE size = 12")
		require.Contains(t, found(""), "ledger.bad_signature")
		require.Contains(t, found("rubbish"), "ledger.kept_bad_signature")
	})
}

func TestALeafOfTheWrongSizeIsRefused(t *testing.T) {
	d := dbtest.SQLite(t)
	require.Error(t, ledger.Enqueue(context.Background(), d.Writer(), []byte("short"), clock.System.Now()))
}
