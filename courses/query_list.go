package courses

import (
	"context"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/internal/text"
	"liem/people"
)

// ListQuery chooses courses.
type ListQuery struct {
	Scope         people.Scope // of the owners; see OnlyPublished
	Search        string       // words of title and summary, with or without marks
	Category      Category
	Standing      Standing // empty = any
	OnlyPublished bool     // those on offer; scope is not asked then
	Sort          string   // "title" (default), "-title", "changed", "-changed"
	Limit, Offset int      // limit 0 = all
}

// Row is a course in a list.
type Row struct {
	Course
	Title     string
	Category  Category
	Hours     int
	Number    int // of the current version; 0 before the first
	DraftID   string
	Review    Review // of the draft
	ChangedAt time.Time
}

const listFrom = ` FROM courses c
	LEFT JOIN course_versions v ON v.id = c.current_version_id
	LEFT JOIN course_versions d ON d.course_id = c.id AND d.state = 'draft'
	WHERE (v.id IS NOT NULL OR d.id IS NOT NULL)` // a course whose only draft was discarded is none

var listOrders = map[string]string{
	"title": "COALESCE(v.sort_key, d.sort_key), c.id", "-title": "COALESCE(v.sort_key, d.sort_key) DESC, c.id DESC",
	"changed": "COALESCE(d.created_at, v.published_at), c.id", "-changed": "COALESCE(d.created_at, v.published_at) DESC, c.id DESC",
}

// List lists courses, and how many there are in all.
func (s *Store) List(ctx context.Context, q ListQuery) ([]Row, int, error) {
	where, args := q.where()
	var total int
	if err := s.idb.QueryRowContext(ctx, "SELECT COUNT(*)"+listFrom+where, args...).Scan(&total); err != nil {
		return nil, 0, db.Fault(err)
	}
	order, ok := listOrders[q.Sort]
	if !ok {
		order = listOrders["title"]
	}
	const columns = `SELECT c.id, c.slug, c.unit_id, COALESCE(c.current_version_id, ''), c.withdrawn_at, c.created_at, COALESCE(v.title, d.title, ''),
		COALESCE(v.category, d.category, ''), COALESCE(v.hours, d.hours, 0), COALESCE(v.number, 0), COALESCE(d.id, ''), COALESCE(d.review, ''), d.created_at, v.published_at`
	query := columns + listFrom + where + " ORDER BY " + order
	if q.Limit > 0 {
		query += " LIMIT ? OFFSET ?"
		args = append(args, q.Limit, q.Offset)
	}
	rows, err := s.idb.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, 0, db.Fault(err)
	}
	defer rows.Close()
	var list []Row
	for rows.Next() {
		var r Row
		var withdrawn, drafted, published bun.NullTime
		var created bun.NullTime
		if err := rows.Scan(&r.ID, &r.Slug, &r.UnitID, &r.CurrentVersionID, &withdrawn, &created, &r.Title, &r.Category, &r.Hours, &r.Number,
			&r.DraftID, (*string)(&r.Review), &drafted, &published); err != nil {
			return nil, 0, db.Fault(err)
		}
		if !withdrawn.IsZero() {
			r.WithdrawnAt = &withdrawn.Time
		}
		r.CreatedAt, r.ChangedAt = created.Time, published.Time
		if !drafted.IsZero() {
			r.ChangedAt = drafted.Time
		}
		list = append(list, r)
	}
	return list, total, db.Fault(rows.Err())
}

func (q *ListQuery) where() (string, []any) {
	var b strings.Builder
	var args []any
	if q.OnlyPublished {
		b.WriteString(" AND c.current_version_id IS NOT NULL AND c.withdrawn_at IS NULL")
	} else if !q.Scope.All {
		b.WriteString(" AND c.unit_id IN (?)")
		args = append(args, bun.List(append([]string{""}, q.Scope.UnitIDs...)))
	}
	if q.Category != "" {
		b.WriteString(" AND COALESCE(v.category, d.category) = ?")
		args = append(args, q.Category)
	}
	b.WriteString(standingConditions[q.Standing])
	for _, w := range strings.Fields(text.Fold(q.Search)) {
		b.WriteString(` AND COALESCE(v.search_text, d.search_text) LIKE ? ESCAPE '\'`)
		args = append(args, "%"+people.LikeEscape(w)+"%")
	}
	return b.String(), args
}
