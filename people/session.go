package people

import (
	"cmp"
	"context"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
)

// SessionInfo is a session as its owner sees it in a list.
type SessionInfo struct {
	ID                string
	CreatedAt, SeenAt time.Time
	IP, UserAgent     string
	Method            string // password, start_code, oidc or ldap
	Current           bool
}

// DeviceInfo is a device from which the account signed in for the first time.
type DeviceInfo struct {
	At            time.Time
	IP, UserAgent string
}

// seenEvery is how often use of a session is written down.
const seenEvery = time.Minute

var errNoSession = fault.New(fault.Unauthenticated, "fault.unauthenticated")

// Actor is who holds the session; unauthenticated when it has ended. The answer may be two seconds old.
func (s *Service) Actor(ctx context.Context, token string) (Actor, error) {
	if a, ok := s.actors.Get(token); ok && a.TokenID == "" && (a.Viewer == nil || s.System.Now().Before(a.Viewer.Until)) {
		return a, nil // an API token is no session
	}
	a, err := s.load(ctx, token)
	if err == nil {
		s.actors.Add(token, a)
	}
	return a, err
}

func (s *Service) load(ctx context.Context, token string) (Actor, error) {
	store := NewStore(s.DB.Reader())
	row, err := store.session(ctx, hashed(token))
	if fault.Is(err, fault.NotFound) {
		return Actor{}, errNoSession
	}
	if err != nil {
		return Actor{}, err
	}
	now := s.System.Now()
	if !now.Before(row.ExpiresAt) || now.Sub(row.SeenAt) > s.Idle {
		return Actor{}, errNoSession
	}
	a, err := s.actorOf(ctx, row.AccountID)
	if err != nil {
		return Actor{}, err
	}
	a.SessionID, a.ProvenAt = row.ID, row.CreatedAt
	if row.ProvenAt != nil {
		a.ProvenAt = *row.ProvenAt
	}
	if a.DeviceID = row.DeviceID; a.DeviceID != "" {
		if a.NewDevice, err = store.newDevices(ctx, a.AccountID, a.DeviceID); err != nil {
			return Actor{}, err
		}
	}
	if now.Sub(row.SeenAt) > seenEvery {
		if err := s.touch(ctx, row.ID, now); err != nil {
			s.Log.Warn("use of a session was not written down", "error", err)
		}
	}
	return s.eyes(ctx, a)
}

func (s *Service) touch(ctx context.Context, id string, now time.Time) error {
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return NewStore(tx).touchSession(ctx, id, now) })
}

// actorOf is an account as an actor of today; a disabled account is nobody, and so is that of somebody who has left.
func (s *Service) actorOf(ctx context.Context, accountID string) (Actor, error) {
	store := NewStore(s.DB.Reader())
	acc, err := store.Account(ctx, accountID)
	if err != nil {
		return Actor{}, err
	}
	if acc.DisabledAt != nil {
		return Actor{}, errNoSession
	}
	a := Actor{AccountID: acc.ID, Username: acc.Username, Name: acc.DisplayName, Locale: acc.Locale, Theme: acc.Theme,
		TextSize: acc.TextSize, ShortcutsOff: acc.ShortcutsOff,
		MustChangePassword: acc.MustChangePassword}
	today := s.Today()
	if acc.OfficerID != nil {
		officer, err := store.OfficerOn(ctx, *acc.OfficerID, today)
		if err != nil {
			return Actor{}, err
		}
		if officer.hasLeft(today) {
			return Actor{}, errNoSession
		}
		a.OfficerID, a.Name, a.UnitID, a.UnitName = officer.ID, officer.FullName, officer.UnitID, officer.UnitName
	}
	grants, err := store.grantsOn(ctx, acc.ID, today)
	if err != nil {
		return Actor{}, err
	}
	tree, err := s.Tree(ctx, today)
	if err != nil {
		return Actor{}, err
	}
	a.empower(grants, tree)
	return a, s.askFactor(ctx, &a)
}

// SignOut ends a session.
func (s *Service) SignOut(ctx context.Context, token string) error {
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return NewStore(tx).deleteSession(ctx, hashed(token)) })
	s.actors.Remove(token)
	return err
}

// SignOutEverywhere ends all sessions of the actor's account, this one too.
func (s *Service) SignOutEverywhere(ctx context.Context, a Actor) error {
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := NewStore(tx).deleteSessionsOf(ctx, a.AccountID, ""); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "account.sign_out_everywhere", "account:"+a.AccountID, nil)
	})
	s.actors.Purge()
	return err
}

// Sessions lists the actor's sessions that are in force, newest first.
func (s *Service) Sessions(ctx context.Context, a Actor) ([]SessionInfo, error) {
	now := s.System.Now()
	rows, err := NewStore(s.DB.Reader()).sessions(ctx, a.AccountID, now, now.Add(-s.Idle))
	if err != nil {
		return nil, err
	}
	list := make([]SessionInfo, len(rows))
	for i, r := range rows {
		list[i] = SessionInfo{ID: r.ID, Method: cmp.Or(r.Method, methodPassword), CreatedAt: r.CreatedAt, SeenAt: r.SeenAt, IP: r.IP, UserAgent: r.UserAgent, Current: r.ID == a.SessionID}
	}
	return list, nil
}

// EndSession ends one of the actor's sessions.
func (s *Service) EndSession(ctx context.Context, a Actor, id string) error {
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := NewStore(tx).deleteSessionOf(ctx, id, a.AccountID); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "account.sign_out_one", "account:"+a.AccountID, nil)
	})
	s.actors.Purge()
	return err
}

// NewDevices lists the other devices that the actor has not vouched for, newest first.
func (s *Service) NewDevices(ctx context.Context, a Actor) ([]DeviceInfo, error) {
	if !a.NewDevice {
		return nil, nil
	}
	rows, err := NewStore(s.DB.Reader()).unnoticed(ctx, a.AccountID, a.DeviceID)
	list := make([]DeviceInfo, len(rows))
	for i, r := range rows {
		list[i] = DeviceInfo{r.CreatedAt, r.IP, r.UserAgent}
	}
	return list, err
}

// Vouch says that the other devices are the actor's own.
func (s *Service) Vouch(ctx context.Context, a Actor) error {
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return NewStore(tx).noticeDevices(ctx, a.AccountID, a.DeviceID, s.System.Now())
	})
	s.actors.Purge()
	return err
}

// Disown ends every session but this one and forgets every device but this one: somebody else was here.
func (s *Service) Disown(ctx context.Context, a Actor) error {
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if err := store.deleteSessionsOf(ctx, a.AccountID, a.SessionID); err != nil {
			return err
		}
		if err := store.forgetDevices(ctx, a.AccountID, a.DeviceID); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "account.disown", "account:"+a.AccountID, nil)
	})
	s.actors.Purge()
	return err
}
