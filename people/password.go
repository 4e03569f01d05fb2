package people

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"liem/internal/fault"
)

// Cost of argon2id (OWASP's password storage advice: 19 MiB, two passes, one lane).
const (
	argonMemory  = 19 << 10 // KiB
	argonTime    = 2
	argonThreads = 1
	argonSalt    = 16
	argonKey     = 32
)

// Bounds of a password, in characters and bytes.
const (
	minPassword = 12
	maxPassword = 200
)

// HashPassword makes the PHC string of a password.
func HashPassword(password string) string {
	salt := make([]byte, argonSalt)
	rand.Read(salt) // never fails (crypto/rand)
	return phc(salt, argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, argonKey))
}

func phc(salt, key []byte) string {
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonThreads,
		enc.EncodeToString(salt), enc.EncodeToString(key))
}

// VerifyPassword compares a password with a PHC string, whatever its cost.
func VerifyPassword(phc, password string) bool {
	var version int
	var memory, time uint32
	var threads uint8
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false
	}
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &time, &threads); err != nil {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(want) == 0 {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, time, memory, threads, uint32(len(want))) // #nosec G115 -- as long as HashPassword made it
	return subtle.ConstantTimeCompare(got, want) == 1
}

// nobody's hash makes an unknown name cost as much as a known one. No password is known for it, and nothing is hashed
// to make it, for every command of the program would pay for that as it starts.
var nobody = phc(make([]byte, argonSalt), make([]byte, argonKey))

// CheckPassword refuses what is guessed first. Length counts; there are no rules of composition (NIST SP 800-63B).
func CheckPassword(o Owner, password string) error {
	switch {
	case len([]rune(password)) < minPassword:
		return fault.New(fault.Invalid, "people.password_short").At("password").With("Min", minPassword)
	case len(password) > maxPassword:
		return fault.New(fault.Invalid, "people.password_long").At("password").With("Max", maxPassword)
	case o.names(password):
		return fault.New(fault.Invalid, "signin.password_own").At("password")
	case guessable(password):
		return fault.New(fault.Invalid, "people.password_common").At("password")
	}
	return nil
}
