package audit_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/audit"
	"liem/internal/db"
	"liem/internal/db/dbtest"
)

var noon = time.Date(2026, 11, 24, 5, 0, 0, 0, time.UTC)

// write appends n entries a minute apart from a moment on, and returns their ids.
func write(t *testing.T, d *db.DB, from time.Time, n int) []string {
	t.Helper()
	ids := make([]string, n)
	for i := range ids {
		ids[i] = db.NewID()
		e := audit.Entry{ID: ids[i], Actor: "a", Action: "course.publish", Target: "course:1", Detail: map[string]int{"number": i}}
		require.NoError(t, audit.Write(context.Background(), d.Writer(), e, from.Add(time.Duration(i)*time.Minute)))
	}
	return ids
}

func seal(t *testing.T, d *db.DB, now time.Time) int {
	t.Helper()
	n, err := audit.Seal(context.Background(), d, now)
	require.NoError(t, err)
	return n
}

// check lists what is wrong, "key id".
func check(t *testing.T, d *db.DB) (audit.Report, []string) {
	t.Helper()
	var r audit.Report
	err := d.ReadTx(context.Background(), func(ctx context.Context, tx db.Tx) (err error) {
		r, err = audit.Check(ctx, tx)
		return err
	})
	require.NoError(t, err)
	var found []string
	for _, p := range r.Problems {
		found = append(found, fmt.Sprint(p.Key, " ", p.Args[1]))
	}
	return r, found
}

func TestSealsNameWhatWasBent(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		first := write(t, d, noon, 10)
		require.Equal(t, 10, seal(t, d, noon.Add(time.Hour)))
		require.Zero(t, seal(t, d, noon.Add(time.Hour)), "nothing is sealed twice")
		second := write(t, d, noon.Add(time.Hour), 5)
		require.Equal(t, 5, seal(t, d, noon.Add(2*time.Hour)))
		young := write(t, d, noon.Add(2*time.Hour), 3)
		require.Zero(t, seal(t, d, noon.Add(2*time.Hour+audit.Settled)), "entries wait until every transaction of their time has ended")
		r, found := check(t, d)
		require.Empty(t, found)
		require.Equal(t, [3]int{2, 15, 3}, [3]int{r.Seals, r.Entries, r.Unsealed})

		bend := func(statement string, args ...any) {
			t.Helper()
			_, err := d.Writer().ExecContext(ctx, statement, args...)
			require.NoError(t, err)
		}
		for _, column := range []string{"actor_id", "action", "target", "detail", "ip", "via", "seen_as", "reason", "changes"} {
			bend("UPDATE audit_entries SET "+column+" = "+column+" || 'x' WHERE id = ?", first[3])
			_, found = check(t, d)
			require.Equal(t, []string{"trail.entry_changed " + first[3]}, found, column)
			bend("UPDATE audit_entries SET "+column+" = SUBSTR("+column+", 1, LENGTH("+column+") - 1) WHERE id = ?", first[3])
		}
		bend("UPDATE audit_entries SET at = ? WHERE id = ?", noon.Add(30*time.Second), first[0])
		_, found = check(t, d)
		require.Equal(t, []string{"trail.entry_changed " + first[0]}, found)
		bend("UPDATE audit_entries SET at = ? WHERE id = ?", noon, first[0])

		bend("DELETE FROM audit_entries WHERE id = ?", second[4])
		slipped := write(t, d, noon.Add(time.Minute+time.Second), 1)
		bend("UPDATE audit_entries SET detail = '{}' WHERE id = ?", young[0]) // nothing tells yet
		_, found = check(t, d)
		require.Equal(t, []string{"trail.entry_inserted " + slipped[0], "trail.entry_deleted " + second[4]}, found)
	})
}

func TestBentSealsAreFound(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		ids := write(t, d, noon, 4)
		seal(t, d, noon.Add(time.Hour))
		write(t, d, noon.Add(time.Hour), 1)
		seal(t, d, noon.Add(2*time.Hour))
		bend := func(statement string, args ...any) {
			t.Helper()
			_, err := d.Writer().ExecContext(ctx, statement, args...)
			require.NoError(t, err)
		}
		bend("DELETE FROM audit_sealed WHERE entry_id = ?", ids[1])
		bend("DELETE FROM audit_entries WHERE id = ?", ids[1])
		_, found := check(t, d)
		require.Equal(t, []string{"trail.seal_differs 1"}, found, "an entry that went with its mark")

		bend("DELETE FROM audit_sealed WHERE seal = 1")
		bend("DELETE FROM audit_seals WHERE n = 1")
		_, found = check(t, d)
		require.Equal(t, "trail.seal_missing 1", found[0])

		bend("DELETE FROM ledger_queue")
		_, found = check(t, d)
		require.Contains(t, found, "trail.seal_not_in_ledger 2")
	})
}

func TestManyEntriesMakeSeveralSeals(t *testing.T) {
	d := dbtest.SQLite(t)
	entries := make([]audit.Entry, 12_000)
	for i := range entries {
		entries[i] = audit.Entry{ID: db.NewID(), At: noon.Add(time.Duration(i/100) * time.Second), Actor: "a", Action: "x", Target: "y:1"}
	}
	require.NoError(t, audit.WriteMany(context.Background(), d.Writer(), entries))
	require.Equal(t, len(entries), seal(t, d, noon.Add(time.Hour)))
	r, found := check(t, d)
	require.Empty(t, found)
	require.Greater(t, r.Seals, 2)
	require.Equal(t, len(entries), r.Entries)
}

func TestWhatIsNotListedIsMasked(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := audit.Arrive(context.Background(), audit.Origin{IP: "10.0.0.7", Via: audit.ViaSession("0123456789abcdef0123"), SeenAs: "b"})
		e := audit.Entry{Actor: "a", Action: "officer.change", Target: "officer:1", Detail: audit.Change{Reason: "Quyết định 12/QĐ-VKS",
			Before: map[string]any{"full_name": "Nguyễn Thị Hoa", "position": "Kiểm sát viên", "email": "", "unit": "P1"},
			After:  map[string]any{"full_name": "Nguyễn Thị Hòa", "position": "Phó Trưởng phòng", "email": "hoa@example.vn", "unit": "P1", "ethnic_group": "Tày"},
			Detail: map[string]any{"rows": 3, "phone": "0912345678", "nested": map[string]any{"national_id": "019188000001", "code": "P1"}, "list": []string{"a"}}}}
		require.NoError(t, audit.Write(ctx, d.Writer(), e, noon))
		list, _, err := audit.List(ctx, d.Reader(), audit.Query{Limit: 10})
		require.NoError(t, err)
		got := list[0]
		require.Equal(t, audit.Origin{IP: "10.0.0.7", Via: "session:0123456789abcdef", SeenAs: "b"}, got.Origin)
		require.Equal(t, "Quyết định 12/QĐ-VKS", got.Reason)
		require.Equal(t, map[string]audit.Pair{"full_name": {audit.Mask, audit.Mask}, "position": {"Kiểm sát viên", "Phó Trưởng phòng"},
			"email": {"", audit.Mask}, "ethnic_group": {nil, audit.Mask}}, got.Changes)
		require.JSONEq(t, `{"rows":3,"phone":"•••","nested":{"national_id":"•••","code":"P1"},"list":["•••"]}`, string(got.Detail.(json.RawMessage)))
	})
}

func TestSensitiveFieldsAreNotListed(t *testing.T) {
	for _, name := range []string{"name", "full_name", "birth_date", "national_id", "email", "phone", "ethnic_group", "party", "party_member",
		"religion", "password", "token", "secret", "answer", "value", "gender", "address"} {
		require.False(t, audit.Shown(name), name)
	}
}
