package roster_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/secret"
	"liem/people"
	"liem/people/roster"
)

const password = "mua xuân ở Định Hóa"

// world is a province with two departments and an area, HR of the province and of the area, and three officers.
type world struct {
	t      testing.TB
	people *people.Service
	*roster.Service
	db     *db.DB
	clock  *clock.Fixed
	hr, kv people.Actor
	trail  []string
}

func newWorld(t testing.TB, d *db.DB) *world {
	t.Helper()
	ctx := context.Background()
	keys, err := secret.Load(secret.Files{Dir: t.TempDir()})
	require.NoError(t, err)
	w := &world{t: t, db: d, clock: clock.At(time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC))}
	w.people = people.NewService(people.Options{DB: d, System: w.clock, Business: w.clock, Keys: keys,
		Audit: func(_ context.Context, _ db.IDB, _, action, _ string, _ any) error {
			w.trail = append(w.trail, action)
			return nil
		}})
	w.Service = roster.NewService(w.people)
	cli := people.System("cli")
	for _, u := range []people.NewUnit{
		{Code: "TINH", Name: "VKSND tỉnh", Kind: people.Province, From: "2020-01-01"},
		{Code: "P1", Name: "Phòng 1", Kind: people.Department, ParentCode: "TINH", From: "2020-01-01"},
		{Code: "P2", Name: "Phòng 2", Kind: people.Department, ParentCode: "TINH", From: "2020-01-01"},
		{Code: "KV1", Name: "VKSND khu vực 1", Kind: people.Area, ParentCode: "TINH", From: "2025-07-01"},
	} {
		_, err := w.people.AddUnit(ctx, cli, u)
		require.NoError(t, err)
	}
	for _, o := range []people.NewOfficer{
		{Number: "001", FullName: "Nguyễn Thị Ánh", Gender: "female", BirthDate: "1988-03-08", NationalID: "019188001234", UnitID: w.unit("P1"), Title: "Kiểm sát viên sơ cấp"},
		{Number: "002", FullName: "Trần Văn Bình", Gender: "male", BirthDate: "1979", UnitID: w.unit("P1"), Position: "Phó Trưởng phòng", Title: "Kiểm sát viên trung cấp"},
		{Number: "003", FullName: "Lê Văn Cường", Gender: "male", BirthDate: "1990-12-01", UnitID: w.unit("KV1")},
	} {
		o.StaffType, o.From = people.CivilServant, "2025-07-01"
		_, err := w.people.AddOfficer(ctx, cli, o)
		require.NoError(t, err)
	}
	w.hr, w.kv = w.account("to-chuc", "TINH"), w.account("khu-vuc", "KV1")
	w.trail = nil
	return w
}

func (w *world) account(name, unit string) people.Actor {
	w.t.Helper()
	acc, err := w.people.CreateAccount(context.Background(), people.System("cli"), people.NewAccount{Username: name, DisplayName: name,
		Password: password, Role: people.RoleHR, UnitCode: unit})
	require.NoError(w.t, err)
	a, err := w.people.ActorByID(context.Background(), acc.ID)
	require.NoError(w.t, err)
	return a
}

func (w *world) unit(code string) string {
	w.t.Helper()
	tree, err := w.people.Tree(context.Background(), w.people.Today())
	require.NoError(w.t, err)
	u, ok := tree.ByCode(code)
	require.True(w.t, ok, code)
	return u.ID
}

// lines writes rows as CSV.
func lines(rows ...[]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = ';'
	if err := w.WriteAll(rows); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// upload sends a file with the mapping that is proposed for it.
func (w *world) upload(a people.Actor, raw []byte, t roster.Terms) string {
	w.t.Helper()
	id, err := w.Upload(context.Background(), a, "danh-sach", bytes.NewReader(raw), int64(len(raw)))
	require.NoError(w.t, err)
	w.compare(a, id, t)
	return id
}

func (w *world) compare(a people.Actor, id string, t roster.Terms) {
	w.t.Helper()
	i, err := w.Find(context.Background(), a, id)
	require.NoError(w.t, err)
	if t.AsOf == "" {
		t.AsOf = w.people.Today()
	}
	require.NoError(w.t, w.Compare(context.Background(), a, id, i.Mapping, t))
}

func (w *world) items(a people.Actor, id string, kind roster.Kind) []roster.Item {
	w.t.Helper()
	items, err := w.Items(context.Background(), a, id, kind, 0, 0)
	require.NoError(w.t, err)
	return items
}

func (w *world) one(a people.Actor, id string, kind roster.Kind) roster.Item {
	w.t.Helper()
	items := w.items(a, id, kind)
	require.Len(w.t, items, 1, "%s: %+v", kind, w.items(a, id, ""))
	return items[0]
}

func (w *world) officer(number string) people.OfficerOn {
	w.t.Helper()
	store := people.NewStore(w.db.Reader())
	o, err := store.OfficerByNumber(context.Background(), number)
	require.NoError(w.t, err, number)
	on, err := store.OfficerOn(context.Background(), o.ID, w.people.Today())
	require.NoError(w.t, err)
	return on
}

// reasons are the keys of an item's problems, with their places.
func reasons(i roster.Item) []string {
	var out []string
	for _, p := range i.Entry.Problems {
		out = append(out, p.At+" "+p.Key)
	}
	return out
}

func requireKey(t *testing.T, key string, err error) {
	t.Helper()
	e, ok := fault.As(err)
	require.True(t, ok, "%v", err)
	require.Equal(t, key, e.Key, "%v", err)
}

// work does what waits in the background for an import.
func (w *world) work(kind, id string) {
	w.t.Helper()
	payload := []byte(fmt.Sprintf(`{"import":%q,"actor":%q}`, id, w.hr.AccountID))
	do := w.RunCompare
	if kind == roster.JobApply {
		do = w.RunApply
	}
	require.NoError(w.t, do(context.Background(), payload))
}
