package people_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/people"
)

// staffed adds two officers to the office and returns the ids by staff number.
func (o office) staffed(t *testing.T) map[string]string {
	t.Helper()
	ids := map[string]string{"VKS-001": officerID(t, o.d)}
	for _, n := range []people.NewOfficer{
		{Number: "VKS-002", FullName: "Đào Văn Bình", StaffType: people.CivilServant, UnitID: o.unit(t, "KV1"), Title: "Kiểm tra viên", Position: "Viện trưởng", From: "2025-07-01", EnteredOn: "2010-01-01"},
		{Number: "VKS-003", FullName: "Lê Thị Cúc", StaffType: people.Contract, UnitID: o.unit(t, "TINH"), Title: "Nhân viên", From: "2026-01-01", EnteredOn: "2026-01-01"}} {
		officer, err := o.AddOfficer(context.Background(), o.root, n)
		require.NoError(t, err)
		ids[n.Number] = officer.ID
	}
	return ids
}

func (o office) preview(t *testing.T, r people.Rule) []string {
	t.Helper()
	list, err := o.PreviewGroup(context.Background(), o.root, people.NewGroup{Name: "x", UnitID: o.unit(t, "TINH"), Kind: people.ByRule, Rule: r})
	require.NoError(t, err)
	numbers := []string{}
	for _, m := range list {
		numbers = append(numbers, m.Number)
	}
	return numbers
}

func all(list ...people.Rule) people.Rule { return people.Rule{All: list} }
func anyOf(list ...people.Rule) people.Rule {
	return people.Rule{Any: list}
}
func not(r people.Rule) people.Rule { return people.Rule{Not: &r} }
func fact(f people.RuleFact, values ...string) people.Rule {
	return people.Rule{Fact: f, Values: values}
}

func TestRulesChooseOfficers(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		ids := o.staffed(t)
		tinh, kv1 := o.unit(t, "TINH"), o.unit(t, "KV1")
		_, err := o.Appoint(ctx, o.root, ids["VKS-001"], people.NewPosting{Kind: people.Acting, UnitID: kv1, From: "2026-01-01"})
		require.NoError(t, err)
		// By tên: Ánh (001), Bình (002), Cúc (003).
		below := people.Rule{Fact: people.FactUnit, Values: []string{tinh}, Below: true}
		for i, c := range []struct {
			rule people.Rule
			want []string
		}{
			{fact(people.FactUnit, tinh), []string{"VKS-003"}},
			{below, []string{"VKS-001", "VKS-002", "VKS-003"}},
			{fact(people.FactUnitKind, "area"), []string{"VKS-002"}},
			{fact(people.FactTitle, "kiem sat vien SO CAP", "Nhân viên"), []string{"VKS-001", "VKS-003"}},
			{fact(people.FactPosition), []string{"VKS-002"}},
			{fact(people.FactPosition, "Trưởng phòng"), []string{}},
			{fact(people.FactStaffType, people.Contract), []string{"VKS-003"}},
			{fact(people.FactPostingKind, "acting"), []string{"VKS-001"}},
			{people.Rule{Fact: people.FactEntered, To: "2015-12-31"}, []string{"VKS-002"}},
			{people.Rule{Fact: people.FactSince, From: "2025-07-01"}, []string{"VKS-002", "VKS-003"}},
			{not(fact(people.FactPosition)), []string{"VKS-001", "VKS-003"}},
			{all(below, not(fact(people.FactStaffType, people.Contract))), []string{"VKS-001", "VKS-002"}},
			{anyOf(fact(people.FactPosition), fact(people.FactStaffType, people.Contract)), []string{"VKS-002", "VKS-003"}},
			{all(anyOf(fact(people.FactPosition), fact(people.FactPostingKind, "acting")), not(anyOf(fact(people.FactUnit, kv1)))), []string{"VKS-001"}},
		} {
			require.Equal(t, c.want, o.preview(t, c.rule), i)
		}
		for _, r := range []people.Rule{{}, all(), not(all()), {Fact: "name", Values: []string{"x"}}, fact(people.FactTitle), {Fact: people.FactEntered, From: "x"},
			{All: []people.Rule{below}, Any: []people.Rule{below}}, {Fact: people.FactUnit, Values: []string{tinh}, All: []people.Rule{below}},
			all(all(all(all(all(all(all(below)))))))} {
			require.Error(t, r.Check())
		}
	})
}

func TestGroupsFollowWhatTheirRulesRead(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		ids := o.staffed(t)
		p1, kv1, tinh := o.unit(t, "P1"), o.unit(t, "KV1"), o.unit(t, "TINH")
		g, err := o.SaveGroup(ctx, o.root, people.NewGroup{Name: "Phòng 1", UnitID: tinh, Kind: people.ByRule, Rule: all(fact(people.FactUnit, p1))})
		require.NoError(t, err)
		members := func() []string {
			list, err := o.GroupMembers(ctx, g.ID, o.Today())
			require.NoError(t, err)
			return list
		}
		require.Equal(t, []string{ids["VKS-001"]}, members())
		_, err = o.Appoint(ctx, o.root, ids["VKS-002"], people.NewPosting{Kind: people.Main, UnitID: p1, From: o.Today()})
		require.NoError(t, err)
		require.Equal(t, []string{ids["VKS-001"], ids["VKS-002"]}, members(), "a transfer is felt at once")
		early, err := o.GroupMembers(ctx, g.ID, "2026-01-01")
		require.NoError(t, err)
		require.Equal(t, []string{ids["VKS-001"]}, early, "as of any day")

		// The unit that the rule names ends: the group goes on with the unit that took over.
		o.do(t, people.UnitRequest{Kind: people.MergeUnits, UnitID: p1, IntoID: kv1, On: o.Today()})
		require.Equal(t, []string{ids["VKS-001"], ids["VKS-002"]}, members())
		require.NoError(t, o.Leave(ctx, o.root, ids["VKS-002"], o.Today(), ""))
		next, err := o.GroupMembers(ctx, g.ID, o.Today().Add(1))
		require.NoError(t, err)
		require.Equal(t, []string{ids["VKS-001"]}, next)
	})
}

func TestWhyAnOfficerIsInAGroup(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		ids := o.staffed(t)
		rule := all(fact(people.FactStaffType, people.CivilServant), not(fact(people.FactPosition)))
		g, err := o.SaveGroup(ctx, o.root, people.NewGroup{Name: "x", UnitID: o.unit(t, "TINH"), Kind: people.ByRule, Rule: rule})
		require.NoError(t, err)
		holds := func(number string) (list []bool) {
			w, err := o.GroupWhy(ctx, g.ID, ids[number], o.Today())
			require.NoError(t, err)
			require.Equal(t, w.Member, w.Clauses[0].Holds)
			for _, c := range w.Clauses {
				list = append(list, c.Holds)
			}
			return list
		}
		require.Equal(t, []bool{true, true, true}, holds("VKS-001"))
		require.Equal(t, []bool{false, true, false}, holds("VKS-002"))
		require.Equal(t, []bool{false, false, true}, holds("VKS-003"))

		name := func(string) string { return "Phòng 1" }
		require.Equal(t, "là Công chức và không thuộc diện đang giữ chức vụ", rule.Words(i18n.For(i18n.Vietnamese), name))
		deep := all(fact(people.FactUnit, "u"), anyOf(fact(people.FactTitle, "Kiểm tra viên", "Chuyên viên"), people.Rule{Fact: people.FactEntered, From: "2020-01-01"}))
		require.Equal(t, "công tác tại Phòng 1 và (có chức danh Kiểm tra viên hoặc Chuyên viên hoặc vào ngành từ 01/01/2020)", deep.Words(i18n.For(i18n.Vietnamese), name))
		require.Equal(t, "serves at Phòng 1 and (has the title Kiểm tra viên or Chuyên viên or entered the sector from 01/01/2020 on)", deep.Words(i18n.For(i18n.English), name))
	})
}

func TestGroupsByHandKeepWhoCameAndWent(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		ids := o.staffed(t)
		g, err := o.SaveGroup(ctx, o.root, people.NewGroup{Name: "x", UnitID: o.unit(t, "TINH"), Kind: people.ByHand})
		require.NoError(t, err)
		err = o.AddToGroup(ctx, o.root, g.ID, []string{"VKS-001", "VKS-9", "VKS-8"}, "")
		list, ok := err.(fault.List)
		require.True(t, ok)
		require.Len(t, list, 2, "every number that is wrong is named")
		members := func() []string {
			list, err := o.GroupMembers(ctx, g.ID, o.Today())
			require.NoError(t, err)
			return list
		}
		require.Empty(t, members(), "all or nobody")
		require.NoError(t, o.AddToGroup(ctx, o.root, g.ID, []string{"VKS-001", "VKS-002"}, "tập huấn"))
		require.NoError(t, o.AddToGroup(ctx, o.root, g.ID, []string{"VKS-002"}, "again"))
		require.Len(t, members(), 2)
		w, err := o.GroupWhy(ctx, g.ID, ids["VKS-002"], o.Today())
		require.NoError(t, err)
		require.Equal(t, "tập huấn", w.Hand.Note)
		day := o.Today()
		o.clock.Add(24 * 60 * 60 * 1e9)
		require.NoError(t, o.RemoveFromGroup(ctx, o.root, g.ID, ids["VKS-002"]))
		require.Equal(t, []string{ids["VKS-001"]}, members())
		before, err := o.GroupMembers(ctx, g.ID, day)
		require.NoError(t, err)
		require.Len(t, before, 2, "who was in it then")
		require.NoError(t, o.AddToGroup(ctx, o.root, g.ID, []string{"VKS-002"}, ""))
		require.Len(t, members(), 2)

		hr := o.hr(t, "KV1")
		_, err = o.GroupFile(ctx, hr, g.ID)
		require.Equal(t, fault.NotFound, fault.KindOf(err))
		require.Equal(t, fault.NotFound, fault.KindOf(o.AddToGroup(ctx, hr, g.ID, []string{"VKS-002"}, "")))
		own, err := o.SaveGroup(ctx, hr, people.NewGroup{Name: "y", UnitID: o.unit(t, "KV1"), Kind: people.ByHand})
		require.NoError(t, err)
		require.Error(t, o.AddToGroup(ctx, hr, own.ID, []string{"VKS-001"}, ""), "an officer elsewhere is as good as none")
		_, err = o.SaveGroup(ctx, hr, people.NewGroup{ID: g.ID, Name: "z", UnitID: o.unit(t, "KV1"), Kind: people.ByHand})
		require.Equal(t, fault.NotFound, fault.KindOf(err))
	})
}
