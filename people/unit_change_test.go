package people_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
)

// do looks at a change and applies it.
func (o office) do(t *testing.T, r people.UnitRequest) people.UnitChange {
	t.Helper()
	plan, err := o.PlanUnitChange(context.Background(), o.root, r)
	require.NoError(t, err)
	c, _, err := o.ApplyUnitChange(context.Background(), o.root, r, plan.Digest)
	require.NoError(t, err)
	return c
}

// refused is the key of why a change is refused, already when one looks at it.
func (o office) refused(t *testing.T, r people.UnitRequest) string {
	t.Helper()
	_, err := o.PlanUnitChange(context.Background(), o.root, r)
	e, ok := fault.As(err)
	require.True(t, ok, "%v", err)
	return e.Key
}

func TestCirclesAndOrphansAreRefused(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		tinh, p1, kv1 := o.unit(t, "TINH"), o.unit(t, "P1"), o.unit(t, "KV1")
		require.Equal(t, "unit.cycle", o.refused(t, people.UnitRequest{Kind: people.MoveUnit, UnitID: tinh, ParentID: p1, On: "2026-01-01"}))
		require.Equal(t, "unit.cycle", o.refused(t, people.UnitRequest{Kind: people.MoveUnit, UnitID: p1, ParentID: p1, On: "2026-01-01"}))
		require.Equal(t, "unit.orphans", o.refused(t, people.UnitRequest{Kind: people.AbolishUnit, UnitID: p1, On: "2026-01-01"}))
		require.Equal(t, "unit.cycle", o.refused(t, people.UnitRequest{Kind: people.AbolishUnit, UnitID: p1, ToID: p1, On: "2026-01-01"}))
		require.Equal(t, "unit.merge_below", o.refused(t, people.UnitRequest{Kind: people.MergeUnits, UnitID: tinh, IntoID: p1, On: "2026-01-01"}))
		require.Equal(t, "unit.merge_few", o.refused(t, people.UnitRequest{Kind: people.MergeUnits, UnitID: p1, IntoID: p1, On: "2026-01-01"}))
		require.Equal(t, "unit.not_there", o.refused(t, people.UnitRequest{Kind: people.MoveUnit, UnitID: kv1, ParentID: p1, On: "2024-01-01"}), "before there was one")
		require.Equal(t, "unit.later", o.refused(t, people.UnitRequest{Kind: people.AbolishUnit, UnitID: kv1, ToID: tinh, On: "2025-07-01"}), "on its first day")
		require.Equal(t, "people.unit_taken", o.refused(t, people.UnitRequest{Kind: people.SplitUnit, UnitID: p1, Stays: true, On: "2026-01-01",
			New: []people.Part{{Code: "KV1", Name: "Phòng 2", Kind: people.Department, ParentID: tinh}}}))

		// A circle that closes later only: P1 goes below KV1 in 2027; KV1 must not go below P1 before.
		o.do(t, people.UnitRequest{Kind: people.MoveUnit, UnitID: p1, ParentID: kv1, On: "2027-01-01"})
		require.Equal(t, "unit.cycle", o.refused(t, people.UnitRequest{Kind: people.MoveUnit, UnitID: kv1, ParentID: p1, On: "2026-06-01"}))
		require.Equal(t, "unit.later", o.refused(t, people.UnitRequest{Kind: people.RenameUnit, UnitID: p1, Name: "X", UnitKind: people.Department, On: "2026-06-01"}))
		var n int
		require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT COUNT(*) FROM unit_changes").Scan(&n))
		require.Equal(t, 1, n, "looking writes nothing")
	})
}

func TestAnAbolitionSaysWherePeopleGo(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		p1, kv1 := o.unit(t, "P1"), o.unit(t, "KV1")
		_, err := o.Appoint(ctx, o.root, officerID(t, d), people.NewPosting{Kind: people.Acting, UnitID: kv1, From: "2026-03-01"})
		require.NoError(t, err)
		deputy := o.delegated(t, p1)
		r := people.UnitRequest{Kind: people.AbolishUnit, UnitID: p1, ToID: kv1, On: "2026-06-01", Decision: "7/NQ"}
		plan, err := o.PlanUnitChange(ctx, o.root, r)
		require.NoError(t, err)
		require.Equal(t, []people.PlannedUnit{{ID: p1, What: "ends", Name: "Phòng 1"}}, plan.Units)
		require.Equal(t, []people.PlannedMove{{ID: officerID(t, d), Number: "VKS-001", Name: "Nguyễn Thị Ánh", Kind: people.Main, From: "Phòng 1", To: "VKSND khu vực 1", On: "2026-06-01"}}, plan.Officers)
		require.Equal(t, []people.PlannedGrant{{Who: "Nguyễn Thị Ánh", Role: people.RoleManager, From: "Phòng 1", To: "VKSND khu vực 1"},
			{Who: "Phó", Role: people.RoleManager, From: "Phòng 1", To: "VKSND khu vực 1"}}, plan.Grants)
		_, _, err = o.ApplyUnitChange(ctx, o.root, r, "another plan")
		require.Equal(t, fault.Conflict, fault.KindOf(err))
		c := o.do(t, r)

		store := people.NewStore(d.Reader())
		for day, unit := range map[clock.Date]string{"2026-05-31": "Phòng 1", "2026-06-01": "VKSND khu vực 1"} {
			at, err := store.OfficerOn(ctx, officerID(t, d), day)
			require.NoError(t, err)
			require.Equal(t, unit, at.UnitName)
		}
		s, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err)
		require.True(t, people.Can(s.Actor, people.ActPublishCourse, people.Target{UnitID: kv1}), "the role goes on")
		require.True(t, people.Can(s.Actor, people.ActPublishCourse, people.Target{UnitID: p1}), "over what the unit took over, too")

		origins, units := grantsOf(t, d, deputy)
		require.Equal(t, []string{p1, kv1}, units)
		own, _ := grantsOf(t, d, s.Actor.AccountID)
		require.NotEqual(t, origins[0], origins[1], "what was delegated hangs on the grant that goes on")
		require.Len(t, own, 2)

		require.NoError(t, o.Leave(ctx, o.root, officerID(t, d), "2026-12-31", ""))
		require.Equal(t, fault.Conflict, fault.KindOf(o.UndoUnitChange(ctx, o.root, c.ID)), "the posting that it made has been changed")
	})
}

func TestASplitPlacesEverybody(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		p1, tinh := o.unit(t, "P1"), o.unit(t, "TINH")
		parts := []people.Part{{Code: "P1A", Name: "Phòng 1A", Kind: people.Department, ParentID: tinh}, {Code: "P1B", Name: "Phòng 1B", Kind: people.Department, ParentID: tinh}}
		r := people.UnitRequest{Kind: people.SplitUnit, UnitID: p1, On: "2026-06-01", New: parts}
		require.Equal(t, "unit.split_place", o.refused(t, r))
		r.Place = map[string]int{officerID(t, d): 2}
		plan, err := o.PlanUnitChange(ctx, o.root, r)
		require.NoError(t, err)
		require.Equal(t, "Phòng 1B", plan.Officers[0].To)
		require.Empty(t, plan.Grants[0].To, "over which part, somebody must say")
		c := o.do(t, r)
		tree, err := people.LoadTree(ctx, d.Reader(), "2026-06-01")
		require.NoError(t, err)
		_, there := tree.Unit(p1)
		require.False(t, there)
		require.NoError(t, o.UndoUnitChange(ctx, o.root, c.ID))

		r.Stays, r.New, r.Place = true, parts[:1], nil
		o.do(t, r)
		at, err := people.NewStore(d.Reader()).OfficerOn(ctx, officerID(t, d), "2026-06-01")
		require.NoError(t, err)
		require.Equal(t, "Phòng 1", at.UnitName, "who was not placed stays")
	})
}

func TestUnitsElsewhereAreNoneToHR(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		p1, kv1, tinh := o.unit(t, "P1"), o.unit(t, "KV1"), o.unit(t, "TINH")
		hr := o.hr(t, "KV1")
		for _, r := range []people.UnitRequest{
			{Kind: people.AbolishUnit, UnitID: p1, ToID: kv1, On: "2026-06-01"}, {Kind: people.MoveUnit, UnitID: kv1, ParentID: p1, On: "2026-06-01"},
			{Kind: people.MergeUnits, UnitID: kv1, IntoID: p1, On: "2026-06-01"}, {Kind: people.RenameUnit, UnitID: tinh, Name: "X", UnitKind: people.Province, On: "2026-06-01"}} {
			_, err := o.PlanUnitChange(ctx, hr, r)
			e, _ := fault.As(err)
			require.NotNil(t, e)
			require.Equal(t, "unit.not_there", e.Key)
		}
		_, err := o.PlanUnitChange(ctx, hr, people.UnitRequest{Kind: people.MoveUnit, UnitID: kv1, On: "2026-06-01"})
		e, _ := fault.As(err)
		require.Equal(t, "unit.top", e.Key, "the top belongs to who looks after everything")
		c := o.do(t, people.UnitRequest{Kind: people.RenameUnit, UnitID: p1, Name: "Phòng Một", UnitKind: people.Department, On: "2026-06-01"})
		require.Equal(t, fault.NotFound, fault.KindOf(o.UndoUnitChange(ctx, hr, c.ID)))
		_, err = o.PlanUnitChange(ctx, hr, people.UnitRequest{Kind: people.RenameUnit, UnitID: kv1, Name: "VKSND khu vực Một", UnitKind: people.Area, On: "2026-06-01"})
		require.NoError(t, err)
	})
}

// delegated hands Ánh's role to a deputy, for this year, and returns the deputy's account.
func (o office) delegated(t *testing.T, unitID string) string {
	t.Helper()
	ctx := context.Background()
	deputy, err := o.CreateAccount(ctx, o.root, people.NewAccount{Username: "pho", DisplayName: "Phó", Password: password})
	require.NoError(t, err)
	var origin string
	require.NoError(t, o.d.Reader().QueryRowContext(ctx, "SELECT id FROM grants").Scan(&origin))
	_, err = o.d.Writer().ExecContext(ctx, "UPDATE grants SET valid_from = '2026-01-01'")
	require.NoError(t, err)
	require.NoError(t, people.NewStore(o.d.Writer()).InsertGrants(ctx, []people.Grant{{ID: db.NewID(), AccountID: deputy.ID, Role: people.RoleManager, UnitID: unitID,
		ValidFrom: "2026-02-01", ValidTo: "2026-12-31", DelegatedFrom: &origin, CreatedAt: o.clock.Now()}}))
	return deputy.ID
}

// grantsOf are an account's grants by their first day: what each was delegated from, and its unit.
func grantsOf(t *testing.T, d *db.DB, accountID string) (origins, units []string) {
	t.Helper()
	require.NoError(t, d.Reader().NewRaw("SELECT COALESCE(delegated_from, ''), unit_id FROM grants WHERE account_id = ? ORDER BY valid_from", accountID).
		Scan(context.Background(), &origins, &units))
	return origins, units
}
