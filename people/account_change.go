package people

import (
	"context"
	"slices"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/i18n"
)

// ChangePassword replaces the actor's password after checking the old one, and ends the account's other sessions.
func (s *Service) ChangePassword(ctx context.Context, a Actor, old, password string) error {
	acc, err := NewStore(s.DB.Reader()).Account(ctx, a.AccountID)
	if err != nil {
		return err
	}
	if n, err := s.countOwn(ctx, "password:"+a.AccountID); err != nil || n > deviceLimit {
		return s.orTooMany(err)
	}
	ok, err := verify(ctx, acc.PasswordHash, old)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.Invalid, "people.password_wrong").At("old")
	}
	owner, err := NewStore(s.DB.Reader()).owner(ctx, acc)
	if err != nil {
		return err
	}
	if err := CheckPassword(owner, password); err != nil {
		return err
	}
	if old == password {
		return fault.New(fault.Invalid, "people.password_same").At("password")
	}
	hash, err := hashInTurn(ctx, password)
	if err != nil {
		return err
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		if err := store.SetPassword(ctx, acc.ID, hash, false, s.System.Now()); err != nil {
			return err
		}
		if err := store.clearLimit(ctx, "password:"+a.AccountID); err != nil {
			return err
		}
		if err := store.deleteSessionsOf(ctx, acc.ID, a.SessionID); err != nil {
			return err
		}
		for _, way := range []string{waySlip, wayMail} { // what is under way to set a password would undo this one
			if err := store.deleteStartCodes(ctx, acc.ID, way); err != nil {
				return err
			}
		}
		return s.Audit(ctx, tx, a.AccountID, "account.password", "account:"+a.AccountID, nil)
	})
	s.actors.Purge()
	return err
}

func (s *Service) countOwn(ctx context.Context, name string) (n int, err error) {
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		n, err = NewStore(tx).count(ctx, name, s.window())
		return err
	})
	return n, err
}

// Preferences are how pages look to an account, and whether single keys do something.
type Preferences struct {
	Locale, Theme string
	TextSize      string // small, large or larger; empty = normal
	ShortcutsOff  bool
}

// TextSizes are the sizes of a lesson's text, from small to large; empty is the normal one.
var TextSizes = []string{"small", "", "large", "larger"}

// SetPreferences stores the actor's preferences.
func (s *Service) SetPreferences(ctx context.Context, a Actor, p Preferences) error {
	locale, theme := p.Locale, p.Theme
	if locale != string(i18n.Vietnamese) && locale != string(i18n.English) {
		return fault.New(fault.Invalid, "people.locale_unknown").At("locale")
	}
	if theme != "auto" && theme != "light" && theme != "dark" {
		return fault.New(fault.Invalid, "people.theme_unknown").At("theme")
	}
	if !slices.Contains(TextSizes, p.TextSize) {
		return fault.New(fault.Invalid, "people.text_size_unknown").At("text_size")
	}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return NewStore(tx).SetPreferences(ctx, a.AccountID, p)
	})
	s.actors.Purge()
	return err
}
