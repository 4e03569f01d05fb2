// Package secret holds the program's keys: one that seals fields in the database, one that signs cookies and form
// tokens, and the ledger's signing key. They live in a folder of their own beside the data, or in files that the
// environment names, and are backed up apart from the data. All replicas share them.
package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb/note"
)

// Files names the key files; empty names stand for the defaults in the folder.
type Files struct {
	Dir    string // made when it is missing, readable by its owner only
	Field  string
	Cookie string
	Ledger string
	Origin string // the ledger's name in its signed heads; "liem" when empty
}

// Keys are the loaded keys.
type Keys struct {
	field    cipher.AEAD
	index    []byte    // derived from the field key: who has one has the other
	macs     sync.Pool // of hash.Hash, keyed with the cookie key: keying costs more than a short message
	signer   note.Signer
	verifier note.Verifier
	public   string
}

// Load reads the keys and makes those that are missing.
func Load(f Files) (*Keys, error) {
	if err := os.MkdirAll(f.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("key folder: %w", err)
	}
	field, err := bytesFile(or(f.Field, filepath.Join(f.Dir, "field.key")))
	if err != nil {
		return nil, err
	}
	cookie, err := bytesFile(or(f.Cookie, filepath.Join(f.Dir, "cookie.key")))
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(field)
	if err != nil {
		return nil, err
	}
	k := &Keys{}
	if k.index, err = hkdf.Key(sha256.New, field, nil, "liem blind index", sha256.Size); err != nil {
		return nil, err
	}
	k.macs.New = func() any { return hmac.New(sha256.New, cookie) }
	if k.field, err = cipher.NewGCM(block); err != nil {
		return nil, err
	}
	return k, k.loadLedger(f)
}

func or(name, fallback string) string {
	if name != "" {
		return name
	}
	return fallback
}

// bytesFile reads a key of 32 bytes, base64 in one line, or makes it.
func bytesFile(path string) ([]byte, error) {
	text, err := readOrMake(path, func() (string, error) {
		var b [32]byte
		rand.Read(b[:]) // never fails (crypto/rand)
		return base64.StdEncoding.EncodeToString(b[:]), nil
	})
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(key) != 32 {
		return nil, fmt.Errorf("key file %s: expected 32 bytes in base64", path)
	}
	return key, nil
}

// readOrMake reads a file; when there is none it makes one that only its owner may read. Two programs that start at
// once agree: the file is linked into place whole, and who comes second reads the first one's. The file and its name
// survive a power cut before anything is sealed or signed with the key.
func readOrMake(path string, generate func() (string, error)) (string, error) {
	raw, err := os.ReadFile(path)
	if err == nil {
		return strings.TrimSpace(string(raw)), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	text, err := generate()
	if err != nil {
		return "", err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".key-*") // mode 0600
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name())
	if _, err := f.WriteString(text + "\n"); err != nil {
		return "", err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return "", err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return "", err
	}
	raw, err = os.ReadFile(path)
	return strings.TrimSpace(string(raw)), err
}

func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func (k *Keys) loadLedger(f Files) error {
	path := or(f.Ledger, filepath.Join(f.Dir, "ledger.key"))
	secretKey, err := readOrMake(path, func() (string, error) {
		secretKey, _, err := note.GenerateKey(rand.Reader, or(f.Origin, "liem"))
		return secretKey, err
	})
	if err != nil {
		return err
	}
	if k.signer, err = note.NewSigner(secretKey); err != nil {
		return fmt.Errorf("key file %s: %w", path, err)
	}
	if k.public, err = publicOf(secretKey); err != nil {
		return fmt.Errorf("key file %s: %w", path, err)
	}
	k.verifier, err = note.NewVerifier(k.public)
	return err
}

// Seal encrypts a field with AES-256-GCM. The context (table, row and column) is bound to it: a sealed value moved to
// another row does not open there.
func (k *Keys) Seal(plain, context string) []byte {
	nonce := make([]byte, k.field.NonceSize())
	rand.Read(nonce) // never fails (crypto/rand)
	return k.field.Seal(nonce, nonce, []byte(plain), []byte(context))
}

// Open decrypts a sealed field.
func (k *Keys) Open(sealed []byte, context string) (string, error) {
	n := k.field.NonceSize()
	if len(sealed) < n {
		return "", errors.New("secret: sealed value is too short")
	}
	plain, err := k.field.Open(nil, sealed[:n], sealed[n:], []byte(context))
	if err != nil {
		return "", fmt.Errorf("secret: %w", err)
	}
	return string(plain), nil
}

// Index is a blind index (HMAC-SHA256): equal plain texts of one purpose have equal indexes, so that a sealed field can be
// matched without being opened, and nobody without the key can find the text by trying all of them.
func (k *Keys) Index(plain, purpose string) []byte {
	h := hmac.New(sha256.New, k.index)
	h.Write([]byte(strconv.Itoa(len(purpose)) + ":" + purpose + plain))
	return h.Sum(nil)
}

// MAC is a token over its parts (HMAC-SHA256, base64url).
func (k *Keys) MAC(parts ...string) string {
	var message []byte
	for _, p := range parts {
		message = append(append(strconv.AppendInt(message, int64(len(p)), 10), ':'), p...)
	}
	h := k.macs.Get().(hash.Hash)
	defer k.macs.Put(h)
	h.Reset()
	h.Write(message)
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// Signer signs the ledger's heads.
func (k *Keys) Signer() note.Signer { return k.signer }

// Verifier checks the ledger's heads.
func (k *Keys) Verifier() note.Verifier { return k.verifier }

// PublicKey is the ledger's public key as sumdb/note writes it; whoever checks records offline keeps it.
func (k *Keys) PublicKey() string { return k.public }
