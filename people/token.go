package people

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/text"
)

// Token is an API token as its owner sees it in a list. The token itself is shown once, when it is made.
type Token struct {
	ID, Name             string
	Scopes               []TokenScope
	CreatedAt, ExpiresAt time.Time
	UsedAt               *time.Time // the last use, to the minute; nil for none
	UsedIP               string
}

// NewToken is what one gives to make a token. ID comes from the form, so that a form that is sent twice makes one.
type NewToken struct {
	ID     string
	Name   string
	Scopes []string
	Days   int // until it ends
}

const (
	// tokenPrefix lets people, and programs that look for secrets in files, know a token when they see one.
	tokenPrefix  = "liem_"
	maxTokenName = 100
	maxTokens    = 20 // of one account at a time
)

// TokenDays are the lives that a token may have, in days.
var TokenDays = []int{30, 90, 180, 365}

func (n *NewToken) check() ([]TokenScope, error) {
	var list fault.List
	if n.Name = strings.TrimSpace(text.NFC(n.Name)); n.Name == "" || utf8.RuneCountInString(n.Name) > maxTokenName {
		list.Add(fault.New(fault.Invalid, "tokens.name_missing").At("name").With("Max", maxTokenName))
	}
	scopes, err := readScopes(n.Scopes)
	if wrong, ok := fault.As(err); ok {
		list.Add(wrong)
	} else if len(scopes) == 0 {
		list.Add(fault.New(fault.Invalid, "tokens.scope_missing").At("scopes"))
	}
	if n.Days < 1 || n.Days > TokenDays[len(TokenDays)-1] {
		list.Add(fault.New(fault.Invalid, "tokens.days_wrong").At("days").With("Max", TokenDays[len(TokenDays)-1]))
	}
	if !db.IsID(n.ID) {
		list.Add(fault.New(fault.Invalid, "form.unreadable"))
	}
	return scopes, list.Err()
}

// CreateToken makes a token for the actor's own account and returns it: nobody can read it again.
func (s *Service) CreateToken(ctx context.Context, a Actor, n NewToken) (string, Token, error) {
	scopes, err := n.check()
	if err != nil {
		return "", Token{}, err
	}
	secret, now := tokenPrefix+db.RandomToken(), s.System.Now()
	row := tokenRow{ID: n.ID, AccountID: a.AccountID, Name: n.Name, Hash: hashed(secret), Scopes: joinScopes(scopes), CreatedAt: now,
		ExpiresAt: now.AddDate(0, 0, n.Days)}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := NewStore(tx)
		have, err := store.tokens(ctx, a.AccountID, now)
		if err != nil {
			return err
		}
		if len(have) >= maxTokens {
			return fault.New(fault.Conflict, "tokens.too_many").With("Max", maxTokens)
		}
		if err := store.insertToken(ctx, row); fault.Is(err, fault.Conflict) {
			return fault.New(fault.Conflict, "tokens.made_already").Because(err)
		} else if err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "token.create", "token:"+row.ID, map[string]string{"scopes": row.Scopes})
	})
	return secret, row.token(), err
}

func (r tokenRow) token() Token {
	t := Token{ID: r.ID, Name: r.Name, CreatedAt: r.CreatedAt, ExpiresAt: r.ExpiresAt, UsedAt: r.UsedAt, UsedIP: r.UsedIP}
	t.Scopes, _ = readScopes(strings.Fields(r.Scopes)) // a scope that is gone opens nothing
	return t
}

// Tokens lists the actor's tokens that may still be used, newest first.
func (s *Service) Tokens(ctx context.Context, a Actor) ([]Token, error) {
	rows, err := NewStore(s.DB.Reader()).tokens(ctx, a.AccountID, s.System.Now())
	list := make([]Token, len(rows))
	for i, r := range rows {
		list[i] = r.token()
	}
	return list, err
}

// RevokeToken ends one of the actor's tokens.
func (s *Service) RevokeToken(ctx context.Context, a Actor, id string) error {
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := NewStore(tx).revokeToken(ctx, id, a.AccountID, s.System.Now()); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "token.revoke", "token:"+id, nil)
	})
	s.actors.Purge()
	return err
}
