package courses

import (
	"context"
	"encoding/json"
	"html"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/markdown"
	"liem/internal/text"
)

// Store reads and writes courses and their versions.
type Store struct{ idb bun.IDB }

// NewStore works in a pool or inside a transaction.
func NewStore(idb bun.IDB) *Store { return &Store{idb} }

type courseRow struct {
	bun.BaseModel `bun:"table:courses,alias:c"`

	ID               string     `bun:"id,pk"`
	Slug             string     `bun:"slug"`
	UnitID           string     `bun:"unit_id"`
	CurrentVersionID *string    `bun:"current_version_id"`
	WithdrawnAt      *time.Time `bun:"withdrawn_at"`
	CreatedAt        time.Time  `bun:"created_at"`
	CreatedBy        string     `bun:"created_by"`
}

type versionRow struct {
	bun.BaseModel `bun:"table:course_versions,alias:v"`

	ID           string     `bun:"id,pk"`
	CourseID     string     `bun:"course_id"`
	Number       *int       `bun:"number"`
	State        State      `bun:"state"`
	Digest       string     `bun:"digest"`
	Slug         string     `bun:"slug"`
	Title        string     `bun:"title"`
	SearchText   string     `bun:"search_text"`
	SortKey      []byte     `bun:"sort_key"`
	Summary      string     `bun:"summary"`
	Category     Category   `bun:"category"`
	Hours        int        `bun:"hours"`
	Language     string     `bun:"language"`
	ValidAsOf    clock.Date `bun:"valid_as_of"`
	Meta         string     `bun:"meta"`
	OverviewHTML string     `bun:"overview_html"`
	Note         string     `bun:"note"`
	CreatedAt    time.Time  `bun:"created_at"`
	CreatedBy    string     `bun:"created_by"`
	PublishedAt  *time.Time `bun:"published_at"`
	PublishedBy  *string    `bun:"published_by"`
	Revision     Revision   `bun:"revision"`
	AsksAgain    bool       `bun:"asks_again"`
	AgainBy      clock.Date `bun:"again_by"`
	Review       Review     `bun:"review"`
	Authors      string     `bun:"authors"`
}

func value[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (r courseRow) course() Course {
	return Course{ID: r.ID, Slug: r.Slug, UnitID: r.UnitID, CurrentVersionID: value(r.CurrentVersionID), WithdrawnAt: r.WithdrawnAt,
		CreatedAt: r.CreatedAt, CreatedBy: r.CreatedBy}
}

func (r versionRow) version() (Version, error) {
	v := Version{ID: r.ID, CourseID: r.CourseID, Number: value(r.Number), State: r.State, Digest: r.Digest, Slug: r.Slug,
		OverviewHTML: r.OverviewHTML, Note: r.Note, CreatedAt: r.CreatedAt, CreatedBy: r.CreatedBy, PublishedAt: r.PublishedAt, PublishedBy: value(r.PublishedBy),
		Revision: r.Revision, AsksAgain: r.AsksAgain, AgainBy: r.AgainBy, Review: r.Review}
	if r.Authors != "" {
		v.Authors = strings.Split(r.Authors, ",")
	}
	return v, json.Unmarshal([]byte(r.Meta), &v.Meta)
}

func rowOf(v Version) (versionRow, error) {
	meta, err := json.Marshal(v.Meta)
	r := versionRow{ID: v.ID, CourseID: v.CourseID, State: v.State, Digest: v.Digest, Slug: v.Slug, Title: v.Meta.Title,
		SearchText: text.Fold(v.Meta.Title + " " + v.Meta.Summary), SortKey: text.Key(v.Meta.Title), Summary: v.Meta.Summary, Category: v.Meta.Category,
		Hours: v.Meta.Hours, Language: v.Meta.Language, ValidAsOf: v.Meta.ValidAsOf, Meta: string(meta), OverviewHTML: v.OverviewHTML,
		Note: v.Note, CreatedAt: v.CreatedAt, CreatedBy: v.CreatedBy, PublishedAt: v.PublishedAt, PublishedBy: optional(v.PublishedBy),
		Revision: v.Revision, AsksAgain: v.AsksAgain, AgainBy: v.AgainBy, Review: v.Review, Authors: strings.Join(v.Authors, ",")}
	if v.Number > 0 {
		r.Number = &v.Number
	}
	return r, err
}

// linked puts the address of a course's parts into HTML that was rendered with partLinks. The address is escaped as an
// attribute's value.
func linked(stored HTML, prefix string) HTML {
	return markdown.Stored(strings.ReplaceAll(string(stored), `"`+partLinks, `"`+html.EscapeString(prefix)))
}

// Course finds a course.
func (s *Store) Course(ctx context.Context, id string) (Course, error) {
	return s.course(ctx, "c.id = ?", id)
}

// CourseBySlug finds a course by its address, or by one that it was published under before: versions keep theirs, and so
// do people's notes.
func (s *Store) CourseBySlug(ctx context.Context, slug string) (Course, error) {
	return s.course(ctx, "c.slug = ? OR c.id IN (SELECT course_id FROM course_versions WHERE slug = ? AND state = ?)", slug, slug, StatePublished)
}

func (s *Store) course(ctx context.Context, where string, args ...any) (Course, error) {
	var r courseRow
	err := s.idb.NewSelect().Model(&r).Where(where, args...).Scan(ctx)
	return r.course(), db.Fault(err)
}

// take locks a course for the rest of the transaction.
func (s *Store) take(ctx context.Context, id string) (Course, error) {
	var r courseRow
	err := s.idb.NewUpdate().Model(&r).Set("slug = slug").Where("c.id = ?", id).Returning("*").Scan(ctx)
	return r.course(), db.Fault(err)
}

func (s *Store) insertCourse(ctx context.Context, c Course) error {
	r := courseRow{ID: c.ID, Slug: c.Slug, UnitID: c.UnitID, CreatedAt: c.CreatedAt, CreatedBy: c.CreatedBy}
	_, err := s.idb.NewInsert().Model(&r).Exec(ctx)
	return db.Fault(err)
}

// setCurrent makes a version the current one; its slug and its owner become the course's.
func (s *Store) setCurrent(ctx context.Context, v Version, unitID string) error {
	_, err := s.idb.NewUpdate().Model((*courseRow)(nil)).Set("current_version_id = ?", v.ID).Set("slug = ?", v.Slug).
		Set("unit_id = ?", unitID).Where("id = ?", v.CourseID).Exec(ctx)
	return db.Fault(err)
}

func (s *Store) setSlug(ctx context.Context, courseID, slug string) error {
	_, err := s.idb.NewUpdate().Model((*courseRow)(nil)).Set("slug = ?", slug).Where("id = ?", courseID).Exec(ctx)
	return db.Fault(err)
}

func (s *Store) setWithdrawn(ctx context.Context, courseID string, at *time.Time) error {
	_, err := s.idb.NewUpdate().Model((*courseRow)(nil)).Set("withdrawn_at = ?", at).Where("id = ?", courseID).Exec(ctx)
	return db.Fault(err)
}

// Version finds a version.
func (s *Store) Version(ctx context.Context, id string) (Version, error) {
	var r versionRow
	if err := s.idb.NewSelect().Model(&r).Where("v.id = ?", id).Scan(ctx); err != nil {
		return Version{}, db.Fault(err)
	}
	return r.version()
}

// Versions lists a course's versions, drafts first, then the newest; discarded ones are left out.
func (s *Store) Versions(ctx context.Context, courseID string) ([]Version, error) {
	var rows []versionRow
	err := s.idb.NewSelect().Model(&rows).ExcludeColumn("overview_html").Where("v.course_id = ? AND v.state <> ?", courseID, StateDiscarded).
		OrderExpr("CASE WHEN v.number IS NULL THEN 0 ELSE 1 END, v.number DESC, v.created_at DESC").Scan(ctx)
	if err != nil {
		return nil, db.Fault(err)
	}
	list := make([]Version, len(rows))
	for i, r := range rows {
		if list[i], err = r.version(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// lastNumber is the number of the newest published version; 0 before the first.
func (s *Store) lastNumber(ctx context.Context, courseID string) (int, error) {
	var n int
	err := s.idb.QueryRowContext(ctx, "SELECT COALESCE(MAX(number), 0) FROM course_versions WHERE course_id = ?", courseID).Scan(&n)
	return n, db.Fault(err)
}

// publish freezes a draft under its number.
func (s *Store) publish(ctx context.Context, v Version) error {
	res, err := s.idb.NewUpdate().Model((*versionRow)(nil)).Set("state = ?", StatePublished).Set("number = ?", v.Number).Set("note = ?", v.Note).
		Set("published_at = ?", v.PublishedAt).Set("published_by = ?", v.PublishedBy).
		Set("revision = ?", v.Revision).Set("asks_again = ?", v.AsksAgain).Set("again_by = ?", v.AgainBy).
		Where("id = ? AND state = ?", v.ID, StateDraft).Exec(ctx)
	return one(res, err)
}

// discard drops the course's drafts, or one of them, and tells how many there were.
func (s *Store) discard(ctx context.Context, courseID, versionID string) (int64, error) {
	q := s.idb.NewUpdate().Model((*versionRow)(nil)).Set("state = ?", StateDiscarded).Where("course_id = ? AND state = ?", courseID, StateDraft)
	if versionID != "" {
		q = q.Where("id = ?", versionID)
	}
	res, err := q.Exec(ctx)
	if err != nil {
		return 0, db.Fault(err)
	}
	return res.RowsAffected()
}
