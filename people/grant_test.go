package people_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/people"
)

// hall is an office with people in it who grant and receive: an administrator and HR of the province, HR of department 1,
// and officers of department 1 and of the area, all with accounts.
type hall struct {
	office
	notes []string
}

func newHall(t *testing.T, d *db.DB) *hall {
	t.Helper()
	h := &hall{office: newOffice(t, d)}
	h.Service.Audit = func(_ context.Context, _ db.IDB, _, action, _ string, _ any) error {
		h.notes = append(h.notes, action)
		return nil
	}
	ctx := context.Background()
	for name, over := range map[string]string{"admin": "TINH", "hr": "TINH"} {
		h.add(t, people.NewAccount{Username: name, DisplayName: name, Role: people.Role(name), UnitCode: over})
	}
	h.add(t, people.NewAccount{Username: "hr1", DisplayName: "HR 1", Role: people.RoleHR, UnitCode: "P1"})
	for number, unit := range map[string]string{"VKS-010": "P1", "VKS-020": "KV1"} {
		_, err := h.AddOfficer(ctx, h.root, people.NewOfficer{Number: number, FullName: "Trần " + number, StaffType: people.CivilServant,
			UnitID: h.unit(t, unit), From: "2025-07-01"})
		require.NoError(t, err)
		h.add(t, people.NewAccount{Username: map[string]string{"P1": "deputy", "KV1": "outsider"}[unit], OfficerNumber: number})
	}
	return h
}

// add puts an account there with its session; nothing is hashed, for hashing is slow on purpose.
func (h *hall) add(t *testing.T, n people.NewAccount) {
	t.Helper()
	ctx, now := context.Background(), h.clock.Now()
	acc := people.Account{ID: db.NewID(), Username: n.Username, DisplayName: n.DisplayName, Locale: "vi", Theme: "auto", PasswordChangedAt: now, CreatedAt: now}
	err := h.d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := people.NewStore(tx)
		if n.OfficerNumber != "" {
			o, err := store.OfficerByNumber(ctx, n.OfficerNumber)
			if err != nil {
				return err
			}
			acc.OfficerID = &o.ID
		}
		if err := store.InsertAccounts(ctx, []people.Account{acc}); err != nil || n.Role == "" {
			return err
		}
		return store.InsertGrants(ctx, []people.Grant{{ID: db.NewID(), AccountID: acc.ID, Role: n.Role, UnitID: h.unit(t, n.UnitCode),
			ValidFrom: h.Today(), ValidTo: clock.Forever, CreatedAt: now}})
	})
	require.NoError(t, err)
}

// as is somebody as of now, by a session that is put there.
func (h *hall) as(t *testing.T, username string) people.Actor {
	t.Helper()
	ctx, now := context.Background(), h.clock.Now()
	acc, err := people.NewStore(h.d.Reader()).AccountByUsername(ctx, username)
	require.NoError(t, err)
	token := db.RandomToken()
	hash := sha256.Sum256([]byte(token))
	err = h.d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		const session = "INSERT INTO sessions (id, account_id, created_at, seen_at, expires_at, ip, user_agent) VALUES (?, ?, ?, ?, ?, '', '')"
		_, err := tx.ExecContext(ctx, session, hex.EncodeToString(hash[:]), acc.ID, now, now, now.Add(24*time.Hour))
		return err
	})
	require.NoError(t, err)
	a, err := h.Actor(ctx, token)
	require.NoError(t, err)
	return a
}

func (h *hall) grant(t *testing.T, by, to string, role people.Role, unit string, from, until clock.Date) (people.Grant, error) {
	t.Helper()
	return h.Grant(context.Background(), h.as(t, by), people.NewGrant{Username: to, Role: role, UnitID: h.unit(t, unit), From: from, To: until,
		Reason: "Theo quyết định phân công"})
}

func requireKey(t *testing.T, key string, err error) {
	t.Helper()
	e, ok := fault.As(err)
	require.True(t, ok, "%v", err)
	require.Equal(t, key, e.Key)
}

func TestWhoGrantsWhat(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		for _, c := range []struct {
			by, to string
			role   people.Role
			unit   string
			want   string
		}{
			{"hr1", "deputy", people.RoleHead, "P1", ""},
			{"hr1", "deputy", people.RoleHead, "P1", "roles.held_already"},
			{"hr1", "deputy", people.RoleHead, "TINH", "roles.unit_out_of_scope"},
			{"hr1", "outsider", people.RoleHead, "P1", "people.account_unknown"},
			{"hr1", "nobody", people.RoleHead, "P1", "people.account_unknown"},
			{"hr", "outsider", people.RoleHead, "P1", ""},
			{"hr", "deputy", people.RoleInspector, "P1", "roles.may_not_grant"},
			{"hr", "deputy", people.RoleHR, "P1", "roles.may_not_grant"},
			{"hr", "deputy", people.RoleAdmin, "P1", "roles.may_not_grant"},
			{"hr", "hr", people.RoleHead, "P1", "roles.oneself"},
			{"admin", "admin", people.RoleHead, "P1", "roles.oneself"},
			{"anh", "deputy", people.RoleAuthor, "P1", "roles.may_not_grant"},
			{"admin", "outsider", people.RoleHR, "KV1", ""},
			{"admin", "outsider", people.RoleOfficer, "KV1", "roles.role_missing"},
			{"admin", "hr", people.RoleInspector, "TINH", "roles.conflict.inspector_hr"},
			{"admin", "hr", people.RoleAdmin, "KV1", "roles.conflict.admin_hr"},
			{"admin", "anh", people.RoleInspector, "KV1", "roles.conflict.inspector_manager"},
		} {
			_, err := h.grant(t, c.by, c.to, c.role, c.unit, "2026-11-24", "")
			if c.want == "" {
				require.NoError(t, err, "%+v", c)
			} else {
				requireKey(t, c.want, err)
			}
		}
	})
}

func TestConflictsAreOfTheSameDays(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		g, err := h.grant(t, "admin", "deputy", people.RoleInspector, "P1", "2026-12-01", "2026-12-31")
		require.NoError(t, err)
		_, err = h.grant(t, "admin", "deputy", people.RoleAuthor, "KV1", "2026-12-31", "2027-01-31")
		requireKey(t, "roles.conflict.inspector_author", err)
		_, err = h.grant(t, "admin", "deputy", people.RoleAuthor, "KV1", "2027-01-01", "2027-01-31")
		require.NoError(t, err)
		_, err = h.Revoke(context.Background(), h.as(t, "admin"), g.ID, "Thôi giao")
		require.NoError(t, err)
		_, err = h.grant(t, "admin", "deputy", people.RoleHR, "KV1", "2026-12-01", "2026-12-31")
		require.NoError(t, err, "what was taken back conflicts with nothing")
	})
}

func TestAGrantNeedsDatesAndAReason(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		h := newHall(t, d)
		_, err := h.Grant(context.Background(), h.as(t, "hr"), people.NewGrant{From: "2026-11-23", To: "2026-11-01"})
		list, ok := err.(fault.List)
		require.True(t, ok, "%v", err)
		var got []string
		for _, e := range list {
			got = append(got, e.Field+" "+e.Key)
		}
		require.Equal(t, []string{"username roles.person_missing", "role roles.role_missing", "unit roles.unit_missing", "from roles.from_past",
			"to roles.days_turned", "reason roles.reason_missing"}, got)
		_, err = h.Grant(context.Background(), h.as(t, "hr"), people.NewGrant{Username: "deputy", Role: people.RoleHead, UnitID: h.unit(t, "P1"),
			From: "2026-11-24", Reason: strings.Repeat("x", 1001)})
		requireKey(t, "roles.reason_long", err)
	})
}

func TestAGrantCountsOnItsDaysAndIsKept(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		h := newHall(t, d)
		g, err := h.grant(t, "hr", "deputy", people.RoleHead, "P1", "2026-11-25", "2026-11-26")
		require.NoError(t, err)
		require.False(t, h.as(t, "deputy").Has(people.RoleHead), "not yet")
		h.tomorrow()
		require.True(t, h.as(t, "deputy").Has(people.RoleHead))
		_, err = h.Revoke(ctx, h.as(t, "deputy"), g.ID, "Tự bỏ")
		requireKey(t, "roles.may_not_revoke", err)
		_, err = h.Revoke(ctx, h.as(t, "outsider"), g.ID, "Không liên quan")
		requireKey(t, "fault.not_found", err)
		_, err = h.Revoke(ctx, h.as(t, "hr"), g.ID, " ")
		requireKey(t, "roles.reason_missing", err)
		_, err = h.Revoke(ctx, h.as(t, "hr1"), g.ID, "Đổi người phụ trách")
		require.NoError(t, err)
		require.False(t, h.as(t, "deputy").Has(people.RoleHead), "at once")
		_, err = h.Revoke(ctx, h.as(t, "hr"), g.ID, "Lần nữa")
		requireKey(t, "roles.ended_already", err)

		rows, total, err := h.GrantsInScope(ctx, h.as(t, "hr1"), people.GrantQuery{On: "2026-11-25", Limit: 50})
		require.NoError(t, err)
		require.Equal(t, []string{"hr1 hr P1 in_force", "anh manager P1 in_force"}, h.shown(t, rows, "2026-11-25"))
		require.Equal(t, 2, total)
		rows, _, err = h.GrantsInScope(ctx, h.as(t, "hr1"), people.GrantQuery{Role: people.RoleHead, All: true, Limit: 50})
		require.NoError(t, err)
		require.Equal(t, []string{"deputy head P1 revoked"}, h.shown(t, rows, "2026-11-25"))
		require.Equal(t, "hr1 hr", h.nameOf(t, rows[0].RevokedBy)+" "+h.nameOf(t, rows[0].CreatedBy))
		require.Equal(t, "Đổi người phụ trách", rows[0].RevokeReason)
		require.Empty(t, rows[0].LastDay(), "it was taken back on the day on which it began")
		require.Equal(t, []string{"role.grant", "role.revoke"}, h.of("role."))
	})
}

// tomorrow is the next day, with every session and memory forgotten.
func (h *hall) tomorrow() {
	h.clock.Add(24 * 3600e9)
	h.Forget()
}

func (h *hall) of(prefix string) (list []string) {
	for _, n := range h.notes[len(h.notes)-min(len(h.notes), 100):] {
		if strings.HasPrefix(n, prefix) {
			list = append(list, n)
		}
	}
	return list[max(0, len(list)-2):]
}

func (h *hall) nameOf(t *testing.T, accountID string) string {
	t.Helper()
	acc, err := people.NewStore(h.d.Reader()).Account(context.Background(), accountID)
	require.NoError(t, err)
	return acc.Username
}

func (h *hall) shown(t *testing.T, rows []people.GrantRow, on clock.Date) (list []string) {
	t.Helper()
	for _, r := range rows {
		tree, err := h.Tree(context.Background(), on)
		require.NoError(t, err)
		u, _ := tree.Unit(r.UnitID)
		list = append(list, r.Username+" "+string(r.Role)+" "+u.Code+" "+string(r.StandingOn(on)))
	}
	return list
}

func TestEveryPairOfConflictingRolesIsOfTwoRoles(t *testing.T) {
	seen := map[people.Conflict]bool{}
	for _, c := range people.Conflicts() {
		require.True(t, c[0].Granted() && c[1].Granted() && c[0] != c[1], c)
		require.False(t, seen[c] || seen[people.Conflict{c[1], c[0]}], "%v stands twice", c)
		seen[c] = true
		_, ok := people.ConflictOf(c[1], c[0])
		require.True(t, ok, "the order of the two does not matter")
	}
}

func TestWhoGrantsRolesIsLedToTheForm(t *testing.T) {
	for _, r := range people.Roles {
		require.Equal(t, len(r.Grants()) > 0, slices.Contains(r.Does(), people.ActGrantRoles), r)
		for _, g := range r.Grants() {
			require.True(t, g.Granted())
		}
	}
}
