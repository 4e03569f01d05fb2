package reports

import (
	"context"
	"database/sql"
	"time"

	"liem/internal/db"
)

// ownTable is a part of what is kept of one person: a query that takes the officer's id or the account's. The columns of
// the file are the query's.
type ownTable struct {
	name    string
	account bool // ? is the account's id
	query   string
}

// ownTables are all parts. Leaves are in hexadecimal digits, so that a record can be looked for in the ledger.
var ownTables = []ownTable{
	{"postings", false, `SELECT p.valid_from, p.valid_to, p.kind, COALESCE((SELECT u.name FROM unit_periods u WHERE u.unit_id = p.unit_id ORDER BY u.valid_from DESC LIMIT 1), '') AS unit,
		p.position, p.title, p.decision FROM postings p WHERE p.officer_id = ? ORDER BY p.valid_from, p.id`},
	{"account", true, `SELECT a.username, a.display_name, a.locale, a.theme, a.text_size, a.shortcuts_off, a.created_at, a.password_changed_at, a.disabled_at FROM accounts a WHERE a.id = ?`},
	{"roles", true, `SELECT g.role, COALESCE((SELECT u.name FROM unit_periods u WHERE u.unit_id = g.unit_id ORDER BY u.valid_from DESC LIMIT 1), '') AS unit,
		g.valid_from, g.valid_to, g.created_at FROM grants g WHERE g.account_id = ? ORDER BY g.created_at, g.id`},
	{"sessions", true, `SELECT s.created_at, s.seen_at, s.expires_at, s.ip, s.user_agent FROM sessions s WHERE s.account_id = ? ORDER BY s.created_at, s.id`},
	{"notices", true, `SELECT n.version, n.acknowledged_at FROM notice_acknowledgements n WHERE n.account_id = ? ORDER BY n.acknowledged_at, n.version`},
	{"enrolments", false, `SELECT e.id AS enrolment, v.title AS course, v.number AS version, e.origin, e.due_on, e.opened_at, e.seen_at, e.closed_at
		FROM enrolments e JOIN course_versions v ON v.id = e.version_id WHERE e.officer_id = ? ORDER BY e.opened_at, e.id`},
	{"lessons_done", false, `SELECT p.enrolment_id AS enrolment, p.part_id AS part, p.done_at FROM progress p JOIN enrolments e ON e.id = p.enrolment_id
		WHERE e.officer_id = ? ORDER BY p.done_at, p.part_id`},
	{"reading_places", false, `SELECT v.title AS course, v.number AS version, r.part_id AS part, r.anchor, r.fraction, r.at FROM reading_places r
		JOIN course_versions v ON v.id = r.version_id WHERE r.officer_id = ? ORDER BY r.at, r.part_id`},
	{"reading_notes", false, `SELECT n.id, n.course_id AS course, n.part_title AS lesson, n.heading, n.body, n.created_at, n.updated_at FROM reading_notes n
		WHERE n.officer_id = ? ORDER BY n.id`},
	{"attempts", false, `SELECT a.id AS attempt, a.enrolment_id AS enrolment, a.part_id AS part, a.number, a.started_at, a.submitted_at, a.submitted_by,
		a.points, a.max_points, a.mark, a.passed, a.details_removed_at FROM attempts a WHERE a.officer_id = ? ORDER BY a.started_at, a.id`},
	{"answers", false, `SELECT w.attempt_id AS attempt, w.n AS question, w.value, w.saved_at FROM answers w JOIN attempts a ON a.id = w.attempt_id
		WHERE a.officer_id = ? ORDER BY w.attempt_id, w.n`},
	{"late_answers", false, `SELECT l.attempt_id AS attempt, l.n AS question, l.value, l.device_at, l.received_at, l.reason FROM late_answers l
		JOIN attempts a ON a.id = l.attempt_id WHERE a.officer_id = ? ORDER BY l.attempt_id, l.n, l.seq`},
	{"completions", false, `SELECT c.id, c.course_title AS course, c.version_number AS version, c.version_digest, c.category, c.course_hours, c.hours, c.hours_reason,
		c.plan, c.begun_on, c.done_on, c.mark, c.year, c.document, c.salt, c.leaf FROM completions c WHERE c.officer_id = ? ORDER BY c.done_at, c.id`},
	{"corrections", false, `SELECT q.subject, q.wrong, q.wanted, q.asked_at, q.state, q.answer, q.answered_at FROM corrections q WHERE q.officer_id = ? ORDER BY q.asked_at, q.id`},
	{"lesson_questions", false, `SELECT v.title AS course, q.part_id AS part, q.heading, q.body AS question, q.named, q.asked_at, q.state, q.answer, q.answered_at,
		q.shown, q.published_at, q.seen_at FROM lesson_questions q JOIN course_versions v ON v.id = q.version_id WHERE q.officer_id = ? ORDER BY q.asked_at, q.id`},
	{"seen_by", false, `SELECT d.at, COALESCE(o.full_name, a.display_name, d.account_id) AS who, d.roles, d.kind, d.format, d.purpose, d.officers FROM disclosure_officers s
		JOIN disclosures d ON d.id = s.disclosure_id LEFT JOIN accounts a ON a.id = d.account_id LEFT JOIN officers o ON o.id = a.officer_id
		WHERE s.officer_id = ? ORDER BY s.disclosure_id`},
	{"acts", true, `SELECT t.at, t.action, t.target, t.ip, t.via, t.reason, t.detail, t.changes FROM audit_entries t WHERE t.actor_id = ? ORDER BY t.id`},
}

// own streams a part: first the columns' names, then the rows, each value as the engine gives it.
func (s *Store) own(ctx context.Context, t ownTable, id string, begin func(columns []string) error, yield func(values []any) error) error {
	rows, err := s.idb.QueryContext(ctx, t.query, id)
	if err != nil {
		return db.Fault(err)
	}
	defer rows.Close()
	columns, err := rows.ColumnTypes()
	if err != nil {
		return db.Fault(err)
	}
	names := make([]string, len(columns))
	values, targets := make([]any, len(columns)), make([]any, len(columns))
	for i, c := range columns {
		names[i] = c.Name()
		targets[i] = &values[i]
	}
	if err := begin(names); err != nil {
		return err
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return db.Fault(err)
		}
		for i, v := range values {
			values[i] = ownValue(v, names[i])
		}
		if err := yield(values); err != nil {
			return err
		}
	}
	return db.Fault(rows.Err())
}

// binary are the columns that hold bytes; on other columns an engine may give text as bytes.
var binary = map[string]bool{"salt": true, "leaf": true}

// ownValue makes both engines' values alike: text, numbers, truth, moments as RFC 3339 in UTC, nil.
func ownValue(v any, column string) any {
	switch v := v.(type) {
	case []byte:
		if binary[column] {
			return hexDigits(v)
		}
		return string(v)
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case sql.RawBytes:
		return string(v)
	}
	return v
}
