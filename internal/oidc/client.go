// Package oidc signs people in by an OpenID Connect provider: the authorization code flow with PKCE, a nonce in the ID token
// and a state that the caller binds to the browser. What it answers is claims; who they are is the caller's to decide.
package oidc

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"liem/internal/fault"
)

// Config names a provider and this site's place there.
type Config struct {
	Issuer       string
	ClientID     string
	ClientSecret string // empty for a public client
	Redirect     string // the callback's address, as it is registered with the provider
	Scopes       []string
}

// Client speaks with the provider. The provider is looked up when it is first needed, so one that is away does not keep the
// program from starting.
type Client struct {
	config Config
	http   *http.Client

	mu       sync.Mutex
	provider *oidc.Provider
}

// timeout bounds each question to the provider.
const timeout = 10 * time.Second

// New makes a client; nothing is asked yet.
func New(c Config) *Client { return &Client{config: c, http: &http.Client{Timeout: timeout}} }

// Request is what is kept of a sign-in while the person is at the provider, and the address to send them to.
type Request struct{ URL, State, Nonce, Verifier string }

// Claims are what the provider says of the person.
type Claims map[string]any

// Text is a claim that is a text; empty for none.
func (c Claims) Text(name string) string {
	s, _ := c[name].(string)
	return s
}

// Verified tells whether the provider vouches for the e-mail address.
func (c Claims) Verified() bool { return c["email_verified"] == true }

var (
	errAway    = fault.New(fault.Unavailable, "signin.oidc_away")
	errRefused = fault.New(fault.Unauthenticated, "signin.oidc_refused")
)

// discover finds the provider's addresses and keys, once.
func (c *Client) discover(ctx context.Context) (*oidc.Provider, *oauth2.Config, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.provider == nil {
		// The keys are fetched again later: their requests must not end with this one's context.
		p, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), c.http), c.config.Issuer)
		if err != nil {
			return nil, nil, errAway.Because(err)
		}
		c.provider = p
	}
	return c.provider, &oauth2.Config{ClientID: c.config.ClientID, ClientSecret: c.config.ClientSecret, RedirectURL: c.config.Redirect,
		Endpoint: c.provider.Endpoint(), Scopes: append([]string{oidc.ScopeOpenID}, c.config.Scopes...)}, nil
}

// Begin makes a request; state and nonce are unguessable tokens of the caller's.
func (c *Client) Begin(ctx context.Context, state, nonce string) (Request, error) {
	_, config, err := c.discover(ctx)
	if err != nil {
		return Request{}, err
	}
	r := Request{State: state, Nonce: nonce, Verifier: oauth2.GenerateVerifier()}
	r.URL = config.AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(r.Verifier))
	return r, nil
}

// Finish exchanges the code and checks the ID token: signature, issuer, audience, expiry, nonce.
func (c *Client) Finish(ctx context.Context, code, nonce, verifier string) (Claims, error) {
	provider, config, err := c.discover(ctx)
	if err != nil {
		return nil, err
	}
	ctx = oidc.ClientContext(ctx, c.http)
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(verifier))
	if err != nil {
		return nil, away(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return nil, errRefused.Because(errors.New("the provider sent no ID token"))
	}
	id, err := provider.VerifierContext(context.WithoutCancel(ctx), &oidc.Config{ClientID: c.config.ClientID}).Verify(ctx, raw)
	if err != nil {
		return nil, away(err)
	}
	if id.Nonce != nonce {
		return nil, errRefused.Because(errors.New("the ID token answers another request"))
	}
	claims := Claims{}
	if err := id.Claims(&claims); err != nil {
		return nil, errRefused.Because(err)
	}
	return claims, c.more(ctx, provider, token, id.Subject, claims)
}

// more asks for the claims that are not in the ID token; many providers keep it short.
func (c *Client) more(ctx context.Context, p *oidc.Provider, token *oauth2.Token, subject string, claims Claims) error {
	if p.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := p.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return away(err)
	}
	if info.Subject != subject {
		return errRefused.Because(errors.New("the user info is another person's"))
	}
	return info.Claims(&claims)
}

// away tells a provider that does not answer from one that says no.
func away(err error) error {
	var status *oauth2.RetrieveError
	if errors.As(err, &status) && status.Response != nil && status.Response.StatusCode < 500 {
		return errRefused.Because(err)
	}
	var network net.Error
	if errors.As(err, &network) || errors.As(err, &status) || errors.Is(err, context.DeadlineExceeded) {
		return errAway.Because(err)
	}
	return errRefused.Because(err)
}
