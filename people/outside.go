package people

import (
	"context"
	"strings"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/oidc"
)

// Directory checks names and passwords that are kept elsewhere. It is away when it answers Unavailable.
type Directory interface {
	Check(ctx context.Context, name, password string) (value string, ok bool, err error)
}

// Outside is signing in by what the office has already. An account here is found by what the other side says of the person,
// and none is invented; Create makes one for an officer of the roster who has none.
type Outside struct {
	Directory      Directory // nil for none
	DirectoryMatch Match

	OIDC      *oidc.Client // nil for none
	OIDCClaim string       // preferred_username, email, …
	OIDCMatch Match

	Create bool
}

// Match says what an outside name is compared with.
type Match string

// The matches. Usernames are compared in lower case, staff numbers in either, addresses likewise.
const (
	ByUsername Match = "username"
	ByNumber   Match = "number"
	ByEmail    Match = "email"
)

// Valid tells whether it is one of the three.
func (m Match) Valid() bool { return m == ByUsername || m == ByNumber || m == ByEmail }

// errNobodyHere is for who is known there and not here. The other side has vouched for the person, so it tells no stranger
// anything.
var errNobodyHere = fault.New(fault.Unauthenticated, "signin.nobody_here")

// ByOIDC tells whether there is an OpenID Connect provider.
func (s *Service) ByOIDC() bool { return s.Outside.OIDC != nil }

// oidcTime is how long somebody may be at the provider.
const oidcTime = 15 * time.Minute

// BeginOIDC makes the address of the provider to go to. browser is a token in a cookie of the browser that asks: only it can
// come back.
func (s *Service) BeginOIDC(ctx context.Context, browser, next string) (url string, err error) {
	if !s.ByOIDC() {
		return "", fault.New(fault.NotFound, "fault.not_found")
	}
	r, err := s.Outside.OIDC.Begin(ctx, db.RandomToken(), db.RandomToken())
	if err != nil {
		return "", err
	}
	row := oidcRow{ID: hashed(r.State), Browser: hashed(browser), Nonce: r.Nonce, Verifier: r.Verifier, Next: next,
		ExpiresAt: s.System.Now().Add(oidcTime)}
	return r.URL, s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return NewStore(tx).insertOIDC(ctx, row) })
}

// FinishOIDC takes who comes back. The request is used up first, whatever comes of it.
func (s *Service) FinishOIDC(ctx context.Context, browser, state, code string, in SignIn) (session Session, next string, err error) {
	if !s.ByOIDC() {
		return Session{}, "", fault.New(fault.NotFound, "fault.not_found")
	}
	var row oidcRow
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		row, err = NewStore(tx).takeOIDC(ctx, hashed(state), hashedOrEmpty(browser), s.System.Now())
		return err
	})
	if fault.Is(err, fault.NotFound) {
		return Session{}, "", fault.New(fault.Unauthenticated, "signin.oidc_refused").Because(err)
	}
	if err != nil {
		return Session{}, "", err
	}
	if code == "" { // the person, or the provider, said no
		return Session{}, row.Next, fault.New(fault.Unauthenticated, "signin.oidc_refused")
	}
	claims, err := s.Outside.OIDC.Finish(ctx, code, row.Nonce, row.Verifier)
	if err != nil {
		return Session{}, row.Next, err
	}
	value := claims.Text(s.Outside.OIDCClaim)
	if s.Outside.OIDCMatch == ByEmail && !claims.Verified() {
		value = ""
	}
	acc, err := s.accountOutside(ctx, s.Outside.OIDCMatch, value)
	if err != nil {
		return Session{}, row.Next, err
	}
	session, err = s.pass(ctx, acc, in, methodOIDC, "")
	return session, row.Next, err
}

// askDirectory checks name and password with the directory; ok is false when there is none, or when they do not belong
// together there.
func (s *Service) askDirectory(ctx context.Context, name, password string) (acc Account, ok bool, err error) {
	if s.Outside.Directory == nil {
		return Account{}, false, nil
	}
	value, ok, err := s.Outside.Directory.Check(ctx, name, password)
	if err != nil || !ok {
		return Account{}, false, err
	}
	acc, err = s.accountOutside(ctx, s.Outside.DirectoryMatch, value)
	return acc, err == nil, err
}

// accountOutside is the open account that an outside name stands for.
func (s *Service) accountOutside(ctx context.Context, m Match, value string) (Account, error) {
	if value = strings.TrimSpace(value); value == "" {
		return Account{}, errNobodyHere
	}
	store := NewStore(s.DB.Reader())
	acc, err := store.accountMatching(ctx, m, value)
	if fault.Is(err, fault.NotFound) && s.Outside.Create {
		acc, err = s.createOutside(ctx, m, value)
	}
	if fault.Is(err, fault.NotFound) || (err == nil && acc.DisabledAt != nil) {
		return Account{}, errNobodyHere
	}
	return acc, err
}

// createOutside makes the account of an officer who serves today and has none.
func (s *Service) createOutside(ctx context.Context, m Match, value string) (acc Account, err error) {
	id, err := NewStore(s.DB.Reader()).officerMatching(ctx, m, value)
	if err != nil {
		return Account{}, err
	}
	list, _, err := NewStore(s.DB.Reader()).slipCandidates(ctx, OfficerQuery{Scope: Scope{All: true}, On: s.Today(), IDs: []string{id}, Limit: 1}, true, s.System.Now())
	if err != nil {
		return Account{}, err
	}
	if len(list) == 0 {
		return Account{}, fault.New(fault.NotFound, "fault.not_found")
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		acc, err = s.accountFor(ctx, tx, Actor{AccountID: "system"}, list[0])
		return err
	})
	return acc, err
}
