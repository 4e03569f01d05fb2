package people

import (
	"context"
	"strings"
	"time"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/text"
)

// SlipOrder asks for slips: start codes on paper, one for each officer or account that is named. Officers without an
// account get one.
type SlipOrder struct {
	OfficerIDs  []string
	AccountIDs  []string      // accounts that are no officer's
	All         *OfficerQuery // instead: every officer of this list
	Without     bool          // of them, only those without an account
	Days        int           // how long the codes are good
	ClearFactor bool          // the device for one-time codes is lost too: its second factor goes
}

// Slip is what is printed for one person. The code is shown this once.
type Slip struct {
	Name, Number, Unit, Username, Code string
	ExpiresAt                          time.Time
	New                                bool // the account was made for it
}

// maxSlips bounds one order.
const maxSlips = 2000

// SlipCandidate is somebody for whom a slip can be made.
type SlipCandidate struct {
	OfficerID, AccountID       string // either may be empty
	Number, Name, UnitID, Unit string
	Username                   string
	Disabled                   bool
	Pending                    *time.Time // a code is out that is good until then
	GrantUnits                 []string   // over which the account holds roles, now or later
	Refused                    string     // key of the reason why the actor may make none; empty when they may
}

// SlipScope is where the actor may make slips: as HR or as an administrator.
func SlipScope(a Actor) Scope {
	hr, admin := a.Scope(ActManagePeople), a.Scope(ActManageAccounts)
	return Scope{All: hr.All || admin.All, UnitIDs: append(append([]string(nil), hr.UnitIDs...), admin.UnitIDs...)}
}

// SlipCandidates lists officers in the actor's scope, and how many there are in all.
func (s *Service) SlipCandidates(ctx context.Context, a Actor, q OfficerQuery, without bool) ([]SlipCandidate, int, error) {
	list, total, err := s.candidates(ctx, a, q, without)
	if err != nil {
		return nil, 0, err
	}
	return list, total, s.Disclose(ctx, a, Disclosure{Kind: DiscloseList}, officersOf(list)...)
}

func (s *Service) candidates(ctx context.Context, a Actor, q OfficerQuery, without bool) ([]SlipCandidate, int, error) {
	q, err := s.slipQuery(ctx, a, q)
	if err != nil {
		return nil, 0, err
	}
	list, total, err := NewStore(s.DB.Reader()).slipCandidates(ctx, q, without, s.System.Now())
	judge(a, list)
	return list, total, err
}

func (s *Service) slipQuery(ctx context.Context, a Actor, q OfficerQuery) (OfficerQuery, error) {
	q.Scope, q.On = SlipScope(a), s.Today()
	if q.Scope.Empty() {
		return q, fault.New(fault.Forbidden, "fault.forbidden")
	}
	if q.UnitID != "" {
		tree, err := s.Tree(ctx, q.On)
		if err != nil {
			return q, err
		}
		q.Scope = q.Scope.Within(tree.Descendants(q.UnitID))
	}
	return q, nil
}

// SlipAccounts lists the accounts that are no officer's, for an administrator of everything.
func (s *Service) SlipAccounts(ctx context.Context, a Actor) ([]SlipCandidate, error) {
	if !a.Scope(ActManageAccounts).All {
		return nil, nil
	}
	return NewStore(s.DB.Reader()).slipAccounts(ctx, s.Today(), s.System.Now())
}

// judge says of each candidate why the actor may make no slip. HR makes them for officers without a role: a slip opens the
// account, and nobody shall get a right by it that they do not administer.
func judge(a Actor, list []SlipCandidate) {
	admin := a.Scope(ActManageAccounts)
	for i := range list {
		c := &list[i]
		if c.Disabled {
			c.Refused = "signin.slip_disabled"
			continue
		}
		for _, unit := range c.GrantUnits {
			if !admin.Holds(unit) {
				c.Refused = "signin.slip_roles"
			}
		}
	}
}

// MakeSlips makes the codes, all or nothing. Whoever is named but out of scope does not exist for the actor; who is in scope
// but may get none from the actor is left out, as the list says beforehand.
func (s *Service) MakeSlips(ctx context.Context, a Actor, o SlipOrder) ([]Slip, error) {
	if o.Days < 1 || o.Days > MaxSlipDays {
		return nil, fault.New(fault.Invalid, "signin.slip_days").At("days").With("Max", MaxSlipDays)
	}
	if o.ClearFactor && !Can(a, ActManageAccounts, Target{}) {
		return nil, fault.New(fault.Forbidden, "fault.forbidden")
	}
	people, err := s.ordered(ctx, a, o)
	if err != nil {
		return nil, err
	}
	var slips []Slip
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		until := clock.UTC(s.System.Now().AddDate(0, 0, o.Days))
		for _, c := range people {
			slip, err := s.makeSlip(ctx, tx, a, c, until, o.ClearFactor)
			if err != nil {
				return err
			}
			slips = append(slips, slip)
		}
		return NewStore(tx).Disclose(ctx, a, Disclosure{Kind: DiscloseList, Format: "slips"}, s.System.Now(), disclosed(ctx, a, officersOf(people)))
	})
	s.Forget()
	return slips, err
}

func officersOf(list []SlipCandidate) []string {
	ids := make([]string, len(list))
	for i, c := range list {
		ids[i] = c.OfficerID
	}
	return ids
}

// ordered lists the people of an order for whom the actor may make slips.
func (s *Service) ordered(ctx context.Context, a Actor, o SlipOrder) ([]SlipCandidate, error) {
	q := OfficerQuery{IDs: o.OfficerIDs}
	if o.All != nil {
		q = *o.All
	}
	q.Limit, q.Offset = maxSlips+1, 0
	var list []SlipCandidate
	if o.All != nil || len(o.OfficerIDs) > 0 {
		var err error
		if list, _, err = s.candidates(ctx, a, q, o.All != nil && o.Without); err != nil {
			return nil, err
		}
	}
	others, err := s.SlipAccounts(ctx, a)
	if err != nil {
		return nil, err
	}
	judge(a, others)
	for _, c := range others {
		for _, id := range o.AccountIDs {
			if c.AccountID == id {
				list = append(list, c)
			}
		}
	}
	kept := list[:0]
	for _, c := range list {
		if c.Refused == "" {
			kept = append(kept, c)
		}
	}
	switch {
	case len(kept) == 0:
		return nil, fault.New(fault.Invalid, "signin.slip_nobody").At("people")
	case len(kept) > maxSlips:
		return nil, fault.New(fault.Invalid, "signin.slip_too_many").At("people").With("Max", maxSlips)
	}
	return kept, nil
}

func (s *Service) makeSlip(ctx context.Context, tx db.Tx, a Actor, c SlipCandidate, until time.Time, clear bool) (Slip, error) {
	slip := Slip{Name: c.Name, Number: c.Number, Unit: c.Unit, Username: c.Username, ExpiresAt: until}
	if c.AccountID == "" {
		acc, err := s.accountFor(ctx, tx, a, c)
		if err != nil {
			return Slip{}, err
		}
		c.AccountID, slip.Username, slip.New = acc.ID, acc.Username, true
	}
	var err error
	if slip.Code, err = s.startCode(ctx, tx, c.AccountID, waySlip, a.AccountID, until); err != nil {
		return Slip{}, err
	}
	if clear {
		if err := NewStore(tx).deleteFactor(ctx, c.AccountID); err != nil {
			return Slip{}, err
		}
		if err := s.Audit(ctx, tx, a.AccountID, "account.factor_cleared", "account:"+c.AccountID, nil); err != nil {
			return Slip{}, err
		}
	}
	detail := map[string]any{"until": until.Format(time.RFC3339)}
	return slip, s.Audit(ctx, tx, a.AccountID, "account.slip", "account:"+c.AccountID, detail)
}

// accountFor makes an officer's account. It is named by the staff number, which officers know and nobody shares, and has no
// password that anybody could give.
func (s *Service) accountFor(ctx context.Context, tx db.Tx, a Actor, c SlipCandidate) (Account, error) {
	store, now := NewStore(tx), s.System.Now()
	name, err := store.freeUsername(ctx, usernameOf(c.Number))
	if err != nil {
		return Account{}, err
	}
	acc := Account{ID: db.NewID(), Username: name, OfficerID: &c.OfficerID, DisplayName: c.Name, PasswordHash: nobody,
		PasswordChangedAt: now, Locale: "vi", Theme: "auto", CreatedAt: now}
	if err := store.InsertAccounts(ctx, []Account{acc}); err != nil {
		return Account{}, err
	}
	return acc, s.Audit(ctx, tx, a.AccountID, "account.create", "account:"+acc.ID, map[string]string{"officer": c.OfficerID})
}

// usernameOf is a staff number in the form of a username.
func usernameOf(number string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, text.Fold(number))
	name = strings.Trim(name, "-")
	if len(name) > 40 {
		name = name[:40]
	}
	if !usernameForm.MatchString(name) {
		return "cb-" + name
	}
	return name
}
