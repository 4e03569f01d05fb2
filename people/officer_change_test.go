package people_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
)

// trail keeps what an office notes.
type trail []string

func (o office) note() *trail {
	var t trail
	o.Audit = func(_ context.Context, _ db.IDB, actor, action, target string, detail any) error {
		raw, err := json.Marshal(detail)
		t = append(t, action+" "+string(raw))
		return err
	}
	return &t
}

func (t *trail) last() string { return (*t)[len(*t)-1] }

// hr is an account with the role over a unit, signed in.
func (o office) hr(t *testing.T, unit string) people.Actor {
	t.Helper()
	name := "hr-" + strings.ToLower(unit)
	_, err := o.CreateAccount(context.Background(), o.root, people.NewAccount{Username: name, DisplayName: "Tổ chức", Password: password, Role: people.RoleHR, UnitCode: unit})
	require.NoError(t, err)
	s, err := o.SignIn(context.Background(), people.SignIn{Username: name, Password: password})
	require.NoError(t, err)
	return s.Actor
}

func anh() people.Personal {
	return people.Personal{Number: "VKS-001", FullName: "Nguyễn Thị Ánh", Gender: "female", BirthDate: "1988-03-08", StaffType: people.CivilServant}
}

func TestChangingAnOfficer(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		id, hr := officerID(t, d), o.hr(t, "TINH")
		notes := o.note()
		field, err := o.SaveField(ctx, hr, people.Field{ID: "ethnic_group", LabelVI: "Dân tộc", Enabled: true})
		require.NoError(t, err)
		require.True(t, field.Sensitive, "what is sensitive stays so")
		_, err = o.SaveField(ctx, hr, people.Field{Key: "degree", LabelVI: "Bằng cấp", Kind: people.ChoiceField, Choices: "Cử nhân\nThạc sĩ", Enabled: true})
		require.NoError(t, err)

		p := anh()
		p.FullName, p.Phone, p.EnteredOn, p.NationalID = "Nguyễn Thị Ánh Nguyệt", "0912 345 678", "2012-09-01", "019188009999"
		p.Values = map[string]string{"ethnic_group": "Tày", "degree": "thạc sĩ"}
		_, err = o.ChangeOfficer(ctx, hr, id, p, false)
		require.NoError(t, err)
		got, err := people.NewStore(d.Reader()).Officer(ctx, id)
		require.NoError(t, err)
		require.Equal(t, "Nguyệt", got.GivenName)
		require.Equal(t, clock.Date("2012-09-01"), got.EnteredOn)
		number, err := got.OpenNationalID(o.Keys)
		require.NoError(t, err)
		require.Equal(t, "019188009999", number)
		require.Contains(t, notes.last(), "Nguyễn Thị Ánh → Nguyễn Thị Ánh Nguyệt")
		require.Contains(t, notes.last(), `"degree":"– → Thạc sĩ"`)
		for _, secret := range []string{"019188", "Tày"} {
			require.NotContains(t, notes.last(), secret)
		}
		require.Contains(t, notes.last(), "ethnic_group")
		var stored string
		require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT value FROM officer_values WHERE field_id = 'ethnic_group'").Scan(&stored))
		require.Empty(t, stored, "sealed")

		p.NationalID, p.Values = "", nil
		_, err = o.ChangeOfficer(ctx, hr, id, p, false)
		require.NoError(t, err)
		found, err := people.NewStore(d.Reader()).OfficerByIdentity(ctx, people.IdentityIndex(o.Keys, "019188009999"))
		require.NoError(t, err)
		require.Equal(t, id, found.ID, "an empty number leaves the one there is")
		_, err = o.ChangeOfficer(ctx, hr, id, p, true)
		require.NoError(t, err)
		found, err = people.NewStore(d.Reader()).OfficerByIdentity(ctx, people.IdentityIndex(o.Keys, "019188009999"))
		require.NoError(t, err)
		require.Nil(t, found)
		require.NotContains(t, notes.last(), "019188")
		n := len(*notes)
		_, err = o.ChangeOfficer(ctx, hr, id, p, true)
		require.NoError(t, err)
		require.Len(t, *notes, n, "nothing changed, nothing to note")
	})
}

func TestNumbersBelongToOneOfficer(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		second := people.NewOfficer{Number: "VKS-002", FullName: "Lê Văn Bình", StaffType: people.Contract, NationalID: "019188001234",
			UnitID: o.unit(t, "P1"), From: "2020-01-01"}
		_, err := o.AddOfficer(ctx, o.root, second)
		e, _ := fault.As(err)
		require.Equal(t, "people.national_id_taken", e.Key)
		second.NationalID = ""
		b, err := o.AddOfficer(ctx, o.root, second)
		require.NoError(t, err)
		p := anh()
		_, err = o.ChangeOfficer(ctx, o.root, b.ID, p, false)
		e, _ = fault.As(err)
		require.Equal(t, "people.number_taken", e.Key)
		require.Equal(t, "number", e.Field)
	})
}

func TestOfficersOutOfScopeDoNotExistForHR(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		id, hr := officerID(t, d), o.hr(t, "KV1")
		_, err := o.ChangeOfficer(ctx, hr, id, anh(), false)
		require.Equal(t, fault.NotFound, fault.KindOf(err))
		_, err = o.Appoint(ctx, hr, id, people.NewPosting{Kind: people.Main, UnitID: o.unit(t, "KV1"), From: "2026-12-01"})
		require.Equal(t, fault.NotFound, fault.KindOf(err))
		require.Equal(t, fault.NotFound, fault.KindOf(o.Leave(ctx, hr, id, "2026-12-31", "")))
		manager, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err)
		_, err = o.ChangeOfficer(ctx, manager.Actor, id, anh(), false)
		require.Equal(t, fault.Forbidden, fault.KindOf(err), "seen, but not to be changed")
		_, err = o.SaveField(ctx, hr, people.Field{Key: "size", LabelVI: "Cỡ áo", Kind: people.TextField})
		require.Equal(t, fault.Forbidden, fault.KindOf(err), "a field concerns every officer")
		p1, err := o.AddOfficer(ctx, o.root, people.NewOfficer{Number: "K1", FullName: "Vi Văn Kha", StaffType: people.Contract, UnitID: o.unit(t, "KV1"), From: "2025-07-01"})
		require.NoError(t, err)
		_, err = o.Appoint(ctx, hr, p1.ID, people.NewPosting{Kind: people.Main, UnitID: o.unit(t, "P1"), From: "2026-12-01"})
		e, _ := fault.As(err)
		require.Equal(t, "people.posting_unit", e.Key, "a unit elsewhere is as good as none")
	})
}

func TestFieldsReadWhatPeopleType(t *testing.T) {
	for _, c := range []struct {
		field       people.Field
		typed, want string
	}{
		{people.Field{Kind: people.DateField}, "3/2/2010", "2010-02-03"},
		{people.Field{Kind: people.DateField}, "tháng 2", ""},
		{people.Field{Kind: people.NumberField}, "3,5", "3.5"},
		{people.Field{Kind: people.NumberField}, "ba", ""},
		{people.Field{Kind: people.ChoiceField, Choices: "Cử nhân\nThạc sĩ"}, "THẠC SĨ", "Thạc sĩ"},
		{people.Field{Kind: people.ChoiceField, Choices: "Cử nhân\nThạc sĩ"}, "Tiến sĩ", ""},
		{people.Field{Kind: people.TextField}, strings.Repeat("a", 501), ""},
	} {
		got, err := c.field.Read(c.typed)
		require.Equal(t, c.want, got)
		require.Equal(t, c.want == "", err != nil, c.typed)
	}
}

func TestValuesAreSealedWhenAFieldBecomesSensitive(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		f, err := o.SaveField(ctx, o.root, people.Field{Key: "blood", LabelVI: "Nhóm máu", Kind: people.TextField, Enabled: true})
		require.NoError(t, err)
		p := anh()
		p.Values = map[string]string{"blood": "AB"}
		_, err = o.ChangeOfficer(ctx, o.root, officerID(t, d), p, false)
		require.NoError(t, err)
		f.Sensitive = true
		_, err = o.SaveField(ctx, o.root, f)
		require.NoError(t, err)
		values, err := people.NewStore(d.Reader()).Values(ctx, officerID(t, d))
		require.NoError(t, err)
		require.Len(t, values, 1)
		require.Empty(t, values[0].Value)
		require.NotContains(t, string(values[0].Sealed), "AB")
		p.Values = map[string]string{"blood": "AB", "unknown": "x"}
		_, err = o.ChangeOfficer(ctx, o.root, officerID(t, d), p, false)
		e, _ := fault.As(err)
		require.Equal(t, "people.field_unknown", e.Key)
	})
}

func TestIdentityNumbersFromBeforeTheIndexGetOne(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		_, err := d.Writer().ExecContext(ctx, "UPDATE officers SET identity_index = NULL")
		require.NoError(t, err)
		twin := people.Officer{ID: db.NewID(), Number: "VKS-009", StaffType: people.Contract, CreatedAt: o.clock.Now(), UpdatedAt: o.clock.Now()}
		twin.SetName("Lê Văn Đôi")
		twin.NationalID = o.Keys.Seal("019188001234", people.NationalIDContext(twin.ID))
		require.NoError(t, people.NewStore(d.Writer()).InsertOfficers(ctx, []people.Officer{twin}))
		require.NoError(t, o.IndexIdentities(ctx))
		found, err := people.NewStore(d.Reader()).OfficerByIdentity(ctx, people.IdentityIndex(o.Keys, "019188001234"))
		require.NoError(t, err)
		require.Equal(t, officerID(t, d), found.ID, "the older of two")
	})
}
