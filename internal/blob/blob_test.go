package blob_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"liem/internal/blob"
	"liem/internal/fault"
)

func TestBlobsAreStoredOnceByContent(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	d, err := blob.OpenDir(dir)
	require.NoError(t, err)
	defer d.Close()
	digest, size, err := d.Put(ctx, strings.NewReader("sơ đồ"))
	require.NoError(t, err)
	require.EqualValues(t, len("sơ đồ"), size)
	again, _, err := d.Put(ctx, strings.NewReader("sơ đồ"))
	require.NoError(t, err)
	require.Equal(t, digest, again)
	f, _, err := d.Open(ctx, digest)
	require.NoError(t, err)
	defer f.Close()
	raw, err := io.ReadAll(f)
	require.NoError(t, err)
	require.Equal(t, "sơ đồ", string(raw))
	n := 0
	require.NoError(t, d.Walk(ctx, func(string, int64) error { n++; return nil }))
	require.Equal(t, 1, n)
}

func TestNamesNeverLeaveTheFolder(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "secret"), []byte("x"), 0o600))
	d, err := blob.OpenDir(filepath.Join(dir, "blobs"))
	require.NoError(t, err)
	defer d.Close()
	for _, bad := range []string{"", "../secret", "/etc/passwd", strings.Repeat("g", 64), strings.Repeat("a", 63)} {
		_, _, err := d.Open(ctx, bad)
		require.Equal(t, fault.NotFound, fault.KindOf(err), bad)
	}
}

func TestAnUploadCutOffLeavesNothing(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	d, err := blob.OpenDir(dir)
	require.NoError(t, err)
	defer d.Close()
	_, _, err = d.Put(ctx, io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errors.New("cut"))))
	require.Error(t, err)
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left)
}
