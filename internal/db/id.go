package db

import (
	"crypto/rand"
	"encoding/base64"

	"github.com/google/uuid"
)

// NewID makes an id: a UUIDv7 as text, so that ids sort by when they were made.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

// IsID tells whether a text has the form of an id.
func IsID(s string) bool {
	id, err := uuid.Parse(s)
	return err == nil && id.String() == s
}

// RandomToken makes an unguessable name: 256 bits, base64url without padding (43 characters).
func RandomToken() string {
	var b [32]byte
	rand.Read(b[:]) // never fails (crypto/rand)
	return base64.RawURLEncoding.EncodeToString(b[:])
}
