package people_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
)

func TestOfficersStayWithinScopeAndUnit(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		_, err := o.AddOfficer(ctx, o.root, people.NewOfficer{Number: "VKS-002", FullName: "Đặng Văn Bình", Gender: "male", BirthDate: "1990",
			StaffType: people.CivilServant, UnitID: o.unit(t, "KV1"), From: "2025-07-01"})
		require.NoError(t, err)
		manager, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err)

		names := func(a people.Actor, q people.OfficerQuery) []string {
			q.Limit = 10
			rows, total, err := o.Officers(ctx, a, q)
			require.NoError(t, err)
			require.Len(t, rows, total)
			var out []string
			for _, r := range rows {
				out = append(out, r.FullName)
			}
			return out
		}
		require.Equal(t, []string{"Nguyễn Thị Ánh", "Đặng Văn Bình"}, names(o.root, people.OfficerQuery{}), "by tên")
		require.Equal(t, []string{"Đặng Văn Bình"}, names(o.root, people.OfficerQuery{Search: "dang binh"}))
		require.Equal(t, []string{"Đặng Văn Bình"}, names(o.root, people.OfficerQuery{UnitID: o.unit(t, "KV1")}))
		require.Len(t, names(o.root, people.OfficerQuery{UnitID: o.unit(t, "TINH")}), 2, "a unit stands for all below it")
		require.Empty(t, names(o.root, people.OfficerQuery{UnitID: "none"}))

		require.Equal(t, []string{"Nguyễn Thị Ánh"}, names(manager.Actor, people.OfficerQuery{}), "a manager of P1")
		require.Empty(t, names(manager.Actor, people.OfficerQuery{UnitID: o.unit(t, "KV1")}))
		_, _, err = o.Officers(ctx, people.Actor{AccountID: "x", OfficerID: "y"}, people.OfficerQuery{Limit: 10})
		require.Equal(t, fault.Forbidden, fault.KindOf(err))
	})
}

func TestNamesOfAccounts(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		account, err := people.NewStore(d.Reader()).AccountByUsername(ctx, "anh")
		require.NoError(t, err)
		names, err := o.Names(ctx, account.ID, "cli")
		require.NoError(t, err)
		require.Equal(t, map[string]people.Who{account.ID: {Name: "Nguyễn Thị Ánh", Username: "anh", OfficerID: officerID(t, d)}}, names)
		names, err = o.Names(ctx)
		require.NoError(t, err)
		require.Empty(t, names)
	})
}

func TestChoicesBeginAtTheHighestUnitInScope(t *testing.T) {
	d := dbtest.SQLite(t)
	o := newOffice(t, d)
	tree, err := o.Tree(context.Background(), o.Today())
	require.NoError(t, err)
	depths := func(s people.Scope) map[string]int {
		out := map[string]int{}
		for _, u := range tree.Choices(s) {
			out[u.Code] = u.Depth
		}
		return out
	}
	require.Equal(t, map[string]int{"TINH": 0, "P1": 1, "KV1": 1}, depths(people.Scope{All: true}))
	require.Equal(t, map[string]int{"P1": 0, "KV1": 0}, depths(people.Scope{UnitIDs: []string{o.unit(t, "P1"), o.unit(t, "KV1")}}))
	require.Empty(t, depths(people.Scope{}))
}
