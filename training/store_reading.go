package training

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/text"
	"liem/people"
)

type readingPlaceRow struct {
	bun.BaseModel `bun:"table:reading_places,alias:r"`

	OfficerID string    `bun:"officer_id,pk"`
	VersionID string    `bun:"version_id,pk"`
	PartID    string    `bun:"part_id,pk"`
	Anchor    string    `bun:"anchor"`
	Fraction  int       `bun:"fraction"`
	At        time.Time `bun:"at"`
}

// readTo stores how far officers have read; of two writers the later place stands.
func (s *Store) readTo(ctx context.Context, list []ReadingPlace) error {
	rows := make([]readingPlaceRow, len(list))
	for i, p := range list {
		rows[i] = readingPlaceRow{OfficerID: p.OfficerID, VersionID: p.VersionID, PartID: p.PartID, Anchor: p.Anchor, Fraction: p.Fraction, At: p.At}
	}
	for batch := range slices.Chunk(rows, insertBatch) {
		_, err := s.idb.NewInsert().Model(&batch).On("CONFLICT (officer_id, version_id, part_id) DO UPDATE").
			Set("anchor = EXCLUDED.anchor").Set("fraction = EXCLUDED.fraction").Set("at = EXCLUDED.at").Where("r.at <= EXCLUDED.at").Exec(ctx)
		if err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

// placeOf is where an officer left a lesson, or nil.
func (s *Store) placeOf(ctx context.Context, officerID, versionID, partID string) (*ReadingPlace, error) {
	var rows []readingPlaceRow
	err := s.idb.NewSelect().Model(&rows).Where("officer_id = ? AND version_id = ? AND part_id = ?", officerID, versionID, partID).Scan(ctx)
	if err != nil || len(rows) == 0 {
		return nil, db.Fault(err)
	}
	r := rows[0]
	return &ReadingPlace{r.OfficerID, r.VersionID, r.PartID, r.Anchor, r.Fraction, r.At}, nil
}

type noteRow struct {
	bun.BaseModel `bun:"table:reading_notes,alias:n"`

	ID         string    `bun:"id,pk"`
	OfficerID  string    `bun:"officer_id"`
	CourseID   string    `bun:"course_id"`
	PartID     string    `bun:"part_id"`
	PartTitle  string    `bun:"part_title"`
	Anchor     string    `bun:"anchor"`
	Heading    string    `bun:"heading"`
	Body       string    `bun:"body"`
	SearchText string    `bun:"search_text"`
	CreatedAt  time.Time `bun:"created_at"`
	UpdatedAt  time.Time `bun:"updated_at"`
}

func (s *Store) addNote(ctx context.Context, n Note) error {
	row := noteRow{ID: n.ID, OfficerID: n.OfficerID, CourseID: n.CourseID, PartID: n.PartID, PartTitle: n.PartTitle, Anchor: n.Anchor,
		Heading: n.Heading, Body: n.Body, SearchText: n.searchText(), CreatedAt: n.CreatedAt, UpdatedAt: n.UpdatedAt}
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

// changeNote replaces the words of an officer's own note; another's does not exist.
func (s *Store) changeNote(ctx context.Context, officerID, id, body string, at time.Time) error {
	var row noteRow
	err := s.idb.NewUpdate().Model(&row).Set("body = ?", body).Set("updated_at = ?", at).
		Where("id = ? AND officer_id = ?", id, officerID).Returning("*").Scan(ctx)
	if err != nil {
		return db.Fault(err)
	}
	n := row.note()
	_, err = s.idb.NewUpdate().Model(&row).Set("search_text = ?", n.searchText()).Where("id = ?", id).Exec(ctx)
	return db.Fault(err)
}

func (s *Store) removeNote(ctx context.Context, officerID, id string) error {
	var row noteRow
	return db.Fault(s.idb.NewDelete().Model(&row).Where("id = ? AND officer_id = ?", id, officerID).Returning("*").Scan(ctx))
}

func (s *Store) countNotes(ctx context.Context, officerID string) (int, error) {
	n, err := s.idb.NewSelect().Model((*noteRow)(nil)).Where("officer_id = ?", officerID).Count(ctx)
	return int(n), db.Fault(err)
}

func (s *Store) bookmarked(ctx context.Context, n Note) (bool, error) {
	ok, err := s.idb.NewSelect().Model((*noteRow)(nil)).Where("officer_id = ? AND course_id = ? AND part_id = ? AND anchor = ? AND body = ''",
		n.OfficerID, n.CourseID, n.PartID, n.Anchor).Exists(ctx)
	return ok, db.Fault(err)
}

// notesOn are an officer's notes on one lesson.
func (s *Store) notesOn(ctx context.Context, officerID, courseID, partID string) ([]Note, error) {
	var rows []noteRow
	err := s.idb.NewSelect().Model(&rows).Where("officer_id = ? AND course_id = ? AND part_id = ?", officerID, courseID, partID).Order("id").Scan(ctx)
	return notesOf(rows), db.Fault(err)
}

// notes are an officer's notes that hold all words of a search, those on the lesson written of last first.
func (s *Store) notes(ctx context.Context, officerID, search string) ([]Note, error) {
	var rows []noteRow
	q := s.idb.NewSelect().Model(&rows).Where("officer_id = ?", officerID)
	for _, w := range strings.Fields(text.Fold(search)) {
		q = q.Where(`search_text LIKE ? ESCAPE '\'`, "%"+people.LikeEscape(w)+"%")
	}
	err := q.Order("id DESC").Scan(ctx)
	return notesOf(rows), db.Fault(err)
}

func notesOf(rows []noteRow) []Note {
	list := make([]Note, len(rows))
	for i, r := range rows {
		list[i] = r.note()
	}
	return list
}

func (r *noteRow) note() Note {
	return Note{r.ID, r.OfficerID, r.CourseID, r.PartID, r.PartTitle, r.Anchor, r.Heading, r.Body, r.CreatedAt, r.UpdatedAt}
}

// eraseReading removes what an officer read and wrote; n is how many notes and bookmarks there were.
func (s *Store) eraseReading(ctx context.Context, officerID string) (n int, err error) {
	if n, err = s.countNotes(ctx, officerID); err != nil {
		return 0, err
	}
	if _, err = s.idb.NewDelete().Model((*noteRow)(nil)).Where("officer_id = ?", officerID).Exec(ctx); err != nil {
		return n, db.Fault(err)
	}
	_, err = s.idb.NewDelete().Model((*readingPlaceRow)(nil)).Where("officer_id = ?", officerID).Exec(ctx)
	return n, db.Fault(err)
}

// oldReading is what a retention removes: places left before a moment, and the notes of officers who left before a day.
const (
	oldPlaces = "at < ?"
	oldNotes  = "officer_id IN (SELECT o.id FROM officers AS o WHERE o.left_on <> '' AND o.left_on < ?)"
)

func (s *Store) countReading(ctx context.Context, before time.Time) (places, notes int, err error) {
	p, err := s.idb.NewSelect().Model((*readingPlaceRow)(nil)).Where(oldPlaces, before).Count(ctx)
	if err != nil {
		return 0, 0, db.Fault(err)
	}
	n, err := s.idb.NewSelect().Model((*noteRow)(nil)).Where(oldNotes, clock.DateOf(before, clock.Hanoi)).Count(ctx)
	return int(p), int(n), db.Fault(err)
}

// removeReading removes at most limit of each.
func (s *Store) removeReading(ctx context.Context, before time.Time, limit int64) (places, notes int, err error) {
	old := s.idb.NewSelect().Model((*readingPlaceRow)(nil)).Column("officer_id", "version_id", "part_id").Where(oldPlaces, before).Limit(limit)
	res, err := s.idb.NewDelete().Model((*readingPlaceRow)(nil)).Where("(officer_id, version_id, part_id) IN (?)", old).Exec(ctx)
	if err != nil {
		return 0, 0, db.Fault(err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return 0, 0, db.Fault(err)
	}
	gone := s.idb.NewSelect().Model((*noteRow)(nil)).Column("id").Where(oldNotes, clock.DateOf(before, clock.Hanoi)).Limit(limit)
	res, err = s.idb.NewDelete().Model((*noteRow)(nil)).Where("id IN (?)", gone).Exec(ctx)
	if err != nil {
		return int(n), 0, db.Fault(err)
	}
	m, err := res.RowsAffected()
	return int(n), int(m), db.Fault(err)
}
