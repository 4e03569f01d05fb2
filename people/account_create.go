package people

import (
	"context"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// CreateAccount adds an account with its role, all or nothing.
func (s *Service) CreateAccount(ctx context.Context, a Actor, n NewAccount) (Account, error) {
	if err := Require(a, ActManageAccounts, Target{}); err != nil {
		return Account{}, err
	}
	n.Username = Username(n.Username)
	if err := n.Check(); err != nil {
		return Account{}, err
	}
	now := s.System.Now()
	acc := Account{ID: db.NewID(), Username: n.Username, DisplayName: n.DisplayName, PasswordHash: HashPassword(n.Password),
		PasswordChangedAt: now, MustChangePassword: n.MustChangePassword, Locale: "vi", Theme: "auto", CreatedAt: now}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := s.linkOfficer(ctx, tx, &acc, n.OfficerNumber); err != nil {
			return err
		}
		if err := NewStore(tx).InsertAccounts(ctx, []Account{acc}); err != nil {
			if fault.Is(err, fault.Conflict) {
				return fault.New(fault.Conflict, "people.username_taken").At("username").Because(err)
			}
			return err
		}
		if n.Role != "" {
			if err := s.firstGrant(ctx, tx, a, acc.ID, n); err != nil {
				return err
			}
		}
		return s.Audit(ctx, tx, a.AccountID, "account.create", "account:"+acc.ID, map[string]string{"role": string(n.Role)})
	})
	return acc, err
}

func (s *Service) linkOfficer(ctx context.Context, tx db.Tx, acc *Account, number string) error {
	if number == "" {
		return nil
	}
	officer, err := NewStore(tx).OfficerByNumber(ctx, number)
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Invalid, "people.officer_unknown").At("officer").With("Number", number)
	}
	if err != nil {
		return err
	}
	acc.OfficerID = &officer.ID
	if acc.DisplayName == "" {
		acc.DisplayName = officer.FullName
	}
	return nil
}

// firstGrant gives a new account its role, from today on and without an end.
func (s *Service) firstGrant(ctx context.Context, tx db.Tx, a Actor, accountID string, n NewAccount) error {
	tree, err := LoadTree(ctx, tx, s.Today())
	if err != nil {
		return err
	}
	unit, ok := tree.ByCode(n.UnitCode)
	if !ok {
		return fault.New(fault.Invalid, "people.unit_unknown").At("unit").With("Code", n.UnitCode)
	}
	if !Can(a, ActGrant(n.Role), Target{UnitID: unit.ID}) {
		return fault.New(fault.Invalid, "roles.may_not_grant").At("role")
	}
	return s.insertGrant(ctx, tx, a, Grant{ID: db.NewID(), AccountID: accountID, Role: n.Role, UnitID: unit.ID, ValidFrom: s.Today(),
		ValidTo: clock.Forever, Reason: n.Reason, CreatedAt: s.System.Now(), CreatedBy: a.AccountID})
}

// ResetPassword sets a new password for an account and ends everything else that opens it: sessions, API tokens, start codes.
func (s *Service) ResetPassword(ctx context.Context, a Actor, username, password string) error {
	return s.changeAccount(ctx, a, username, "account.reset_password", func(ctx context.Context, store *Store, acc Account) error {
		owner, err := store.owner(ctx, acc)
		if err != nil {
			return err
		}
		if err := CheckPassword(owner, password); err != nil {
			return err
		}
		if err := store.SetPassword(ctx, acc.ID, HashPassword(password), true, s.System.Now()); err != nil {
			return err
		}
		return store.forgetAccess(ctx, acc.ID, s.System.Now())
	})
}

// ClearFactor takes an account's second factor away: device and recovery codes are lost.
func (s *Service) ClearFactor(ctx context.Context, a Actor, username string) error {
	return s.changeAccount(ctx, a, username, "account.factor_cleared", func(ctx context.Context, store *Store, acc Account) error {
		return store.deleteFactor(ctx, acc.ID)
	})
}

// SetDisabled closes an account and ends all its sessions, or opens it again.
func (s *Service) SetDisabled(ctx context.Context, a Actor, username string, disabled bool) error {
	action := "account.enable"
	if disabled {
		action = "account.disable"
	}
	return s.changeAccount(ctx, a, username, action, func(ctx context.Context, store *Store, acc Account) error {
		if !disabled {
			return store.SetDisabled(ctx, acc.ID, nil)
		}
		now := s.System.Now()
		return store.SetDisabled(ctx, acc.ID, &now)
	})
}

func (s *Service) changeAccount(ctx context.Context, a Actor, username, action string, change func(context.Context, *Store, Account) error) error {
	if err := Require(a, ActManageAccounts, Target{}); err != nil {
		return err
	}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		acc, err := store.AccountByUsername(ctx, Username(username))
		if fault.Is(err, fault.NotFound) {
			return fault.New(fault.Invalid, "people.account_unknown").At("username").With("Username", username)
		}
		if err != nil {
			return err
		}
		if err := change(ctx, store, acc); err != nil {
			return err
		}
		if err := store.deleteSessionsOf(ctx, acc.ID, ""); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, action, "account:"+acc.ID, nil)
	})
	s.Forget()
	return err
}
