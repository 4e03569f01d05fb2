package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
)

// digest is a SHA-256 under way.
type digest struct{ hash.Hash }

func newHash() digest { return digest{sha256.New()} }

func (d digest) sum() string { return hex.EncodeToString(d.Sum(nil)) }
