package people_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/audit"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
)

func TestDisclosuresAreReadByWhomTheyShow(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s := people.NewService(people.Options{DB: d, System: clock.System, Business: clock.System})
		hr := people.Actor{AccountID: "hr-account", OfficerID: "hr"}
		hoa := people.Actor{AccountID: "hoa-account", OfficerID: "hoa"}
		require.NoError(t, s.Disclose(ctx, hr, people.Disclosure{Kind: people.DiscloseOfficer, Purpose: "Đối chiếu hồ sơ"}, "hoa"))
		require.NoError(t, s.Disclose(ctx, hr, people.Disclosure{Kind: people.DiscloseList}, "hoa", "xa", "hr", "hoa", ""))
		require.NoError(t, s.Disclose(ctx, hoa, people.Disclosure{Kind: people.DiscloseRecord}, "hoa"), "one's own")

		seen, total, err := s.SeenBy(ctx, hoa, 10, 0)
		require.NoError(t, err)
		require.Equal(t, 2, total)
		require.Equal(t, people.DiscloseList, seen[0].Kind, "newest first")
		require.Equal(t, 2, seen[0].Officers, "each once, and not the one who looks")
		require.Equal(t, "hr-account", seen[0].Who)
		require.Equal(t, "Đối chiếu hồ sơ", seen[1].Purpose)
		seen, total, err = s.SeenBy(ctx, hoa, 1, 1)
		require.NoError(t, err)
		require.Equal(t, 2, total)
		require.Len(t, seen, 1)

		_, total, err = s.SeenBy(ctx, hr, 10, 0)
		require.NoError(t, err)
		require.Zero(t, total)
		_, _, err = s.SeenBy(ctx, people.Actor{AccountID: "admin"}, 10, 0)
		require.Equal(t, fault.Forbidden, fault.KindOf(err))

		through := audit.Arrive(ctx, audit.Origin{SeenAs: "hoa-account"})
		require.NoError(t, s.Disclose(through, hoa, people.Disclosure{Kind: people.DiscloseRecord}, "hoa"))
		_, total, err = s.SeenBy(ctx, hoa, 10, 0)
		require.NoError(t, err)
		require.Equal(t, 3, total, "a look through her eyes is somebody else's")
	})
}

func TestAViewOfManyCostsFewStatements(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		ids := make([]string, 1200)
		for i := range ids {
			ids[i] = fmt.Sprintf("officer-%04d", i)
		}
		hr := people.Actor{AccountID: "a", OfficerID: ids[7]}
		err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			return people.NewStore(tx).Disclose(ctx, hr, people.Disclosure{Kind: people.DiscloseList}, clock.System.Now(), ids)
		})
		require.NoError(t, err)
		s := people.NewService(people.Options{DB: d, System: clock.System, Business: clock.System})
		for _, id := range []string{ids[0], ids[1199]} {
			seen, total, err := s.SeenBy(ctx, people.Actor{AccountID: "b", OfficerID: id}, 10, 0)
			require.NoError(t, err)
			require.Equal(t, 1, total)
			require.Equal(t, 1199, seen[0].Officers)
		}
		// A failure leaves nothing: all of a view is noted, or none of it.
		err = d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			if err := people.NewStore(tx).Disclose(ctx, hr, people.Disclosure{Kind: people.DiscloseList}, clock.System.Now(), ids); err != nil {
				return err
			}
			return fault.New(fault.Unavailable, "fault.unavailable")
		})
		require.Error(t, err)
		_, total, err := s.SeenBy(ctx, people.Actor{AccountID: "b", OfficerID: ids[0]}, 10, 0)
		require.NoError(t, err)
		require.Equal(t, 1, total)
	})
}
