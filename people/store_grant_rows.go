package people

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/text"
)

const grantRowFrom = ` FROM grants g JOIN accounts a ON a.id = g.account_id LEFT JOIN officers o ON o.id = a.officer_id` + origins + `
	LEFT JOIN officers e ON e.id = d.officer_id
	LEFT JOIN accounts b ON b.id = g.created_by LEFT JOIN officers bo ON bo.id = b.officer_id
	LEFT JOIN accounts r ON r.id = g.revoked_by LEFT JOIN officers ro ON ro.id = r.officer_id`

const grantRowColumns = `SELECT g.*, COALESCE(o.full_name, a.display_name) AS holder, a.username, a.disabled_at,
	COALESCE((SELECT u.name FROM unit_periods u WHERE u.unit_id = g.unit_id ORDER BY u.valid_from DESC LIMIT 1), '') AS unit_name,
	COALESCE(bo.full_name, b.display_name, '') AS giver, COALESCE(ro.full_name, r.display_name, '') AS ender,
	COALESCE(e.full_name, d.display_name, '') AS delegator, COALESCE(d.id, '') AS delegator_id,
	COALESCE(f.valid_from, '') AS origin_from, COALESCE(f.valid_to, '') AS origin_to, f.revoked_at AS origin_revoked_at, COALESCE(f.revoked_on, '') AS origin_revoked_on`

// grantRecord is a line of the query above.
type grantRecord struct {
	Grant

	Holder          string     `bun:"holder"`
	Username        string     `bun:"username"`
	DisabledAt      *time.Time `bun:"disabled_at"`
	Unit            string     `bun:"unit_name"`
	Giver           string     `bun:"giver"`
	Ender           string     `bun:"ender"`
	Delegator       string     `bun:"delegator"`
	DelegatorID     string     `bun:"delegator_id"`
	OriginFrom      clock.Date `bun:"origin_from"`
	OriginTo        clock.Date `bun:"origin_to"`
	OriginRevokedAt *time.Time `bun:"origin_revoked_at"`
	OriginRevokedOn clock.Date `bun:"origin_revoked_on"`
}

func (r *grantRecord) row() GrantRow {
	row := GrantRow{Grant: r.Grant, Holder: r.Holder, Username: r.Username, Closed: r.DisabledAt != nil, Unit: r.Unit, By: r.Giver, Ender: r.Ender,
		Delegator: r.Delegator, DelegatorID: r.DelegatorID}
	if r.DelegatedFrom != nil {
		row.origin = &Grant{ValidFrom: r.OriginFrom, ValidTo: r.OriginTo, RevokedAt: r.OriginRevokedAt, RevokedOn: r.OriginRevokedOn}
	}
	return row
}

// grantRows lists grants, newest first, and how many there are in all.
func (s *Store) grantRows(ctx context.Context, q GrantQuery) ([]GrantRow, int, error) {
	where, args := q.where()
	var total int
	if err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*)"+grantRowFrom+where, args...).Scan(&total); err != nil {
		return nil, 0, db.Fault(err)
	}
	list, err := s.scanGrants(ctx, grantRowColumns+grantRowFrom+where+" ORDER BY g.created_at DESC, g.id DESC LIMIT ? OFFSET ?", append(args, q.Limit, q.Offset)...)
	return list, total, err
}

// delegatedFrom lists what was delegated from a grant, newest first.
func (s *Store) delegatedFrom(ctx context.Context, grantID string) ([]GrantRow, error) {
	return s.scanGrants(ctx, grantRowColumns+grantRowFrom+" WHERE g.delegated_from = ? ORDER BY g.created_at DESC, g.id DESC", grantID)
}

func (s *Store) scanGrants(ctx context.Context, query string, args ...any) ([]GrantRow, error) {
	var records []grantRecord
	if err := s.idb.NewRaw(query, args...).Scan(ctx, &records); err != nil {
		return nil, db.Fault(err)
	}
	rows := make([]GrantRow, len(records))
	for i := range records {
		rows[i] = records[i].row()
	}
	return rows, nil
}

func (q *GrantQuery) where() (string, []any) {
	parts, args := []string{"1 = 1"}, []any{}
	add := func(cond string, more ...any) {
		parts = append(parts, cond)
		args = append(args, more...)
	}
	if !q.scope.All {
		add("g.unit_id IN (?)", bun.List(append([]string{""}, q.scope.UnitIDs...)))
	}
	if !q.All {
		add("("+standing+")", onDay(q.On)...)
	}
	if q.Role != "" {
		add("g.role = ?", q.Role)
	}
	if q.Delegated {
		add("g.delegated_from IS NOT NULL")
	}
	if q.holder != "" {
		add("g.account_id = ?", q.holder)
	}
	if q.party != "" {
		add("(g.account_id = ? OR f.account_id = ?)", q.party, q.party)
	}
	if len(q.ids) > 0 {
		add("g.id IN (?)", bun.List(q.ids))
	}
	for _, w := range strings.Fields(text.Fold(q.Search)) {
		like := "%" + LikeEscape(w) + "%"
		add(`(o.search_text LIKE ? ESCAPE '\' OR a.username LIKE ? ESCAPE '\')`, like, like)
	}
	return " WHERE " + strings.Join(parts, " AND "), args
}

// within tells whether an account belongs to a scope: that of an officer who serves there on the day, or that of no
// officer which holds or will hold a role there.
func (s *Store) within(ctx context.Context, accountID string, scope Scope, on clock.Date) (bool, error) {
	cond, args := accountWithin(scope, on)
	var n int
	err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*) FROM accounts a WHERE a.id = ? AND "+cond, append([]any{accountID}, args...)...).Scan(&n)
	return n > 0, db.Fault(err)
}

// accountWithin is the condition that an account a belongs to a scope.
func accountWithin(scope Scope, on clock.Date) (string, []any) {
	if scope.All {
		return "1 = 1", nil
	}
	const cond = `((a.officer_id IS NOT NULL AND EXISTS (SELECT 1 FROM postings p WHERE p.officer_id = a.officer_id AND p.kind = 'main' AND p.valid_from <= ? AND p.valid_to >= ? AND p.unit_id IN (?)))
		OR (a.officer_id IS NULL AND EXISTS (SELECT 1 FROM grants w WHERE w.account_id = a.id AND w.valid_to >= ? AND w.revoked_at IS NULL AND w.unit_id IN (?))))`
	units := bun.List(append([]string{""}, scope.UnitIDs...))
	return cond, []any{on, on, units, on, units}
}

// candidates lists the open accounts of a scope but one, by name.
func (s *Store) candidates(ctx context.Context, scope Scope, but string, on clock.Date, limit int) ([]Candidate, error) {
	cond, args := accountWithin(scope, on)
	query := `SELECT a.username, COALESCE(a.officer_id, ''), COALESCE(o.full_name, a.display_name), COALESCE((SELECT u.name FROM postings p
			JOIN unit_periods u ON u.unit_id = p.unit_id AND u.valid_from <= ? AND u.valid_to >= ?
			WHERE p.officer_id = o.id AND p.kind = 'main' AND p.valid_from <= ? AND p.valid_to >= ? LIMIT 1), '')
		FROM accounts a LEFT JOIN officers o ON o.id = a.officer_id WHERE a.disabled_at IS NULL AND a.id <> ? AND ` + cond + `
		ORDER BY CASE WHEN o.id IS NULL THEN 1 ELSE 0 END, o.sort_key, a.username LIMIT ?`
	args = append(append([]any{on, on, on, on, but}, args...), limit)
	rows, err := s.idb.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []Candidate
	for rows.Next() {
		var c Candidate
		if err := rows.Scan(&c.Username, &c.officerID, &c.Name, &c.Unit); err != nil {
			return nil, db.Fault(err)
		}
		list = append(list, c)
	}
	return list, db.Fault(rows.Err())
}
