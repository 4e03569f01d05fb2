package people

import (
	"context"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
)

// How somebody signed in.
const (
	methodPassword = "password"
	methodStart    = "start_code"
	methodOIDC     = "oidc"
	methodLDAP     = "ldap"
)

// pendingTime is how long the second step may take.
const pendingTime = 10 * time.Minute

// errPending sends who has no sign-in under way, or one that is over, back to its beginning.
var errPending = fault.New(fault.Unauthenticated, "totp.begin_again")

// pass lets in who has shown to be an account's owner, or asks for the second factor first.
func (s *Service) pass(ctx context.Context, acc Account, in SignIn, method, limit string) (Session, error) {
	if s.Factors.On() {
		has, err := NewStore(s.DB.Reader()).hasFactor(ctx, acc.ID)
		if err != nil {
			return Session{}, err
		}
		if has {
			return s.wait(ctx, acc, method, limit)
		}
	}
	return s.begin(ctx, acc, in, method, limit)
}

// wait notes the first step; it was right, so its count begins anew.
func (s *Service) wait(ctx context.Context, acc Account, method, limit string) (Session, error) {
	token := db.RandomToken()
	row := pendingRow{ID: hashed(token), AccountID: acc.ID, Method: method, ExpiresAt: s.System.Now().Add(pendingTime)}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := NewStore(tx).clearLimit(ctx, limit); err != nil {
			return err
		}
		return NewStore(tx).insertPending(ctx, row)
	})
	return Session{Pending: token}, err
}

// CheckPending is unauthenticated when no sign-in of that name waits for its second step.
func (s *Service) CheckPending(ctx context.Context, token string) error {
	_, err := NewStore(s.DB.Reader()).pending(ctx, hashedOrEmpty(token), s.System.Now())
	if fault.Is(err, fault.NotFound) {
		return errPending
	}
	return err
}

// Finish takes the second step: a code of the device, or a recovery code. The try is counted before the code is looked at.
// The sign-in and the code are used up together, so neither can be used twice.
func (s *Service) Finish(ctx context.Context, token, code string, in SignIn) (Session, error) {
	reader := NewStore(s.DB.Reader())
	row, err := reader.pending(ctx, hashedOrEmpty(token), s.System.Now())
	if fault.Is(err, fault.NotFound) {
		return Session{}, errPending
	}
	if err != nil {
		return Session{}, err
	}
	acc, err := reader.Account(ctx, row.AccountID)
	if err != nil {
		return Session{}, err
	}
	if acc.DisabledAt != nil {
		return Session{}, errPending
	}
	limit := "code:" + acc.ID
	if n, err := s.countOwn(ctx, limit); err != nil || n > factorLimit {
		return Session{}, s.orTooMany(err)
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return s.second(ctx, tx, row, code) })
	if err != nil {
		return Session{}, err
	}
	return s.begin(ctx, acc, in, row.Method, limit)
}

func (s *Service) second(ctx context.Context, tx db.Tx, row pendingRow, code string) error {
	store := NewStore(tx)
	if mine, err := store.deletePending(ctx, row.ID); err != nil || !mine {
		if err == nil {
			err = errPending
		}
		return err
	}
	recovered, err := s.checkFactor(ctx, store, row.AccountID, code)
	if err != nil {
		return err
	}
	if recovered {
		return s.Audit(ctx, tx, row.AccountID, "account.recovered", "account:"+row.AccountID, nil)
	}
	return nil
}
