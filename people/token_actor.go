package people

import (
	"context"
	"strings"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
)

// Calls are counted by token in windows of a minute, over all servers.
const (
	callWindow = time.Minute
	callLimit  = 300
)

var errToken = fault.New(fault.Unauthenticated, "tokens.refused")

// TokenActor is the account that a token speaks for, with no more than its scopes open. The answer may be two seconds
// old, and each call counts. An account that must first change its password, or set up its
// second factor, is nobody's program meanwhile.
func (s *Service) TokenActor(ctx context.Context, token, ip string) (Actor, error) {
	a, ok := s.actors.Get(token)
	if !ok {
		var err error
		if a, err = s.loadToken(ctx, token, ip); err != nil {
			return Actor{}, err
		}
		s.actors.Add(token, a)
	}
	if a.TokenID == "" { // a session's token is none of these
		return Actor{}, errToken
	}
	return a, s.countCall(ctx, a.TokenID)
}

func (s *Service) loadToken(ctx context.Context, token, ip string) (Actor, error) {
	if !strings.HasPrefix(token, tokenPrefix) {
		return Actor{}, errToken
	}
	row, err := NewStore(s.DB.Reader()).tokenByHash(ctx, hashed(token))
	if fault.Is(err, fault.NotFound) {
		return Actor{}, errToken
	}
	if err != nil {
		return Actor{}, err
	}
	now := s.System.Now()
	if row.RevokedAt != nil || !now.Before(row.ExpiresAt) {
		return Actor{}, errToken
	}
	a, err := s.actorOf(ctx, row.AccountID)
	switch {
	case fault.Is(err, fault.Unauthenticated):
		return Actor{}, errToken
	case err != nil:
		return Actor{}, err
	case a.MustChangePassword:
		return Actor{}, fault.New(fault.Forbidden, "account.must_change")
	case a.MustSetFactor:
		return Actor{}, fault.New(fault.Forbidden, "totp.must_set")
	}
	if row.UsedAt == nil || now.Sub(*row.UsedAt) > seenEvery {
		if err := s.noteTokenUse(ctx, row.ID, ip, now); err != nil {
			s.Log.Warn("use of a token was not written down", "error", err)
		}
	}
	a.TokenID = row.ID
	return a.narrowed(row.token().Scopes), nil
}

func (s *Service) noteTokenUse(ctx context.Context, id, ip string, now time.Time) error {
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return NewStore(tx).noteTokenUse(ctx, id, ip, now) })
}

// countCall refuses what goes over the limit, with the seconds to wait.
func (s *Service) countCall(ctx context.Context, tokenID string) error {
	now := s.System.Now()
	window := now.Truncate(callWindow)
	var n int
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		n, err = NewStore(tx).count(ctx, "api:"+tokenID, window.Unix())
		return err
	})
	if err != nil || n <= callLimit {
		return err
	}
	wait := window.Add(callWindow).Sub(now)
	return fault.New(fault.TooMany, "tokens.too_many_calls").With("Count", int((wait+time.Second-1)/time.Second)).With("Max", callLimit)
}
