package people

import (
	"context"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
)

// provenFor is how long a password or a code stands for the person: acts that are worth stealing a session for ask again
// after it.
const provenFor = 10 * time.Minute

// ProofNeeded tells whether the actor must give password or code again before such an act. An API token cannot, and needs
// none: it opens nothing that its owner did not choose.
func (s *Service) ProofNeeded(a Actor) bool {
	if !s.Factors.On() || a.TokenID != "" || (s.Factors == FactorsOptional && !a.HasFactor) {
		return false
	}
	return s.System.Now().Sub(a.ProvenAt) > provenFor
}

// Prove takes the account's password, or a code of its second factor, as proof that it is still the same person.
func (s *Service) Prove(ctx context.Context, a Actor, secret string) error {
	limit := "prove:" + a.AccountID
	if n, err := s.countOwn(ctx, limit); err != nil || n > deviceLimit {
		return s.orTooMany(err)
	}
	acc, err := NewStore(s.DB.Reader()).Account(ctx, a.AccountID)
	if err != nil {
		return err
	}
	ok, err := verify(ctx, acc.PasswordHash, secret)
	if err != nil {
		return err
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if !ok {
			if err := s.proveByCode(ctx, store, a, secret); err != nil {
				return err
			}
		}
		if err := store.clearLimit(ctx, limit); err != nil {
			return err
		}
		return store.proveSession(ctx, a.SessionID, s.System.Now())
	})
	s.actors.Purge()
	return err
}

var errProof = fault.New(fault.Invalid, "totp.proof_wrong").At("secret")

func (s *Service) proveByCode(ctx context.Context, store *Store, a Actor, code string) error {
	if !a.HasFactor {
		return errProof
	}
	_, err := s.checkFactor(ctx, store, a.AccountID, code)
	if fault.Is(err, fault.Invalid) {
		return errProof
	}
	return err
}
