package blob_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/blob"
	"liem/internal/fault"
)

func open(t *testing.T) (*blob.Dir, string) {
	t.Helper()
	dir := t.TempDir()
	d, err := blob.OpenDir(dir)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close()) })
	return d, dir
}

func read(t *testing.T, d *blob.Dir, digest string) string {
	t.Helper()
	f, size, err := d.Open(context.Background(), digest)
	require.NoError(t, err)
	raw, err := io.ReadAll(f)
	require.NoError(t, errors.Join(err, f.Close()))
	require.EqualValues(t, len(raw), size)
	return string(raw)
}

// files are the names of all files under dir.
func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, strings.TrimPrefix(p, dir+"/"))
		}
		return err
	}))
	return names
}

func digestOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// TestOneContentFromManyAtOnce: all get the same name for it, it is there for each as soon as it is told, and one file is
// left.
func TestOneContentFromManyAtOnce(t *testing.T) {
	d, dir := open(t)
	content := strings.Repeat("bằng chứng ", 10_000)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			digest, size, err := d.Put(context.Background(), strings.NewReader(content))
			if err != nil || digest != digestOf(content) || size != int64(len(content)) {
				t.Error(digest, size, err)
				return
			}
			if have, err := d.Has(context.Background(), digest); !have || err != nil {
				t.Error("stored and not there", err)
			}
		})
	}
	wg.Wait()
	require.Equal(t, content, read(t, d, digestOf(content)))
	require.Equal(t, []string{digestOf(content)[:2] + "/" + digestOf(content)[2:]}, files(t, dir))
}

// TestStoringAgainMendsADamagedFile: a file cut short, or another thing in its place, gives way to the whole one.
func TestStoringAgainMendsADamagedFile(t *testing.T) {
	d, dir := open(t)
	digest, _, err := d.Put(context.Background(), strings.NewReader("toàn văn"))
	require.NoError(t, err)
	path := filepath.Join(dir, digest[:2], digest[2:])
	require.NoError(t, os.WriteFile(path, []byte("toàn"), 0o600))
	again, _, err := d.Put(context.Background(), strings.NewReader("toàn văn"))
	require.NoError(t, err)
	require.Equal(t, digest, again)
	require.Equal(t, "toàn văn", read(t, d, digest))
	require.Len(t, files(t, dir), 1)
}

// TestLinksOutOfTheFolderAreNotFollowed, neither for reading nor for writing.
func TestLinksOutOfTheFolderAreNotFollowed(t *testing.T) {
	d, dir := open(t)
	outside := filepath.Join(t.TempDir(), "secret")
	require.NoError(t, os.WriteFile(outside, []byte("bí mật"), 0o600))
	digest := digestOf("công khai")
	require.NoError(t, os.Mkdir(filepath.Join(dir, digest[:2]), 0o700))
	require.NoError(t, os.Symlink(outside, filepath.Join(dir, digest[:2], digest[2:])))

	_, _, err := d.Open(context.Background(), digest)
	require.Error(t, err)
	_, _, err = d.Put(context.Background(), strings.NewReader("công khai"))
	require.NoError(t, err)
	require.Equal(t, "công khai", read(t, d, digest))
	raw, err := os.ReadFile(outside)
	require.NoError(t, err)
	require.Equal(t, "bí mật", string(raw))
}

func TestNamesThatAreNoDigest(t *testing.T) {
	d, dir := open(t)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "x"), []byte("y"), 0o600))
	hexadecimal := strings.Repeat("a", 64)
	for _, bad := range []string{
		"", "x", ".", "..", "../x", "..%2fx", "/etc/passwd", "a\x00", strings.ToUpper(hexadecimal), hexadecimal + "\n", hexadecimal + "a",
		hexadecimal[:62] + "/.", "../" + hexadecimal[:61], strings.Repeat("á", 32),
	} {
		_, _, err := d.Open(context.Background(), bad)
		require.True(t, fault.Is(err, fault.NotFound), "%q", bad)
		have, err := d.Has(context.Background(), bad)
		require.NoError(t, err)
		require.False(t, have, "%q", bad)
	}
	_, _, err := d.Open(context.Background(), hexadecimal)
	require.True(t, fault.Is(err, fault.NotFound), "a digest that nothing has")
}

// TestLeftoversOfAKilledServer are removed once they are old; what is being written and what is stored stays.
func TestLeftoversOfAKilledServer(t *testing.T) {
	d, dir := open(t)
	digest, _, err := d.Put(context.Background(), strings.NewReader("giữ"))
	require.NoError(t, err)
	now := time.Date(2026, 11, 3, 8, 0, 0, 0, time.UTC)
	for name, age := range map[string]time.Duration{"partial-OLD": 25 * time.Hour, "partial-NEW": time.Hour, "other": 48 * time.Hour} {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte("nửa"), 0o600))
		require.NoError(t, os.Chtimes(path, now.Add(-age), now.Add(-age)))
	}
	removed, err := d.RemoveLeftovers(now.Add(-24 * time.Hour))
	require.NoError(t, err)
	require.Equal(t, 1, removed)
	require.ElementsMatch(t, []string{"partial-NEW", "other", digest[:2] + "/" + digest[2:]}, files(t, dir))
}

// TestWalkNamesBlobsAlone: unfinished files and strangers are none, and a walk can be called off.
func TestWalkNamesBlobsAlone(t *testing.T) {
	d, dir := open(t)
	digest, _, err := d.Put(context.Background(), strings.NewReader(""))
	require.NoError(t, err)
	for _, name := range []string{"partial-X", digestOf("a"), "readme", "zz/" + digest[2:], digest[:2] + "/" + digest[2:62] + "/aa"} {
		if name == digest[:2]+"/"+digest[2:62]+"/aa" {
			require.NoError(t, os.Mkdir(filepath.Join(dir, digest[:2], digest[2:62]), 0o700))
		}
		if strings.HasPrefix(name, "zz") {
			require.NoError(t, os.Mkdir(filepath.Join(dir, "zz"), 0o700))
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600))
	}
	found := map[string]int64{}
	visit := func(digest string, size int64) error { found[digest] = size; return nil }
	require.NoError(t, d.Walk(context.Background(), visit))
	require.Equal(t, map[string]int64{digest: 0}, found)

	stop := errors.New("stop")
	require.ErrorIs(t, d.Walk(context.Background(), func(string, int64) error { return stop }), stop)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	require.ErrorIs(t, d.Walk(ctx, visit), context.Canceled)
}
