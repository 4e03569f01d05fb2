package people

import (
	"context"
	"time"

	"liem/internal/db"
)

// blank stands where a name was.
const blank = "—"

// erasedNumber keeps numbers unique: the end of the officer's id.
func erasedNumber(id string) string { return "erased-" + id[max(0, len(id)-12):] }

// EraseOfficer takes a person out of the register and out of signing in. What remains has ids, units and dates, for figures
// as of earlier days.
func (s *Store) EraseOfficer(ctx context.Context, o Officer, by, reason string, completions int, now time.Time) error {
	for _, step := range []struct {
		statement string
		args      []any
	}{
		{`UPDATE officers SET number = ?, family_name = '', given_name = ?, full_name = ?, search_text = '', sort_key = ?, birth_date = '', gender = '',
			national_id = NULL, identity_index = NULL, email = '', phone = '', entered_on = '', updated_at = ? WHERE id = ?`,
			[]any{erasedNumber(o.ID), blank, blank, []byte{0xff}, now, o.ID}},
		{`UPDATE postings SET position = '', title = '', decision = '' WHERE officer_id = ?`, []any{o.ID}},
		{`DELETE FROM officer_values WHERE officer_id = ?`, []any{o.ID}},
		{`DELETE FROM group_members WHERE officer_id = ?`, []any{o.ID}},
		// Files of rosters that named the officer; one that was not applied yet would bring the data back.
		{`UPDATE imports SET file = NULL, state = CASE WHEN state IN ('mapping', 'comparing', 'compared') THEN 'discarded' ELSE state END
			WHERE id IN (SELECT import_id FROM import_rows WHERE officer_id = ? OR answer = ?)`, []any{o.ID, o.ID}},
		{`DELETE FROM import_rows WHERE officer_id = ? OR answer = ?`, []any{o.ID, o.ID}},
		{`DELETE FROM corrections WHERE officer_id = ?`, []any{o.ID}},
		{`DELETE FROM disclosure_officers WHERE officer_id = ?`, []any{o.ID}},
		{`INSERT INTO erasures (officer_id, erased_at, erased_by, reason, completions) VALUES (?, ?, ?, ?, ?)`, []any{o.ID, now, by, reason, completions}},
	} {
		if _, err := s.idb.ExecContext(ctx, step.statement, step.args...); err != nil {
			return db.Fault(err)
		}
	}
	return s.eraseAccount(ctx, o.ID, now)
}

// personal are the tables of an account that hold nothing but what its owner signs in with.
var personal = []string{"sessions", "devices", "api_tokens", "start_codes", "second_factors", "recovery_codes", "pending_sign_ins"}

func (s *Store) eraseAccount(ctx context.Context, officerID string, now time.Time) error {
	acc, err := s.accountOf(ctx, officerID)
	if err != nil || acc == nil {
		return err
	}
	for _, table := range personal {
		if _, err := s.idb.NewRaw("DELETE FROM "+table+" WHERE account_id = ?", acc.ID).Exec(ctx); err != nil {
			return db.Fault(err)
		}
	}
	// No password has this hash, and the account is closed.
	return s.changeAccount(ctx, `UPDATE accounts SET username = ?, display_name = ?, password_hash = '!', disabled_at = COALESCE(disabled_at, ?) WHERE id = ?`,
		erasedNumber(acc.ID), blank, now, acc.ID)
}

// Erased tells whether an officer's data was erased.
func (s *Store) Erased(ctx context.Context, officerID string) (bool, error) {
	var n int
	err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*) FROM erasures WHERE officer_id = ?", officerID).Scan(&n)
	return n > 0, db.Fault(err)
}
