package courses

import (
	"context"

	"github.com/uptrace/bun"

	"liem/internal/citation"
	"liem/internal/db"
)

type citationRow struct {
	bun.BaseModel `bun:"table:citations,alias:ct"`

	ID             string             `bun:"id,pk"`
	CourseID       string             `bun:"course_id"`
	VersionID      string             `bun:"version_id"`
	Position       int                `bun:"position"`
	Place          CitationPlace      `bun:"place"`
	PartID         string             `bun:"part_id"`
	Stem           string             `bun:"stem"`
	PartTitle      string             `bun:"part_title"`
	QuestionID     string             `bun:"question_id"`
	Anchor         string             `bun:"anchor"`
	Instrument     string             `bun:"instrument"`
	InstrumentName string             `bun:"instrument_name"`
	InstrumentKind citation.Kind      `bun:"instrument_kind"`
	Article        string             `bun:"article"`
	ArticleOrder   int                `bun:"article_order"`
	Clause         string             `bun:"clause"`
	Point          string             `bun:"point"`
	Certainty      citation.Certainty `bun:"certainty"`
	Before         string             `bun:"before_words"`
	Cited          string             `bun:"cited"`
	After          string             `bun:"after_words"`
}

type citationVersionRow struct {
	bun.BaseModel `bun:"table:citation_versions,alias:cv"`

	VersionID  string `bun:"version_id,pk"`
	CourseID   string `bun:"course_id"`
	Recogniser int    `bun:"recogniser"`
}

// citedVersions chooses the versions whose citations are kept: the one on offer, and a draft. Its argument is the draft's
// state that is over.
const citedVersions = `(v.id = c.current_version_id AND c.withdrawn_at IS NULL OR v.number IS NULL AND v.state <> ?)`

// indexCitations reads the versions of a course that are to be read and have not been, and forgets those that are over. A
// version's text never changes, so each is read once.
func (s *Store) indexCitations(ctx context.Context, courseID string) error {
	live, err := s.versionsWhere(ctx, "c.id = ? AND "+citedVersions, courseID, StateDiscarded)
	if err != nil {
		return err
	}
	if err := s.forgetCitations(ctx, courseID, live); err != nil {
		return err
	}
	unread, err := s.versionsWhere(ctx, "c.id = ? AND "+citedVersions+unreadVersion, courseID, StateDiscarded, recogniser)
	if err != nil {
		return err
	}
	for _, id := range unread {
		if err := s.insertCitations(ctx, courseID, id); err != nil {
			return err
		}
	}
	return nil
}

// unreadVersion asks for a version that the present recogniser has not read.
const unreadVersion = " AND NOT EXISTS (SELECT 1 FROM citation_versions cv WHERE cv.version_id = v.id AND cv.recogniser = ?)"

func (s *Store) versionsWhere(ctx context.Context, where string, args ...any) (ids []string, err error) {
	err = s.idb.NewRaw("SELECT v.id FROM courses c JOIN course_versions v ON v.course_id = c.id WHERE "+where+" ORDER BY v.id", args...).Scan(ctx, &ids)
	return ids, db.Fault(err)
}

// forgetCitations drops those of all versions but the ones that stay.
func (s *Store) forgetCitations(ctx context.Context, courseID string, stay []string) error {
	others := bun.List(append([]string{""}, stay...))
	if _, err := s.idb.NewDelete().Model((*citationRow)(nil)).Where("course_id = ? AND version_id NOT IN (?)", courseID, others).Exec(ctx); err != nil {
		return db.Fault(err)
	}
	_, err := s.idb.NewDelete().Model((*citationVersionRow)(nil)).Where("course_id = ? AND version_id NOT IN (?)", courseID, others).Exec(ctx)
	return db.Fault(err)
}

func (s *Store) insertCitations(ctx context.Context, courseID, versionID string) error {
	l, err := s.load(ctx, versionID)
	if err != nil {
		return err
	}
	if _, err := s.idb.NewDelete().Model((*citationRow)(nil)).Where("version_id = ?", versionID).Exec(ctx); err != nil {
		return db.Fault(err)
	}
	var rows []citationRow
	for _, c := range l.Citations() {
		rows = append(rows, citationRow{ID: db.NewID(), CourseID: courseID, VersionID: versionID, Position: c.Position, Place: c.Place, PartID: c.PartID,
			Stem: c.Stem, PartTitle: c.PartTitle, QuestionID: c.QuestionID, Anchor: c.Anchor, Instrument: c.Instrument, InstrumentName: c.Name,
			InstrumentKind: c.Kind, Article: c.Article, ArticleOrder: citation.Order(c.Article), Clause: c.Clause, Point: c.Point,
			Certainty: c.Certainty, Before: c.Before, Cited: c.Cited, After: c.After})
	}
	if err := insertRows(ctx, s.idb, rows); err != nil {
		return err
	}
	read := citationVersionRow{VersionID: versionID, CourseID: courseID, Recogniser: recogniser}
	_, err = s.idb.NewInsert().Model(&read).On("CONFLICT (version_id) DO UPDATE").Set("recogniser = EXCLUDED.recogniser").Exec(ctx)
	return db.Fault(err)
}

// uncited lists courses with a version that the present recogniser has not read.
func (s *Store) uncited(ctx context.Context) (ids []string, err error) {
	err = s.idb.NewRaw("SELECT DISTINCT c.id FROM courses c JOIN course_versions v ON v.course_id = c.id WHERE "+citedVersions+unreadVersion+
		" ORDER BY c.id", StateDiscarded, recogniser).Scan(ctx, &ids)
	return ids, db.Fault(err)
}
