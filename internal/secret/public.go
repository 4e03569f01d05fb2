package secret

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// publicOf derives the public key from a note signing key, "PRIVATE+KEY+<name>+<hash>+<base64 of type and seed>".
func publicOf(secretKey string) (string, error) {
	fields := strings.SplitN(strings.TrimPrefix(secretKey, "PRIVATE+KEY+"), "+", 3)
	if len(fields) != 3 {
		return "", errors.New("malformed signing key")
	}
	raw, err := base64.StdEncoding.DecodeString(fields[2])
	if err != nil || len(raw) != 1+ed25519.SeedSize {
		return "", errors.New("malformed signing key")
	}
	public := ed25519.NewKeyFromSeed(raw[1:]).Public().(ed25519.PublicKey)
	return note.NewEd25519VerifierKey(fields[0], public)
}
