package courses

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"strings"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type passageRow struct {
	bun.BaseModel `bun:"table:search_passages,alias:sp"`

	ID          int64  `bun:"id,pk"`
	CourseID    string `bun:"course_id"`
	VersionID   string `bun:"version_id"`
	Stem        string `bun:"stem"`
	PartTitle   string `bun:"part_title"`
	Anchor      string `bun:"anchor"`
	Heading     string `bun:"heading"`
	Body        string `bun:"body"`
	FoldTitle   string `bun:"fold_title"`
	FoldHeading string `bun:"fold_heading"`
	FoldBody    string `bun:"fold_body"`
}

// passageBatch bounds one statement that inserts.
const passageBatch = 200

// index makes what is found by a course's text anew: its passages and its citations.
func (s *Store) index(ctx context.Context, courseID string) error {
	if err := s.indexPassages(ctx, courseID); err != nil {
		return err
	}
	return s.indexCitations(ctx, courseID)
}

// indexPassages makes a course's passages anew: those of the version on offer, none when there is none.
func (s *Store) indexPassages(ctx context.Context, courseID string) error {
	if _, err := s.idb.NewDelete().Model((*passageRow)(nil)).Where("course_id = ?", courseID).Exec(ctx); err != nil {
		return db.Fault(err)
	}
	c, err := s.Course(ctx, courseID)
	if err != nil || c.CurrentVersionID == "" || c.WithdrawnAt != nil {
		return err
	}
	v, err := s.Version(ctx, c.CurrentVersionID)
	if err != nil {
		return err
	}
	var parts []partRow
	err = s.idb.NewSelect().Model(&parts).Column("stem", "kind", "title", "html").Where("p.version_id = ?", v.ID).Order("p.position").Scan(ctx)
	if err != nil {
		return db.Fault(err)
	}
	return s.insertPassages(ctx, v, passagesOf(v, parts))
}

func (s *Store) insertPassages(ctx context.Context, v Version, passages []passage) error {
	rows := make([]passageRow, 0, passageBatch)
	for i, p := range passages {
		id, err := passageID()
		if err != nil {
			return err
		}
		rows = append(rows, passageRow{ID: id, CourseID: v.CourseID, VersionID: v.ID, Stem: p.Stem, PartTitle: p.PartTitle, Anchor: p.Anchor,
			Heading: p.Heading, Body: p.Body, FoldTitle: p.FoldTitle, FoldHeading: p.FoldHeading, FoldBody: p.FoldBody})
		if len(rows) < passageBatch && i < len(passages)-1 {
			continue
		}
		if _, err := s.idb.NewInsert().Model(&rows).Exec(ctx); err != nil {
			return db.Fault(err)
		}
		rows = rows[:0]
	}
	return nil
}

// passageID is a number, which SQLite's index asks for: the random half of an id.
func passageID() (int64, error) {
	raw, err := hex.DecodeString(strings.ReplaceAll(db.NewID(), "-", ""))
	if err != nil {
		return 0, err
	}
	return int64(binary.BigEndian.Uint64(raw[8:]) &^ (1 << 63)), nil // #nosec G115 -- without its highest bit
}

// unindexed lists courses on offer whose version has no passages: those of a database that is older than the index.
func (s *Store) unindexed(ctx context.Context) (ids []string, err error) {
	err = s.idb.NewRaw(`SELECT c.id FROM courses c WHERE c.current_version_id IS NOT NULL AND c.withdrawn_at IS NULL
		AND NOT EXISTS (SELECT 1 FROM search_passages sp WHERE sp.version_id = c.current_version_id) ORDER BY c.id`).Scan(ctx, &ids)
	return ids, db.Fault(err)
}
