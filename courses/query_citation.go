package courses

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"liem/internal/citation"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
)

// CitedInstrument is a legal text with how often courses cite it.
type CitedInstrument struct {
	Key      string        `json:"instrument"` // empty for articles whose legal text is not known
	Name     string        `json:"name"`
	Kind     citation.Kind `json:"kind"`
	Articles int           `json:"articles"`
	Passages int           `json:"passages"`
	Courses  int           `json:"courses"`
}

// CitedArticle is an article of a legal text with how often courses cite it.
type CitedArticle struct {
	Article  string `json:"article"`
	Passages int    `json:"passages"`
	Courses  int    `json:"courses"`
}

// CitationQuery chooses citations.
type CitationQuery struct {
	Scope      people.Scope
	Instrument string
	Articles   []citation.Span // none = all, and where the legal text alone is named
	Limit      int             // of passages' articles; 0 = all
}

// cited scopes citations to the courses of some units.
func (q CitationQuery) where() (string, []any) {
	var b strings.Builder
	var args []any
	b.WriteString(" FROM citations ct JOIN courses c ON c.id = ct.course_id JOIN course_versions v ON v.id = ct.version_id WHERE ct.instrument = ?")
	args = append(args, q.Instrument)
	if !q.Scope.All {
		b.WriteString(" AND c.unit_id IN (?)")
		args = append(args, bun.List(append([]string{""}, q.Scope.UnitIDs...)))
	}
	for i, s := range q.Articles {
		b.WriteString([]string{" OR", " AND ("}[btoi(i == 0)] + " ct.article_order BETWEEN ? AND ?")
		args = append(args, citation.Order(s.From), citation.Order(s.To))
	}
	if len(q.Articles) > 0 {
		b.WriteString(")")
	}
	return b.String(), args
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

const (
	countPassages = "COUNT(DISTINCT ct.version_id || ' ' || CAST(ct.position AS TEXT))"
	countCourses  = "COUNT(DISTINCT ct.course_id)"
)

// CitedInstruments lists the legal texts that courses of some units cite, the most cited first.
func (s *Store) CitedInstruments(ctx context.Context, scope people.Scope) (list []CitedInstrument, err error) {
	where, args := "", []any{}
	if !scope.All {
		where, args = " WHERE c.unit_id IN (?)", []any{bun.List(append([]string{""}, scope.UnitIDs...))}
	}
	rows, err := s.idb.QueryContext(ctx, `SELECT ct.instrument, MAX(ct.instrument_name), MAX(ct.instrument_kind),
		COUNT(DISTINCT CASE WHEN ct.article <> '' THEN ct.article END), `+countPassages+` AS passages, `+countCourses+`
		FROM citations ct JOIN courses c ON c.id = ct.course_id`+where+` GROUP BY ct.instrument ORDER BY passages DESC, ct.instrument`, args...)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var in CitedInstrument
		if err := rows.Scan(&in.Key, &in.Name, &in.Kind, &in.Articles, &in.Passages, &in.Courses); err != nil {
			return nil, db.Fault(err)
		}
		if in.Key == "" { // several that are not known have no name in common
			in.Name, in.Kind = "", ""
		}
		list = append(list, in)
	}
	return list, db.Fault(rows.Err())
}

// CitedArticles lists the articles of a legal text that courses cite, in their order.
func (s *Store) CitedArticles(ctx context.Context, q CitationQuery) (list []CitedArticle, err error) {
	where, args := q.where()
	rows, err := s.idb.QueryContext(ctx, `SELECT ct.article, `+countPassages+`, `+countCourses+where+
		` AND ct.article <> '' GROUP BY ct.article, ct.article_order ORDER BY ct.article_order, ct.article`, args...)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var a CitedArticle
		if err := rows.Scan(&a.Article, &a.Passages, &a.Courses); err != nil {
			return nil, db.Fault(err)
		}
		list = append(list, a)
	}
	return list, db.Fault(rows.Err())
}

// CitedPassage is a stretch of a version's text that cites articles of one legal text.
type CitedPassage struct {
	CourseID   string        `json:"course_id"`
	Course     string        `json:"course"` // title
	Slug       string        `json:"slug"`
	UnitID     string        `json:"unit_id"`
	VersionID  string        `json:"version_id"`
	Number     int           `json:"version"` // 0 of a draft
	ValidAsOf  clock.Date    `json:"valid_as_of"`
	Position   int           `json:"-"`
	Place      CitationPlace `json:"place"`
	Stem       string        `json:"part,omitempty"`
	PartTitle  string        `json:"part_title,omitempty"`
	QuestionID string        `json:"question,omitempty"`
	Anchor     string        `json:"anchor,omitempty"`

	Articles  []CitedPlace       `json:"articles"`
	Certainty citation.Certainty `json:"certainty"`
	Before    string             `json:"before"`
	Cited     string             `json:"cited"`
	After     string             `json:"after"`
}

// CitedPlace is an article with a clause and a point, where they are named.
type CitedPlace struct {
	Article string `json:"article,omitempty"`
	Clause  string `json:"clause,omitempty"`
	Point   string `json:"point,omitempty"`
}

// EachCitation hands over the passages that cite what is asked for, by course, version and place. It reads as it goes.
func (s *Store) EachCitation(ctx context.Context, q CitationQuery, each func(CitedPassage) error) error {
	where, args := q.where()
	query := `SELECT ct.course_id, v.title, v.slug, c.unit_id, ct.version_id, COALESCE(v.number, 0), v.valid_as_of, ct.position, ct.place, ct.stem,
		ct.part_title, ct.question_id, ct.anchor, ct.certainty, ct.before_words, ct.cited, ct.after_words, ct.article, ct.clause, ct.point` + where +
		` ORDER BY v.sort_key, ct.course_id, COALESCE(v.number, 0) DESC, ct.version_id, ct.position, ct.article_order, ct.id`
	if q.Limit > 0 {
		query, args = query+" LIMIT ?", append(args, q.Limit)
	}
	rows, err := s.idb.QueryContext(ctx, query, args...)
	if err != nil {
		return db.Fault(err)
	}
	defer rows.Close()
	var now CitedPassage
	for rows.Next() {
		var p CitedPassage
		var at CitedPlace
		if err := rows.Scan(&p.CourseID, &p.Course, &p.Slug, &p.UnitID, &p.VersionID, &p.Number, &p.ValidAsOf, &p.Position, &p.Place, &p.Stem,
			&p.PartTitle, &p.QuestionID, &p.Anchor, &p.Certainty, &p.Before, &p.Cited, &p.After, &at.Article, &at.Clause, &at.Point); err != nil {
			return db.Fault(err)
		}
		if now.VersionID == p.VersionID && now.Position == p.Position {
			now.Articles = append(now.Articles, at)
			continue
		}
		if now.VersionID != "" {
			if err := each(now); err != nil {
				return err
			}
		}
		p.Articles = []CitedPlace{at}
		now = p
	}
	if err := rows.Err(); err != nil || now.VersionID == "" {
		return db.Fault(err)
	}
	return each(now)
}
