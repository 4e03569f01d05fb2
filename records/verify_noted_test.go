package records_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/internal/ledger"
	"liem/people"
	"liem/records"
)

func TestVerificationsAreNoted(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		k := newSigning(t)
		fill(t, d, 3)
		_, _, err := ledger.Sequence(ctx, d, k.Signer, clock.System.Now(), 3)
		require.NoError(t, err)
		last, err := records.LastVerified(ctx, d, k.Verifier)
		require.NoError(t, err)
		require.Nil(t, last)

		now := time.Date(2026, 11, 24, 7, 5, 0, 0, time.UTC)
		_, err = records.VerifyNoted(ctx, d, people.Actor{AccountID: "a"}, k.Verifier, records.Kept{}, now)
		require.Equal(t, fault.Forbidden, fault.KindOf(err))

		r, err := records.VerifyNoted(ctx, d, people.System("cli"), k.Verifier, records.Kept{}, now)
		require.NoError(t, err)
		require.True(t, r.OK())
		last, err = records.LastVerified(ctx, d, k.Verifier)
		require.NoError(t, err)
		require.Equal(t, records.Verified{At: now, Actor: "cli", Entries: 3}, *last)

		_, err = d.Writer().ExecContext(ctx, "DELETE FROM completions")
		require.NoError(t, err)
		_, err = records.VerifyNoted(ctx, d, people.System("cli"), k.Verifier, records.Kept{}, now.Add(time.Hour))
		require.NoError(t, err)
		last, err = records.LastVerified(ctx, d, k.Verifier)
		require.NoError(t, err)
		require.Equal(t, 1, last.Problems, "a verification that found something is noted as such")
	})
}
