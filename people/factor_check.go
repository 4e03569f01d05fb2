package people

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"strings"

	"liem/internal/db"
	"liem/internal/fault"
)

// recoveryCodes is how many codes one gets for the day on which the device is lost.
const recoveryCodes = 10

// checkFactor takes a code of the device or a recovery code, within the caller's transaction. A code of the device counts
// once: its step must be later than that of the last one. A recovery code goes when it is used.
func (s *Service) checkFactor(ctx context.Context, store *Store, accountID, code string) (recovered bool, err error) {
	row, err := store.factor(ctx, accountID)
	if err != nil {
		return false, err
	}
	secret, err := s.Keys.Open(row.Secret, factorContext(accountID))
	if err != nil {
		return false, err
	}
	if step, ok := matchingStep(secret, code, s.System.Now()); ok {
		if fresh, err := store.useStep(ctx, accountID, step); err != nil || fresh {
			return false, err
		}
		return false, fault.New(fault.Invalid, "totp.code_used").At("code")
	}
	if plain := plainCode(code); len(plain) == recoveryLength {
		if taken, err := store.takeRecoveryCode(ctx, accountID, s.recoveryHash(accountID, plain)); err != nil || taken {
			return true, err
		}
	}
	return false, errFactor
}

// recoveryLength is 60 bits in the letters of start codes.
const recoveryLength = 12

func (s *Service) recoveryHash(accountID, code string) string {
	return s.Keys.MAC("recovery", accountID, plainCode(code))
}

// newRecoveryCodes replaces an account's recovery codes.
func (s *Service) newRecoveryCodes(ctx context.Context, store *Store, accountID string) ([]string, error) {
	codes, hashes := make([]string, recoveryCodes), make([]string, recoveryCodes)
	for i := range codes {
		codes[i] = newCode()[:recoveryLength+recoveryLength/codeGroup-1]
		hashes[i] = s.recoveryHash(accountID, codes[i])
	}
	return codes, store.replaceRecoveryCodes(ctx, accountID, hashes)
}

// randomBase32 is a secret of n bytes in the letters that authenticator apps take.
func randomBase32(n int) string {
	raw := make([]byte, n)
	rand.Read(raw) // never fails (crypto/rand)
	return strings.TrimRight(base32.StdEncoding.EncodeToString(raw), "=")
}

// NewRecoveryCodes replaces the actor's recovery codes.
func (s *Service) NewRecoveryCodes(ctx context.Context, a Actor) (codes []string, err error) {
	if !a.HasFactor {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if codes, err = s.newRecoveryCodes(ctx, NewStore(tx), a.AccountID); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "account.recovery_codes", "account:"+a.AccountID, nil)
	})
	return codes, err
}

// RecoveryCodesLeft is how many the actor has not used.
func (s *Service) RecoveryCodesLeft(ctx context.Context, a Actor) (int, error) {
	return NewStore(s.DB.Reader()).countRecoveryCodes(ctx, a.AccountID)
}
