package site_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/site"
)

func TestTheFirstBindingCounts(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		sealed := func(stored string) bool { return stored == "sealed anew each time: yes" }
		mine := []site.Mark{{Name: "media", Value: "a"}, {Name: "key", Value: "sealed anew each time: yes", Fits: sealed}}
		strangers, err := site.Bind(ctx, d, mine)
		require.NoError(t, err)
		require.Empty(t, strangers)

		other := []site.Mark{{Name: "media", Value: "b"}, {Name: "key", Value: "another seal", Fits: sealed}}
		strangers, err = site.Bind(ctx, d, other)
		require.NoError(t, err)
		require.Equal(t, []string{"media"}, strangers, "a seal is judged by its own rule")
		strangers, err = site.Strangers(ctx, d.Reader(), []site.Mark{{Name: "media"}, {Name: "key", Fits: sealed}})
		require.NoError(t, err)
		require.Equal(t, []string{"media", "key"}, strangers, "what is missing fits nothing")

		require.NoError(t, d.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return site.Rebind(ctx, tx, other[:1]) }))
		stored, err := site.Stored(ctx, d.Reader(), "media")
		require.NoError(t, err)
		require.Equal(t, "b", stored)
	})
}

func TestAFolderIsMarkedOnce(t *testing.T) {
	dir := t.TempDir()
	none, err := site.FolderMark(dir)
	require.NoError(t, err)
	require.Empty(t, none)
	marks := make([]string, 8)
	var wg sync.WaitGroup
	for i := range marks {
		wg.Go(func() {
			var err error
			if marks[i], err = site.MarkFolder(dir, ""); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, m := range marks {
		require.Equal(t, marks[0], m)
	}
	require.NotEmpty(t, marks[0])
	again, err := site.MarkFolder(dir, "another")
	require.NoError(t, err)
	require.Equal(t, marks[0], again)
}
