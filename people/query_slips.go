package people

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// slipCandidates lists the officers of a query with what a slip needs to know of their accounts.
func (s *Store) slipCandidates(ctx context.Context, q OfficerQuery, without bool, now time.Time) ([]SlipCandidate, int, error) {
	from, args := q.from()
	if without {
		from += " AND a.id IS NULL"
	}
	var total int
	if err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*)"+from, args...).Scan(&total); err != nil {
		return nil, 0, db.Fault(err)
	}
	const columns = `SELECT o.id, COALESCE(a.id, ''), o.number, o.full_name, p.unit_id, COALESCE(u.name, ''), COALESCE(a.username, ''),
		a.disabled_at IS NOT NULL, (SELECT MAX(c.expires_at) FROM start_codes c WHERE c.account_id = a.id AND c.expires_at > ?)`
	args = append(append([]any{now}, args...), q.Limit, q.Offset)
	list, err := s.readCandidates(ctx, columns+from+" ORDER BY "+officerOrders["name"]+" LIMIT ? OFFSET ?", args, q.On)
	return list, total, err
}

// slipAccounts lists the accounts that are no officer's.
func (s *Store) slipAccounts(ctx context.Context, on clock.Date, now time.Time) ([]SlipCandidate, error) {
	const query = `SELECT '', a.id, '', a.display_name, '', '', a.username, a.disabled_at IS NOT NULL,
		(SELECT MAX(c.expires_at) FROM start_codes c WHERE c.account_id = a.id AND c.expires_at > ?)
		FROM accounts a WHERE a.officer_id IS NULL ORDER BY a.username`
	return s.readCandidates(ctx, query, []any{now}, on)
}

func (s *Store) readCandidates(ctx context.Context, query string, args []any, today clock.Date) ([]SlipCandidate, error) {
	rows, err := s.idb.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []SlipCandidate
	var ids []string
	for rows.Next() {
		var c SlipCandidate
		var pending bun.NullTime
		err := rows.Scan(&c.OfficerID, &c.AccountID, &c.Number, &c.Name, &c.UnitID, &c.Unit, &c.Username, &c.Disabled, &pending)
		if err != nil {
			return nil, db.Fault(err)
		}
		if !pending.IsZero() {
			c.Pending = &pending.Time
		}
		if c.AccountID != "" {
			ids = append(ids, c.AccountID)
		}
		list = append(list, c)
	}
	if err := rows.Err(); err != nil {
		return nil, db.Fault(err)
	}
	units, err := s.grantUnits(ctx, ids, today)
	for i := range list {
		list[i].GrantUnits = units[list[i].AccountID]
	}
	return list, err
}

// grantUnits are the units over which accounts hold roles on a day or later.
func (s *Store) grantUnits(ctx context.Context, accountIDs []string, today clock.Date) (map[string][]string, error) {
	units := map[string][]string{}
	if len(accountIDs) == 0 {
		return units, nil
	}
	rows, err := s.idb.QueryContext(ctx, "SELECT account_id, unit_id FROM grants WHERE account_id IN (?) AND valid_to >= ? AND revoked_at IS NULL", bun.List(accountIDs), today)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var account, unit string
		if err := rows.Scan(&account, &unit); err != nil {
			return nil, db.Fault(err)
		}
		units[account] = append(units[account], unit)
	}
	return units, db.Fault(rows.Err())
}

// freeUsername is the name, or with a number after it the first that nobody has.
func (s *Store) freeUsername(ctx context.Context, name string) (string, error) {
	for n := 1; ; n++ {
		tried := name
		if n > 1 {
			tried = fmt.Sprintf("%s-%d", name, n)
		}
		_, err := s.AccountByUsername(ctx, tried)
		if fault.Is(err, fault.NotFound) {
			return tried, nil
		}
		if err != nil {
			return "", err
		}
	}
}
