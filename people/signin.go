package people

import (
	"context"
	"regexp"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
)

// SignIn is what somebody gives to sign in.
type SignIn struct {
	Username, Password string
	DeviceToken        string // from an earlier sign-in at this browser; may be empty
	OldToken           string // the session that this one replaces; may be empty
	IP, UserAgent      string
}

// Session is a new session: the tokens go into cookies and are stored as hashes only. Where a second factor is asked for
// there is no session yet, and Pending names the sign-in that waits for it.
type Session struct {
	Token       string
	Pending     string
	DeviceToken string
	Actor       Actor
	Lifetime    time.Duration
}

// Guessing is slowed by counting failures in windows. Failures from devices that the account never signed in from share
// one count per account; when it is full such devices wait for the next window, while the officer's own devices, which
// hold a token from an earlier sign-in, go on with counts of their own. So a stranger who guesses cannot lock an
// officer out (OWASP, device cookies).
const (
	limitWindow    = 15 * time.Minute
	strangerLimit  = 10
	deviceLimit    = 10
	addressLimit   = 200 // failures from one address: a whole office may stand behind it
	maxUserAgent   = 200
	maxUsernameLen = 64
)

var errSignIn = fault.New(fault.Unauthenticated, "people.sign_in_failed")

// SignIn checks the password and begins a session. What fails says only that name and password do not match. A username and
// a staff number have counts of their own, for one that fills the other would tell that they are one person's.
func (s *Service) SignIn(ctx context.Context, in SignIn) (Session, error) {
	name := Username(in.Username)
	if name == "" || in.Password == "" || len(name) > maxUsernameLen || len(in.Password) > maxPassword {
		return Session{}, errSignIn
	}
	store := NewStore(s.DB.Reader())
	acc, err := store.AccountToSignIn(ctx, name)
	known := err == nil && acc.DisabledAt == nil
	if err != nil && !fault.Is(err, fault.NotFound) {
		return Session{}, err
	}
	limit, err := s.reserve(ctx, name, acc.ID, in)
	if err != nil {
		return Session{}, err
	}
	hash := nobody
	if known {
		hash = acc.PasswordHash
	}
	ok, err := verify(ctx, hash, in.Password)
	if err != nil {
		return Session{}, err
	}
	if ok && known {
		if known, err = s.serves(ctx, acc); err != nil {
			return Session{}, err
		}
	}
	if ok && known {
		return s.pass(ctx, acc, in, methodPassword, limit)
	}
	// A password of ours comes first, so that a local administrator gets in whatever becomes of the directory.
	outside, ok, err := s.askDirectory(ctx, name, in.Password)
	switch {
	case err != nil:
		return Session{}, err
	case ok:
		return s.pass(ctx, outside, in, methodLDAP, limit)
	}
	return Session{}, s.refuse(ctx, name, acc.ID, in)
}

// serves tells whether an account may be used today: not that of an officer who has left. It is asked after the password,
// so that the time of the answer tells a stranger nothing.
func (s *Service) serves(ctx context.Context, acc Account) (bool, error) {
	if acc.OfficerID == nil {
		return true, nil
	}
	o, err := NewStore(s.DB.Reader()).Officer(ctx, *acc.OfficerID)
	return err == nil && !o.hasLeft(s.Today()), err
}

// window is the start of the current window.
func (s *Service) window() int64 {
	return s.System.Now().Truncate(limitWindow).Unix()
}

// reserve counts the try before the password is looked at, so that many at once cannot slip through, and refuses it
// when the count is full. It returns the name of the count, which a success clears.
func (s *Service) reserve(ctx context.Context, name, accountID string, in SignIn) (string, error) {
	limit, most := "login:stranger:"+name, strangerLimit
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		knows, err := store.knowsDevice(ctx, deviceID(in.DeviceToken, accountID), accountID)
		if err != nil {
			return err
		}
		if knows {
			limit, most = "login:device:"+deviceID(in.DeviceToken, accountID), deviceLimit
		}
		if n, err := store.counted(ctx, "login:address:"+in.IP, s.window()); err != nil || n >= addressLimit {
			return s.orTooMany(err)
		}
		if n, err := store.count(ctx, limit, s.window()); err != nil || n > most {
			return s.orTooMany(err)
		}
		return nil
	})
	return limit, err
}

// deviceForm is a token as RandomToken makes them.
var deviceForm = regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`)

// deviceID is a browser as one account knows it: several officers share a machine, and each is known there for themselves.
func deviceID(token, accountID string) string {
	if !deviceForm.MatchString(token) {
		return ""
	}
	return hashed(token + ":" + accountID)
}

func hashedOrEmpty(token string) string {
	if token == "" {
		return ""
	}
	return hashed(token)
}

// orTooMany is the error, or that there were too many tries, with the minutes to wait.
func (s *Service) orTooMany(err error) error {
	if err != nil {
		return err
	}
	end := s.System.Now().Truncate(limitWindow).Add(limitWindow)
	minutes := int((end.Sub(s.System.Now()) + time.Minute - 1) / time.Minute)
	return fault.New(fault.TooMany, "people.too_many_tries").With("Count", minutes)
}

// refuse notes a failure.
func (s *Service) refuse(ctx context.Context, name, accountID string, in SignIn) error {
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if _, err := NewStore(tx).count(ctx, "login:address:"+in.IP, s.window()); err != nil {
			return err
		}
		if accountID == "" {
			return nil
		}
		return s.Audit(ctx, tx, "", "account.sign_in_failed", "account:"+accountID, nil)
	})
	if err != nil {
		return err
	}
	return errSignIn
}

// begin makes the session; the one that this browser had ends (rotation), so a token planted before signing in is
// worth nothing.
func (s *Service) begin(ctx context.Context, acc Account, in SignIn, method, limit string) (Session, error) {
	now := s.System.Now()
	session := Session{Token: db.RandomToken(), DeviceToken: in.DeviceToken, Lifetime: s.Absolute}
	agent := in.UserAgent
	if len(agent) > maxUserAgent {
		agent = agent[:maxUserAgent]
	}
	row := sessionRow{ID: hashed(session.Token), AccountID: acc.ID, CreatedAt: now, SeenAt: now,
		ExpiresAt: now.Add(s.Absolute), IP: in.IP, UserAgent: agent, Method: method}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if !deviceForm.MatchString(in.DeviceToken) {
			session.DeviceToken = db.RandomToken()
		}
		id := deviceID(session.DeviceToken, acc.ID)
		knows, err := store.knowsDevice(ctx, id, acc.ID)
		if err != nil {
			return err
		}
		if in.OldToken != "" {
			if err := store.deleteSession(ctx, hashed(in.OldToken)); err != nil {
				return err
			}
		}
		device := deviceRow{ID: id, AccountID: acc.ID, CreatedAt: now, SeenAt: now, UserAgent: agent, IP: in.IP}
		isNew, err := store.keepDevice(ctx, device)
		if err != nil {
			return err
		}
		row.DeviceID = device.ID
		if isNew && !knows {
			if err := s.tellOfDevice(ctx, tx, acc.ID, agent, in.IP, now); err != nil {
				return err
			}
		}
		if err := store.clearLimit(ctx, limit); err != nil {
			return err
		}
		if err := store.insertSession(ctx, row); err != nil {
			return err
		}
		return s.Audit(ctx, tx, acc.ID, "account.sign_in", "account:"+acc.ID, map[string]string{"method": method})
	})
	if err != nil {
		return Session{}, err
	}
	s.actors.Remove(in.OldToken)
	session.Actor, err = s.Actor(ctx, session.Token)
	return session, err
}
