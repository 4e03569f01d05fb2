package people_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
)

const anotherPassword = "con đường dài ra biển"

func (o office) slip(t *testing.T, username string) string {
	t.Helper()
	acc, err := people.NewStore(o.d.Reader()).AccountByUsername(context.Background(), username)
	require.NoError(t, err)
	slips, err := o.MakeSlips(context.Background(), o.root, people.SlipOrder{OfficerIDs: []string{*acc.OfficerID}, Days: 7})
	require.NoError(t, err)
	require.Len(t, slips, 1)
	require.Equal(t, username, slips[0].Username)
	return slips[0].Code
}

// TestACodeIsUsedOnceWhoeverComesFirst lets many use one code at the same moment.
func TestACodeIsUsedOnceWhoeverComesFirst(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		code := o.slip(t, "anh")
		errs := make([]error, 6)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				_, errs[i] = o.Start(context.Background(), code, anotherPassword, people.SignIn{IP: "10.0.0.1"})
			})
		}
		all.Wait()
		passed := 0
		for _, err := range errs {
			if err == nil {
				passed++
				continue
			}
			require.Equal(t, fault.Invalid, fault.KindOf(err), "%v", err)
		}
		require.Equal(t, 1, passed)
	})
}

// TestANewPasswordEndsWhatElseOpensTheAccount: by a code, by oneself, by an administrator.
func TestANewPasswordEndsWhatElseOpensTheAccount(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		in := people.SignIn{Username: "anh", Password: password, IP: "10.0.0.1"}
		before, err := o.SignIn(ctx, in)
		require.NoError(t, err)
		token := o.token(t, before.Actor, "people.read")
		started, err := o.Start(ctx, o.slip(t, "anh"), anotherPassword, in)
		require.NoError(t, err)
		_, err = o.Actor(ctx, before.Token)
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		_, err = o.TokenActor(ctx, token, "")
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))

		slip := o.slip(t, "anh")
		require.NoError(t, o.ChangePassword(ctx, started.Actor, anotherPassword, password))
		_, err = o.CheckStart(ctx, slip, "10.0.0.1")
		require.Error(t, err, "a slip that lies about would undo the new password")

		token, slip = o.token(t, started.Actor, "people.read"), o.slip(t, "anh")
		require.NoError(t, o.ResetPassword(ctx, o.root, "anh", anotherPassword))
		_, err = o.TokenActor(ctx, token, "")
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		_, err = o.CheckStart(ctx, slip, "10.0.0.1")
		require.Error(t, err)
	})
}

// TestASlipDoesNotReplaceTheSecondFactor, unless an administrator says so.
func TestASlipDoesNotReplaceTheSecondFactor(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		o.Factors = people.FactorsOptional
		a := o.signedIn(t, "anh")
		offer := o.OfferFactor(a)
		code, err := totp.GenerateCode(offer.Secret, o.clock.Now())
		require.NoError(t, err)
		_, err = o.SetFactor(ctx, people.Actor{AccountID: "another", SessionID: a.SessionID}, offer.Sealed, code)
		require.Error(t, err, "an offer is one account's")
		recovery, err := o.SetFactor(ctx, a, offer.Sealed, code)
		require.NoError(t, err)
		require.Len(t, recovery, 10)

		in := people.SignIn{IP: "10.0.0.1"}
		s, err := o.Start(ctx, o.slip(t, "anh"), anotherPassword, in)
		require.NoError(t, err)
		require.Empty(t, s.Token)
		require.NotEmpty(t, s.Pending)
		_, err = o.Finish(ctx, s.Pending, code, in)
		require.Error(t, err, "used when it was set up")
		o.clock.Add(30 * time.Second)
		next, err := totp.GenerateCode(offer.Secret, o.clock.Now())
		require.NoError(t, err)
		done, err := o.Finish(ctx, s.Pending, next, in)
		require.NoError(t, err)
		require.NotEmpty(t, done.Token)
		_, err = o.Finish(ctx, s.Pending, recovery[0], in)
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err), "a sign-in is finished once")

		require.NoError(t, o.ClearFactor(ctx, o.root, "anh"))
		s, err = o.SignIn(ctx, people.SignIn{Username: "anh", Password: anotherPassword})
		require.NoError(t, err)
		require.Empty(t, s.Pending)
	})
}
