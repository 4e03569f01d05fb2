package people_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/internal/secret"
	"liem/people"
)

const password = "mua xuân ở Định Hóa"

type office struct {
	*people.Service
	d     *db.DB
	clock *clock.Fixed
	root  people.Actor
}

// newOffice is a province with a department and an area, and an account for an officer of the department.
func newOffice(t *testing.T, d *db.DB) office {
	t.Helper()
	ctx := context.Background()
	keys, err := secret.Load(secret.Files{Dir: t.TempDir()})
	require.NoError(t, err)
	now := clock.At(time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC))
	o := office{people.NewService(people.Options{DB: d, System: now, Business: now, Keys: keys}), d, now, people.System("cli")}
	for _, u := range []people.NewUnit{
		{Code: "TINH", Name: "VKSND tỉnh", Kind: people.Province, From: "2020-01-01"},
		{Code: "P1", Name: "Phòng 1", Kind: people.Department, ParentCode: "TINH", From: "2020-01-01"},
		{Code: "KV1", Name: "VKSND khu vực 1", Kind: people.Area, ParentCode: "TINH", From: "2025-07-01"},
	} {
		_, err := o.AddUnit(ctx, o.root, u)
		require.NoError(t, err)
	}
	p1 := o.unit(t, "P1")
	_, err = o.AddOfficer(ctx, o.root, people.NewOfficer{Number: "VKS-001", FullName: "Nguyễn Thị Ánh", Gender: "female", BirthDate: "1988-03-08",
		StaffType: people.CivilServant, NationalID: "019188001234", UnitID: p1, Title: "Kiểm sát viên sơ cấp", From: "2020-01-01"})
	require.NoError(t, err)
	_, err = o.CreateAccount(ctx, o.root, people.NewAccount{Username: "Anh", Password: password, OfficerNumber: "VKS-001", Role: people.RoleManager, UnitCode: "P1"})
	require.NoError(t, err)
	return o
}

func (o office) unit(t *testing.T, code string) string {
	t.Helper()
	tree, err := o.Tree(context.Background(), o.Today())
	require.NoError(t, err)
	u, ok := tree.ByCode(code)
	require.True(t, ok, code)
	return u.ID
}

func TestSigningInAndOut(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		s, err := o.SignIn(ctx, people.SignIn{Username: " ANH ", Password: password, IP: "10.0.0.1"})
		require.NoError(t, err)
		require.Equal(t, "Nguyễn Thị Ánh", s.Actor.Name)
		require.Equal(t, "Phòng 1", s.Actor.UnitName)
		require.True(t, s.Actor.Has(people.RoleManager))
		require.True(t, s.Actor.Has(people.RoleOfficer))

		var stored int
		require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT COUNT(*) FROM sessions WHERE id = ?", s.Token).Scan(&stored))
		require.Zero(t, stored, "only the token's hash is stored")

		again, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password, OldToken: s.Token, DeviceToken: s.DeviceToken, IP: "10.0.0.1"})
		require.NoError(t, err)
		require.NotEqual(t, s.Token, again.Token)
		require.Equal(t, s.DeviceToken, again.DeviceToken)
		_, err = o.Actor(ctx, s.Token)
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err), "the old session ended")

		other, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password, IP: "10.0.0.2"})
		require.NoError(t, err)
		list, err := o.Sessions(ctx, other.Actor)
		require.NoError(t, err)
		require.Len(t, list, 2)
		require.NoError(t, o.SignOutEverywhere(ctx, other.Actor))
		for _, token := range []string{again.Token, other.Token} {
			_, err = o.Actor(ctx, token)
			require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		}
	})
}

func TestSessionsEndWhenIdleAndInAnyCase(t *testing.T) {
	d := dbtest.SQLite(t)
	ctx := context.Background()
	o := newOffice(t, d)
	s, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
	require.NoError(t, err)
	for range 3 { // used every seven hours: never idle
		o.clock.Add(7 * time.Hour)
		o.Forget()
		_, err = o.Actor(ctx, s.Token)
		require.NoError(t, err)
	}
	o.clock.Add(4 * time.Hour)
	o.Forget()
	_, err = o.Actor(ctx, s.Token)
	require.Equal(t, fault.Unauthenticated, fault.KindOf(err), "24 hours are over")

	s, err = o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
	require.NoError(t, err)
	o.clock.Add(8*time.Hour + time.Minute)
	o.Forget()
	_, err = o.Actor(ctx, s.Token)
	require.Equal(t, fault.Unauthenticated, fault.KindOf(err), "idle for more than eight hours")
	require.NoError(t, o.DeleteExpired(ctx))
	var left int
	require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT COUNT(*) FROM sessions").Scan(&left))
	require.Zero(t, left)
}

func TestGuessingIsSlowedAndLocksNobodyOut(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		own, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err)
		for range 10 {
			_, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: "đoán mò đoán mò", IP: "203.0.113.9"})
			require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		}
		_, err = o.SignIn(ctx, people.SignIn{Username: "anh", Password: password, IP: "203.0.113.9"})
		require.Equal(t, fault.TooMany, fault.KindOf(err), "a stranger is held off even with the right password")
		_, err = o.SignIn(ctx, people.SignIn{Username: "anh", Password: password, DeviceToken: own.DeviceToken})
		require.NoError(t, err, "the officer's own device gets in")
		for range 10 {
			_, err := o.SignIn(ctx, people.SignIn{Username: "nobody", Password: "đoán mò đoán mò"})
			require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		}
		_, err = o.SignIn(ctx, people.SignIn{Username: "nobody", Password: password})
		require.Equal(t, fault.TooMany, fault.KindOf(err), "unknown names behave as known ones do")
		o.clock.Add(16 * time.Minute)
		_, err = o.SignIn(ctx, people.SignIn{Username: "anh", Password: password, IP: "203.0.113.9"})
		require.NoError(t, err)
	})
}

func TestScopeReachesAUnitAndAllBelow(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		s, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err)
		require.True(t, people.Can(s.Actor, people.ActPublishCourse, people.Target{UnitID: o.unit(t, "P1")}))
		require.False(t, people.Can(s.Actor, people.ActPublishCourse, people.Target{UnitID: o.unit(t, "KV1")}))
		require.False(t, people.Can(s.Actor, people.ActManageAccounts, people.Target{}))
		require.False(t, people.Can(s.Actor, people.ActLearn, people.Target{OfficerID: "another"}))

		_, err = o.CreateAccount(ctx, o.root, people.NewAccount{Username: "hr", DisplayName: "Tổ chức", Password: password, Role: people.RoleHR, UnitCode: "TINH"})
		require.NoError(t, err)
		hr, err := o.SignIn(ctx, people.SignIn{Username: "hr", Password: password})
		require.NoError(t, err)
		require.True(t, hr.Actor.Scope(people.ActReportCompletions).All)
		require.False(t, people.Can(hr.Actor, people.ActLearn, people.Target{}), "an account without an officer does not learn")
	})
}

func TestUnitsAreRightAsOfAnyDay(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		p1, tinh, kv1 := o.unit(t, "P1"), o.unit(t, "TINH"), o.unit(t, "KV1")
		err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
			store := people.NewStore(tx)
			if err := store.ClosePeriod(ctx, p1, "2026-01-01"); err != nil {
				return err
			}
			return store.InsertUnitPeriods(ctx, []people.UnitPeriod{{ID: db.NewID(), UnitID: p1, ParentID: &kv1, Kind: people.Department,
				Name: "Bộ phận nghiệp vụ", ValidFrom: "2026-01-01", ValidTo: clock.Forever}})
		})
		require.NoError(t, err)
		before, err := people.LoadTree(ctx, d.Reader(), "2025-12-31")
		require.NoError(t, err)
		after, err := people.LoadTree(ctx, d.Reader(), "2026-01-01")
		require.NoError(t, err)
		u, _ := before.Unit(p1)
		require.Equal(t, "Phòng 1", u.Name)
		u, _ = after.Unit(p1)
		require.Equal(t, "Bộ phận nghiệp vụ", u.Name)
		require.ElementsMatch(t, []string{kv1}, before.Descendants(kv1))
		require.ElementsMatch(t, []string{kv1, p1}, after.Descendants(kv1))
		require.Len(t, after.Descendants(tinh), 3)
		early, err := people.LoadTree(ctx, d.Reader(), "2024-01-01")
		require.NoError(t, err)
		_, exists := early.Unit(kv1)
		require.False(t, exists)
		at, err := people.NewStore(d.Reader()).OfficerOn(ctx, officerID(t, d), "2025-12-31")
		require.NoError(t, err)
		require.Equal(t, "Phòng 1", at.UnitName)
	})
}

func officerID(t *testing.T, d *db.DB) string {
	t.Helper()
	o, err := people.NewStore(d.Reader()).OfficerByNumber(context.Background(), "VKS-001")
	require.NoError(t, err)
	return o.ID
}

func TestOfficersAreFoundWithoutMarksAndSortedByGivenName(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		for i, name := range []string{"Đào Văn Bình", "Trần Văn An", "Lê_Thị 100%"} {
			_, err := o.AddOfficer(ctx, o.root, people.NewOfficer{Number: "VKS-1" + string(rune('0'+i)), FullName: name, StaffType: people.Contract,
				UnitID: o.unit(t, "KV1"), From: "2025-07-01"})
			require.NoError(t, err)
		}
		find := func(q people.OfficerQuery) (names []string) {
			q.On, q.Limit = o.Today(), 10
			rows, total, err := people.NewStore(d.Reader()).Officers(ctx, q)
			require.NoError(t, err)
			require.Equal(t, len(rows), total)
			for _, r := range rows {
				names = append(names, r.FullName)
			}
			return names
		}
		all := people.Scope{All: true}
		require.Equal(t, []string{"Lê_Thị 100%", "Trần Văn An", "Nguyễn Thị Ánh", "Đào Văn Bình"}, find(people.OfficerQuery{Scope: all}))
		require.Equal(t, []string{"Nguyễn Thị Ánh"}, find(people.OfficerQuery{Scope: all, Search: "nguyen anh"}))
		require.Equal(t, []string{"Đào Văn Bình"}, find(people.OfficerQuery{Scope: all, Search: "DAO"}))
		require.Equal(t, []string{"Lê_Thị 100%"}, find(people.OfficerQuery{Scope: all, Search: "100%"}), "% is no pattern")
		require.Empty(t, find(people.OfficerQuery{Scope: people.Scope{}}), "no scope, nobody")
		require.Equal(t, []string{"Nguyễn Thị Ánh"}, find(people.OfficerQuery{Scope: people.Scope{UnitIDs: []string{o.unit(t, "P1")}}}))
	})
}

func TestIdentityNumbersAreSealed(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		officer, err := people.NewStore(d.Reader()).OfficerByNumber(context.Background(), "VKS-001")
		require.NoError(t, err)
		require.NotContains(t, string(officer.NationalID), "019188001234")
		plain, err := o.Keys.Open(officer.NationalID, people.NationalIDContext(officer.ID))
		require.NoError(t, err)
		require.Equal(t, "019188001234", plain)
	})
}

func TestPasswords(t *testing.T) {
	owner := people.Owner{Username: "anh", Name: "Nguyễn Thị Ánh", Number: "VKS-001"}
	for _, good := range []string{password, "một câu mật khẩu dài", "mot cau khac han", "Quán phở đầu ngõ ngon", "correct horse battery staple", "Anh đi làm sớm mỗi ngày"} {
		require.NoError(t, people.CheckPassword(owner, good), good)
	}
	for _, bad := range []string{
		"ngắn quá",
		"matkhau12345", "Mật Khẩu 1234", "aaaaaaaaaaaa", "123456789012", "P@ssw0rd2026!", "Password1234", "qwertyuiop123", "abcabcabcabc",
		"1q2w3e4r5t6y", "Viện Kiểm Sát 2026", "cần kiệm liêm chính", "thainguyen@2026", "iloveyou12345", "abcd12345678", "dragon123456", "987654321098",
		"nguyenthianh1988", "Nguyễn Thị Ánh!", "thianh-0308-abc", "xin chao VKS-001", "anh123456789",
	} {
		require.Error(t, people.CheckPassword(owner, bad), bad)
	}
	require.Error(t, people.CheckPassword(people.Owner{Username: "hoa.nguyen"}, "hoa.nguyen rat dep"))
	hash := people.HashPassword(password)
	require.True(t, people.VerifyPassword(hash, password))
	require.False(t, people.VerifyPassword(hash, password+" "))
	require.False(t, people.VerifyPassword("$argon2id$v=19$m=bad", password))
}

func TestChangingThePasswordEndsOtherSessions(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		first, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err)
		second, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err)
		require.Error(t, o.ChangePassword(ctx, second.Actor, "sai mật khẩu rồi", "một mật khẩu mới"))
		require.NoError(t, o.ChangePassword(ctx, second.Actor, password, "một mật khẩu mới"))
		_, err = o.Actor(ctx, first.Token)
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		_, err = o.Actor(ctx, second.Token)
		require.NoError(t, err)
	})
}

func TestEveryRoleHasItsRow(t *testing.T) {
	for _, r := range people.Roles {
		require.True(t, r.Valid(), r)
	}
	require.False(t, people.Role("king").Valid())
}
