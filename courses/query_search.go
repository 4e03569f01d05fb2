package courses

import (
	"context"
	"strings"

	"liem/internal/db"
)

// The best passages, by each engine's full-text index. The id makes an order among equals.
const (
	passageColumns = `CAST(sp.id AS TEXT), c.slug, v.title AS course, sp.stem, sp.part_title, sp.anchor, sp.heading, sp.body, sp.fold_title, sp.fold_heading, sp.fold_body`
	passageTables  = ` JOIN search_passages sp ON sp.id = best.id JOIN courses c ON c.id = sp.course_id JOIN course_versions v ON v.id = sp.version_id
		WHERE c.withdrawn_at IS NULL AND c.current_version_id = sp.version_id ORDER BY best.fit, best.id`
	sqliteSearch = `SELECT ` + passageColumns + ` FROM (SELECT rowid AS id, bm25(search_index, 8.0, 4.0, 1.0) AS fit FROM search_index
		WHERE search_index MATCH ? ORDER BY fit, rowid LIMIT ?) best` + passageTables
	postgresSearch = `SELECT ` + passageColumns + ` FROM (SELECT id, -ts_rank_cd('{0.1, 0.1, 0.5, 1.0}', words, q) AS fit
		FROM search_passages, to_tsquery('simple', ?) q WHERE words @@ q ORDER BY fit, id LIMIT ?) best` + passageTables
)

// search finds at most so many passages that hold all of the query's words, the best first. Those that hold them one after
// the other are asked for alone to begin with: they are what most people mean, and found much sooner than all that hold
// words as common as syllables are.
func (s *Store) search(ctx context.Context, engine db.Engine, q query, limit int) ([]passage, error) {
	out, err := s.offers(ctx, engine, q.joined(), limit)
	if err != nil || len(out) >= enoughOffers || len(q.terms) == 1 {
		return out, err
	}
	seen := map[string]bool{}
	for _, p := range out {
		seen[p.id] = true
	}
	more, err := s.offers(ctx, engine, q, limit-len(out))
	for _, p := range more {
		if !seen[p.id] {
			out = append(out, p)
		}
	}
	return out, err
}

func (s *Store) offers(ctx context.Context, engine db.Engine, q query, limit int) ([]passage, error) {
	statement, words := sqliteSearch, q.forSQLite()
	if engine == db.Postgres {
		statement, words = postgresSearch, q.forPostgres()
	}
	rows, err := s.idb.QueryContext(ctx, statement, words, limit)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var out []passage
	for rows.Next() {
		var p passage
		if err := rows.Scan(&p.id, &p.Slug, &p.Course, &p.Stem, &p.PartTitle, &p.Anchor, &p.Heading, &p.Body, &p.FoldTitle, &p.FoldHeading, &p.FoldBody); err != nil {
			return nil, db.Fault(err)
		}
		out = append(out, p)
	}
	return out, db.Fault(rows.Err())
}

// forSQLite is the query in FTS5's words.
func (q *query) forSQLite() string {
	all := make([]string, len(q.terms))
	for i, t := range q.terms {
		all[i] = `"` + strings.Join(t.fold, " ") + `"`
		if t.prefix {
			all[i] += "*"
		}
	}
	return strings.Join(all, " AND ")
}

// forPostgres is the query in the words of to_tsquery.
func (q *query) forPostgres() string {
	all := make([]string, len(q.terms))
	for i, t := range q.terms {
		all[i] = "'" + strings.Join(t.fold, "' <-> '") + "'"
		if t.prefix {
			all[i] += ":*"
		}
		all[i] = "(" + all[i] + ")"
	}
	return strings.Join(all, " & ")
}
