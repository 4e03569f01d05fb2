package people

import (
	"context"
	"encoding/base64"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"liem/internal/db"
	"liem/internal/fault"
)

// FactorPolicy says who signs in with a second factor.
type FactorPolicy string

// The policies. Off is for the demonstration and for offices that have another gate in front.
const (
	FactorsRequired FactorPolicy = "required" // of HR, inspectors and administrators; others may
	FactorsOptional FactorPolicy = "optional" // whoever wants to
	FactorsOff      FactorPolicy = "off"      // neither asked nor offered
)

// On tells whether second factors are asked for at all.
func (p FactorPolicy) On() bool { return p == FactorsRequired || p == FactorsOptional }

// Codes by time as every authenticator app makes them (RFC 6238): six digits, SHA-1, half a minute.
const (
	factorPeriod = 30
	factorSkew   = 1 // steps that the clocks may differ by
	factorLimit  = 10
	factorBytes  = 20
)

var errFactor = fault.New(fault.Invalid, "totp.code_wrong").At("code")

// demands tells whether the actor's roles ask for a second factor.
func (p FactorPolicy) demands(a Actor) bool {
	return p == FactorsRequired && (a.Has(RoleHR) || a.Has(RoleInspector) || a.Has(RoleAdmin))
}

// askFactor finds out whether the actor has a second factor, and must have one.
func (s *Service) askFactor(ctx context.Context, a *Actor) (err error) {
	if !s.Factors.On() {
		return nil
	}
	if a.HasFactor, err = NewStore(s.DB.Reader()).hasFactor(ctx, a.AccountID); err != nil {
		return err
	}
	a.MustSetFactor = !a.HasFactor && s.Factors.demands(*a)
	return nil
}

// FactorRequired tells whether the actor may not do without a second factor.
func (s *Service) FactorRequired(a Actor) bool { return s.Factors.demands(a) }

// FactorOffer is a secret that is not in use before a code of it was given: as text, as the address that a QR code
// carries, and sealed for the form, so that nothing is stored meanwhile.
type FactorOffer struct{ Secret, URL, Sealed string }

func factorContext(accountID string) string { return "account:" + accountID + ":factor" }

// OfferFactor makes a secret for the actor's device.
func (s *Service) OfferFactor(a Actor) FactorOffer {
	return s.offer(a, strings.ToUpper(randomBase32(factorBytes)))
}

// OfferAgain is the offer that a form brought back with a wrong code.
func (s *Service) OfferAgain(a Actor, sealed string) (FactorOffer, error) {
	secret, err := s.unseal(a, sealed)
	if err != nil {
		return FactorOffer{}, err
	}
	o := s.offer(a, secret)
	o.Sealed = sealed
	return o, nil
}

func (s *Service) offer(a Actor, secret string) FactorOffer {
	q := url.Values{"secret": {secret}, "issuer": {"Liêm"}}
	address := url.URL{Scheme: "otpauth", Host: "totp", Path: "/Liêm:" + a.Username, RawQuery: strings.ReplaceAll(q.Encode(), "+", "%20")}
	sealed := s.Keys.Seal(secret, factorContext(a.AccountID))
	return FactorOffer{secret, address.String(), base64.RawURLEncoding.EncodeToString(sealed)}
}

func (s *Service) unseal(a Actor, sealed string) (string, error) {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err == nil {
		var secret string
		if secret, err = s.Keys.Open(raw, factorContext(a.AccountID)); err == nil {
			return secret, nil
		}
	}
	return "", fault.New(fault.Invalid, "form.unreadable").Because(err)
}

// SetFactor takes the offered secret into use once a code shows that the device has it, and returns the recovery codes:
// nobody can read them again. It replaces a second factor from before.
func (s *Service) SetFactor(ctx context.Context, a Actor, sealed, code string) ([]string, error) {
	if !s.Factors.On() {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	secret, err := s.unseal(a, sealed)
	if err != nil {
		return nil, err
	}
	step, ok := matchingStep(secret, code, s.System.Now())
	if n, err := s.countOwn(ctx, "factor:"+a.AccountID); err != nil || n > factorLimit {
		return nil, s.orTooMany(err)
	}
	if !ok {
		return nil, errFactor
	}
	var codes []string
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store, now := NewStore(tx), s.System.Now()
		raw, err := base64.RawURLEncoding.DecodeString(sealed)
		if err != nil {
			return err
		}
		if err := store.putFactor(ctx, factorRow{AccountID: a.AccountID, Secret: raw, LastStep: step, CreatedAt: now}); err != nil {
			return err
		}
		if codes, err = s.newRecoveryCodes(ctx, store, a.AccountID); err != nil {
			return err
		}
		if err := store.clearLimit(ctx, "factor:"+a.AccountID); err != nil {
			return err
		}
		if err := store.proveSession(ctx, a.SessionID, now); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "account.factor_set", "account:"+a.AccountID, nil)
	})
	s.actors.Purge()
	return codes, err
}

// RemoveFactor takes the second factor away, where it is not required.
func (s *Service) RemoveFactor(ctx context.Context, a Actor) error {
	if s.Factors.demands(a) {
		return fault.New(fault.Forbidden, "totp.required")
	}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := NewStore(tx).deleteFactor(ctx, a.AccountID); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "account.factor_removed", "account:"+a.AccountID, nil)
	})
	s.actors.Purge()
	return err
}

// matchingStep is the step of time whose code this is, within what the clocks may differ by.
func matchingStep(secret, code string, now time.Time) (int64, bool) {
	code = strings.Join(strings.Fields(code), "")
	if len(code) != int(otp.DigitsSix) {
		return 0, false
	}
	current := now.Unix() / factorPeriod
	for step := current - factorSkew; step <= current+factorSkew; step++ {
		counter := uint64(step) // #nosec G115 -- seconds since 1970 by 30
		ok, err := hotp.ValidateCustom(code, counter, secret, hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && ok {
			return step, true
		}
	}
	return 0, false
}
