package secret_test

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/secret"
)

// TestKeysMayLieElsewhere: files that are named are used, and nothing of the same name is made in the folder.
func TestKeysMayLieElsewhere(t *testing.T) {
	first, err := secret.Load(secret.Files{Dir: t.TempDir()})
	require.NoError(t, err)
	elsewhere, dir := t.TempDir(), t.TempDir()
	files := secret.Files{
		Dir: dir, Field: filepath.Join(elsewhere, "a"), Cookie: filepath.Join(elsewhere, "b"), Ledger: filepath.Join(elsewhere, "c"),
	}
	named, err := secret.Load(files)
	require.NoError(t, err)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, entries)
	again, err := secret.Load(files)
	require.NoError(t, err)
	require.Equal(t, named.PublicKey(), again.PublicKey())
	require.NotEqual(t, first.PublicKey(), named.PublicKey())
	require.NotEqual(t, first.MAC("a"), named.MAC("a"))
}

// TestKeyFilesAsPeopleCopyThem: a line end more, of any kind, is no other key.
func TestKeyFilesAsPeopleCopyThem(t *testing.T) {
	dir := t.TempDir()
	before, err := secret.Load(secret.Files{Dir: dir})
	require.NoError(t, err)
	sealed := before.Seal("x", "y")
	for _, name := range []string{"field.key", "cookie.key", "ledger.key"} {
		path := filepath.Join(dir, name)
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(path, []byte(" "+strings.TrimSpace(string(raw))+"\r\n\r\n"), 0o600))
	}
	after, err := secret.Load(secret.Files{Dir: dir})
	require.NoError(t, err)
	require.Equal(t, before.PublicKey(), after.PublicKey())
	require.Equal(t, before.MAC("a"), after.MAC("a"))
	plain, err := after.Open(sealed, "y")
	require.NoError(t, err)
	require.Equal(t, "x", plain)
}

// TestBrokenKeysAreNamedAndNotReplaced: the error names the file and nothing of what is in it; the file stays.
func TestBrokenKeysAreNamedAndNotReplaced(t *testing.T) {
	short := base64.StdEncoding.EncodeToString(make([]byte, 16))
	for name, contents := range map[string][]string{
		"field.key":  {"", "SECRET", short, strings.Repeat("A", 44)},
		"cookie.key": {"", "SECRET", short},
		"ledger.key": {"", "SECRET", "PRIVATE+KEY+liem+0123abcd+SECRET", "PRIVATE+KEY+liem"},
	} {
		for _, content := range contents {
			dir := t.TempDir()
			path := filepath.Join(dir, name)
			require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
			_, err := secret.Load(secret.Files{Dir: dir})
			require.ErrorContains(t, err, path, content)
			require.NotContains(t, strings.ReplaceAll(err.Error(), path, ""), "SECRET")
			raw, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, content, string(raw))
		}
	}
}

func TestWhatCannotBeOpened(t *testing.T) {
	k, err := secret.Load(secret.Files{Dir: t.TempDir()})
	require.NoError(t, err)
	other, err := secret.Load(secret.Files{Dir: t.TempDir()})
	require.NoError(t, err)
	sealed := k.Seal("019203004567", "officer:1")
	require.NotContains(t, string(sealed), "019203004567")
	require.NotEqual(t, sealed, k.Seal("019203004567", "officer:1"), "two seals of one value tell nothing")
	_, err = other.Open(sealed, "officer:1")
	require.Error(t, err, "another key")
	for n := range len(sealed) {
		_, err := k.Open(sealed[:n], "officer:1")
		require.Error(t, err, "cut after %d bytes", n)
	}
	_, err = k.Open(nil, "officer:1")
	require.Error(t, err)
	plain, err := k.Open(k.Seal("", ""), "")
	require.NoError(t, err)
	require.Empty(t, plain)
}

func TestPartsOfAMACAreApart(t *testing.T) {
	k, err := secret.Load(secret.Files{Dir: t.TempDir()})
	require.NoError(t, err)
	seen := map[string][]string{}
	for _, parts := range [][]string{nil, {""}, {"", ""}, {"a"}, {"a", ""}, {"", "a"}, {"1:a"}, {"a1:b"}, {"a", "b"}, {"ab"}, {"a", "b", ""}} {
		mac := k.MAC(parts...)
		require.Equal(t, mac, k.MAC(parts...))
		require.Empty(t, seen[mac], "%q and %q", seen[mac], parts)
		seen[mac] = append([]string{"parts"}, parts...)
	}
}

// TestNothingIsLeftBesideTheKeys: no half-written file with a key in it.
func TestNothingIsLeftBesideTheKeys(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	_, err := secret.Load(secret.Files{Dir: dir})
	require.NoError(t, err)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 3)
	info, err := os.Stat(dir)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
}
