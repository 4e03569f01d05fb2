package people_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people"
)

// headed is a hall in which officer VKS-001 heads the province for December.
func headed(t *testing.T, d *db.DB) (*hall, people.Grant) {
	t.Helper()
	h := newHall(t, d)
	g, err := h.grant(t, "hr", "anh", people.RoleHead, "TINH", "2026-11-24", "2026-12-31")
	require.NoError(t, err)
	return h, g
}

func (h *hall) delegate(t *testing.T, by, grantID, to, unit string, from, until clock.Date) (people.Grant, error) {
	t.Helper()
	return h.Delegate(context.Background(), h.as(t, by), people.NewDelegation{GrantID: grantID, UnitID: h.unit(t, unit), Username: to,
		From: from, To: until, Reason: "Đi công tác"})
}

func TestADeputyActsForADatedPeriod(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		h, origin := headed(t, d)
		g, err := h.delegate(t, "anh", origin.ID, "deputy", "P1", "2026-11-24", "2026-11-25")
		require.NoError(t, err)
		deputy := h.as(t, "deputy")
		require.True(t, people.Can(deputy, people.ActReportCompletions, people.Target{UnitID: h.unit(t, "P1")}))
		require.False(t, people.Can(deputy, people.ActReportCompletions, people.Target{UnitID: h.unit(t, "KV1")}), "only the part that was delegated")
		acts := deputy.ActsFor()
		require.Len(t, acts, 1)
		require.Equal(t, "Nguyễn Thị Ánh head Phòng 1 2026-11-25", acts[0].For+" "+string(acts[0].Role)+" "+acts[0].UnitName+" "+string(acts[0].To))

		require.False(t, people.Can(deputy, people.ActDelegate, people.Target{}), "it is not handed on")
		_, err = h.delegate(t, "deputy", g.ID, "outsider", "P1", "2026-11-24", "2026-11-25")
		requireKey(t, "delegation.grant_missing", err)

		for _, who := range []string{"anh", "deputy"} {
			rows, err := h.Delegations(ctx, h.as(t, who))
			require.NoError(t, err)
			require.Equal(t, []string{"deputy head P1 in_force"}, h.shown(t, rows, h.Today()), who)
		}
		rows, err := h.AuthorityOver(ctx, h.as(t, "hr1"), h.unit(t, "P1"))
		require.NoError(t, err)
		require.Contains(t, h.shown(t, rows, h.Today()), "deputy head P1 in_force")

		h.tomorrow()
		require.True(t, h.as(t, "deputy").Has(people.RoleHead))
		h.tomorrow()
		require.False(t, h.as(t, "deputy").Has(people.RoleHead), "it ends by itself")
	})
}

func TestADelegationEndsEarlyByThoseConcerned(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		h, origin := headed(t, d)
		for _, by := range []string{"anh", "deputy", "hr1", "hr"} {
			g, err := h.delegate(t, "anh", origin.ID, "deputy", "P1", "2026-11-24", "2026-12-31")
			require.NoError(t, err)
			_, err = h.Revoke(ctx, h.as(t, "outsider"), g.ID, "Không liên quan")
			requireKey(t, "fault.not_found", err)
			_, err = h.Revoke(ctx, h.as(t, by), g.ID, "Về sớm")
			require.NoError(t, err, by)
			require.False(t, h.as(t, "deputy").Has(people.RoleHead))
		}
		require.Equal(t, []string{"role.delegate", "role.end_delegation"}, h.of("role."))
	})
}

func TestADelegationEndsWithWhatItComesFrom(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		h, origin := headed(t, d)
		g, err := h.delegate(t, "anh", origin.ID, "deputy", "P1", "2026-11-24", "2026-12-31")
		require.NoError(t, err)
		require.NoError(t, h.SetDisabled(ctx, h.root, "anh", true))
		require.False(t, h.as(t, "deputy").Has(people.RoleHead), "nobody acts for a closed account")
		require.NoError(t, h.SetDisabled(ctx, h.root, "anh", false))
		require.True(t, h.as(t, "deputy").Has(people.RoleHead))
		_, err = h.Revoke(ctx, h.as(t, "hr"), origin.ID, "Nghỉ hưu")
		require.NoError(t, err)
		require.False(t, h.as(t, "deputy").Has(people.RoleHead))
		row, err := h.GrantRow(ctx, h.as(t, "hr"), g.ID)
		require.NoError(t, err)
		require.Equal(t, people.Lapsed, row.StandingOn(h.Today()))
	})
}

func TestADelegationReachesNoFurtherThanItsOrigin(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		h, _ := headed(t, d)
		origin, err := h.grant(t, "admin", "deputy", people.RoleHead, "KV1", "2026-11-24", "")
		require.NoError(t, err)
		for _, c := range []struct {
			to, unit   string
			from, till clock.Date
			want       string
		}{
			{"outsider", "P1", "2026-11-24", "2026-12-01", "delegation.unit_outside"},
			{"anh", "KV1", "2026-11-24", "2026-12-01", "people.account_unknown"},
			{"deputy", "KV1", "2026-11-24", "2026-12-01", "roles.oneself"},
			{"outsider", "KV1", "2026-11-24", "2027-11-25", "delegation.too_long"},
			{"outsider", "KV1", "2026-11-24", "", "roles.day_unreadable"},
			{"outsider", "KV1", "2026-11-24", "2027-11-24", ""},
		} {
			_, err := h.delegate(t, "deputy", origin.ID, c.to, c.unit, c.from, c.till)
			if c.want == "" {
				require.NoError(t, err)
			} else {
				requireKey(t, c.want, err)
			}
		}
		err = d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
			tinh, p1 := h.unit(t, "TINH"), h.unit(t, "P1")
			if _, err := tx.ExecContext(ctx, "UPDATE unit_periods SET parent_id = ? WHERE unit_id = ?", tinh, p1); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, "UPDATE grants SET unit_id = ? WHERE delegated_from = ?", p1, origin.ID) // as if it had moved away
			return err
		})
		require.NoError(t, err)
		h.Forget()
		require.False(t, h.as(t, "outsider").Has(people.RoleHead), "the unit is no longer below that of the delegator")
	})
}

func TestNobodyDelegatesWhatConflicts(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		_, err := h.grant(t, "admin", "deputy", people.RoleInspector, "P1", "2026-11-24", "")
		require.NoError(t, err)
		own, err := h.Delegable(context.Background(), h.as(t, "anh"))
		require.NoError(t, err)
		require.Len(t, own, 1)
		_, err = h.delegate(t, "anh", own[0].ID, "deputy", "P1", "2026-11-24", "2026-11-30")
		requireKey(t, "roles.conflict.inspector_manager", err)
	})
}
