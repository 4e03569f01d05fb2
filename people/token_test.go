package people_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
)

// signedIn is an account as an actor.
func (o office) signedIn(t *testing.T, username string) people.Actor {
	t.Helper()
	s, err := o.SignIn(context.Background(), people.SignIn{Username: username, Password: password, IP: "10.0.0.1"})
	require.NoError(t, err)
	return s.Actor
}

func (o office) token(t *testing.T, a people.Actor, scopes ...string) string {
	t.Helper()
	token, _, err := o.CreateToken(context.Background(), a, people.NewToken{ID: db.NewID(), Name: "thử", Scopes: scopes, Days: 30})
	require.NoError(t, err)
	return token
}

// TestATokenOpensWhatItsScopesSayAndNoMoreThanItsOwnerMay compares every scope with every action.
func TestATokenOpensWhatItsScopesSayAndNoMoreThanItsOwnerMay(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		owner := o.signedIn(t, "anh") // a manager of P1 and an officer
		for _, scope := range people.TokenScopes {
			a, err := o.TokenActor(ctx, o.token(t, owner, string(scope)), "10.0.0.9")
			require.NoError(t, err)
			require.Equal(t, []people.TokenScope{scope}, a.TokenScopes())
			for _, act := range people.Actions {
				opener, _ := people.ScopeFor(act)
				want := opener == scope && people.Can(owner, act, people.Target{})
				require.Equal(t, want, people.Can(a, act, people.Target{}), "%s with %s", act, scope)
				require.Equal(t, want, !a.Scope(act).Empty(), "%s with %s", act, scope)
				if want {
					require.Equal(t, owner.Scope(act), a.Scope(act))
				}
			}
		}
		for _, act := range []people.Action{people.ActLearn, people.ActManageAccounts, people.ActSettings, people.ActReportNationalID} {
			_, ok := people.ScopeFor(act)
			require.False(t, ok, "%s is for no program", act)
		}
	})
}

func TestCallsOfATokenAreCounted(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		owner := o.signedIn(t, "anh")
		token, other := o.token(t, owner, "people.read"), o.token(t, owner, "people.read")
		passed := 0
		for range 310 {
			if _, err := o.TokenActor(ctx, token, ""); err == nil {
				passed++
			} else {
				require.Equal(t, fault.TooMany, fault.KindOf(err))
			}
		}
		require.Equal(t, 300, passed)
		_, err := o.TokenActor(ctx, other, "")
		require.NoError(t, err, "another token has a count of its own")
		o.clock.Add(time.Minute)
		_, err = o.TokenActor(ctx, token, "")
		require.NoError(t, err)
	})
}

func TestAnAccountHoldsSoManyTokens(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t))
	owner := o.signedIn(t, "anh")
	for range 20 {
		o.token(t, owner, "people.read")
	}
	_, _, err := o.CreateToken(context.Background(), owner, people.NewToken{ID: db.NewID(), Name: "thử", Scopes: []string{"people.read"}, Days: 30})
	require.Equal(t, fault.Conflict, fault.KindOf(err))
}
