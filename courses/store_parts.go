package courses

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/quiz"
)

type partRow struct {
	bun.BaseModel `bun:"table:course_parts,alias:p"`

	VersionID string   `bun:"version_id,pk"`
	Position  int      `bun:"position"`
	PartID    string   `bun:"part_id,pk"`
	Stem      string   `bun:"stem"`
	Kind      PartKind `bun:"kind"`
	Title     string   `bun:"title"`
	Minutes   int      `bun:"minutes"`
	HTML      string   `bun:"html"`
	Outline   string   `bun:"outline"`
	Settings  string   `bun:"settings"`
}

type fileRow struct {
	bun.BaseModel `bun:"table:course_files,alias:f"`

	VersionID string `bun:"version_id,pk"`
	Path      string `bun:"path,pk"`
	Digest    string `bun:"digest"`
	Size      int64  `bun:"size"`
	MediaType string `bun:"media_type"`
}

type questionRow struct {
	bun.BaseModel `bun:"table:course_questions,alias:q"`

	VersionID string `bun:"version_id,pk"`
	PartID    string `bun:"part_id,pk"`
	Position  int    `bun:"position,pk"`
	Digest    string `bun:"question_digest"`
}

// one turns an update that met no row into a conflict: somebody was there before.
func one(res sql.Result, err error) error {
	if err != nil {
		return db.Fault(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return errChanged
}

// insertVersion adds a draft with its parts, files and questions.
func (s *Store) insertVersion(ctx context.Context, v Version, c *Compiled) error {
	row, err := rowOf(v)
	if err != nil {
		return err
	}
	if _, err := s.idb.NewInsert().Model(&row).Exec(ctx); err != nil {
		return db.Fault(err)
	}
	parts, used, err := partRows(v, c)
	if err != nil {
		return err
	}
	if _, err := s.idb.NewInsert().Model(&parts).Exec(ctx); err != nil {
		return db.Fault(err)
	}
	for _, p := range c.parts {
		if err := quiz.NewStore(s.idb).InsertQuestions(ctx, v.CourseID, p.Questions, v.CreatedAt); err != nil {
			return err
		}
	}
	if err := insertRows(ctx, s.idb, used); err != nil {
		return err
	}
	files := make([]fileRow, len(c.files))
	for i, f := range c.files {
		files[i] = fileRow{VersionID: v.ID, Path: f.path, Digest: f.digest, Size: f.size, MediaType: f.mediaType}
	}
	return insertRows(ctx, s.idb, files)
}

func partRows(v Version, c *Compiled) (parts []partRow, used []questionRow, err error) {
	for _, p := range c.parts {
		outline, err := json.Marshal(p.Outline)
		if err != nil {
			return nil, nil, err
		}
		settings, err := json.Marshal(p.Settings)
		if err != nil {
			return nil, nil, err
		}
		parts = append(parts, partRow{VersionID: v.ID, Position: p.Position, PartID: p.ID, Stem: p.Stem, Kind: p.Kind, Title: p.Title,
			Minutes: p.Minutes, HTML: string(p.HTML), Outline: string(outline), Settings: string(settings)})
		for i, q := range p.Questions {
			used = append(used, questionRow{VersionID: v.ID, PartID: p.ID, Position: i + 1, Digest: q.Digest()})
		}
	}
	return parts, used, nil
}

func insertRows[T any](ctx context.Context, idb bun.IDB, rows []T) error {
	const atOnce = 500
	for len(rows) > 0 {
		n := min(len(rows), atOnce)
		batch := rows[:n]
		if _, err := idb.NewInsert().Model(&batch).Exec(ctx); err != nil {
			return db.Fault(err)
		}
		rows = rows[n:]
	}
	return nil
}

// publishedKinds are the questions that the course's published versions ever asked, as their ids and kinds alone.
func (s *Store) publishedKinds(ctx context.Context, courseID string) ([]quiz.Question, error) {
	const query = `SELECT DISTINCT q.question_id, q.kind FROM course_versions v JOIN course_questions u ON u.version_id = v.id
		JOIN questions q ON q.digest = u.question_digest WHERE v.course_id = ? AND v.state = ?`
	rows, err := s.idb.QueryContext(ctx, query, courseID, StatePublished)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []quiz.Question
	for rows.Next() {
		var q quiz.Question
		if err := rows.Scan(&q.ID, &q.Kind); err != nil {
			return nil, db.Fault(err)
		}
		list = append(list, q)
	}
	return list, db.Fault(rows.Err())
}

// StoredFile is a file of a version.
type StoredFile struct {
	Path, Digest, MediaType string
	Size                    int64
}

// Files lists a version's files by path.
func (s *Store) Files(ctx context.Context, versionID string) ([]StoredFile, error) {
	var rows []fileRow
	err := s.idb.NewSelect().Model(&rows).Where("f.version_id = ?", versionID).Order("f.path").Scan(ctx)
	list := make([]StoredFile, len(rows))
	for i, r := range rows {
		list[i] = StoredFile{Path: r.Path, Digest: r.Digest, MediaType: r.MediaType, Size: r.Size}
	}
	return list, db.Fault(err)
}

// MediaType is the type under which some version, or some working copy, keeps a blob; not found when none does.
func (s *Store) MediaType(ctx context.Context, digest string) (string, error) {
	var found string
	err := s.idb.QueryRowContext(ctx, `SELECT media_type FROM course_files WHERE digest = ? AND path LIKE 'media/%'
		UNION ALL SELECT media_type FROM course_work_files WHERE digest = ? LIMIT 1`, digest, digest).Scan(&found)
	return found, db.Fault(err)
}
