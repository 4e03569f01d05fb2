package secret_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"

	"liem/internal/secret"
)

func TestKeysAreMadeOnceAndKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	var wg sync.WaitGroup
	public := make([]string, 8)
	for i := range public {
		wg.Add(1)
		go func() {
			defer wg.Done()
			k, err := secret.Load(secret.Files{Dir: dir})
			if err != nil {
				t.Error(err)
				return
			}
			public[i] = k.PublicKey() + k.MAC("a")
		}()
	}
	wg.Wait()
	for _, p := range public {
		require.Equal(t, public[0], p)
	}
	for _, name := range []string{"field.key", "cookie.key", "ledger.key"} {
		info, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	}
}

func TestSealedValuesOpenInTheirPlaceOnly(t *testing.T) {
	k, err := secret.Load(secret.Files{Dir: t.TempDir()})
	require.NoError(t, err)
	sealed := k.Seal("019203004567", "officer:1")
	plain, err := k.Open(sealed, "officer:1")
	require.NoError(t, err)
	require.Equal(t, "019203004567", plain)
	_, err = k.Open(sealed, "officer:2")
	require.Error(t, err)
	sealed[len(sealed)-1] ^= 1
	_, err = k.Open(sealed, "officer:1")
	require.Error(t, err)
	require.NotEqual(t, k.MAC("ab", "c"), k.MAC("a", "bc"))
}

func TestSignedByTheKeyThatIsPublished(t *testing.T) {
	k, err := secret.Load(secret.Files{Dir: t.TempDir(), Origin: "liem-test"})
	require.NoError(t, err)
	signed, err := note.Sign(&note.Note{Text: "liem-test\n0\n\n"}, k.Signer())
	require.NoError(t, err)
	v, err := note.NewVerifier(k.PublicKey())
	require.NoError(t, err)
	_, err = note.Open(signed, note.VerifierList(v))
	require.NoError(t, err)
}

func TestBlindIndexesMatchWithinAPurposeAndAKeyOnly(t *testing.T) {
	k, err := secret.Load(secret.Files{Dir: t.TempDir()})
	require.NoError(t, err)
	other, err := secret.Load(secret.Files{Dir: t.TempDir()})
	require.NoError(t, err)
	require.Equal(t, k.Index("019203004567", "id"), k.Index("019203004567", "id"))
	require.NotEqual(t, k.Index("019203004567", "id"), k.Index("019203004568", "id"))
	require.NotEqual(t, k.Index("019203004567", "id"), k.Index("019203004567", "phone"))
	require.NotEqual(t, k.Index("019203004567", "id"), other.Index("019203004567", "id"))
	require.NotContains(t, string(k.Index("019203004567", "id")), "4567")
}
