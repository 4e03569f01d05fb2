package adapt

import (
	"context"
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/internal/fault"
)

// Record is a folder that was adapted, or waits to be.
type Record struct {
	ID        string
	Name      string
	CourseID  string // empty while it waits
	ZipDigest string
	Report    Report
	CreatedAt time.Time
	CreatedBy string // an account
}

type recordRow struct {
	bun.BaseModel `bun:"table:course_adaptations,alias:ca"`

	ID        string    `bun:"id,pk"`
	Name      string    `bun:"name"`
	ZipDigest string    `bun:"zip_digest"`
	CourseID  *string   `bun:"course_id"`
	Report    string    `bun:"report"`
	CreatedAt time.Time `bun:"created_at"`
	CreatedBy string    `bun:"created_by"`
}

// Store keeps what was adapted.
type Store struct{ idb bun.IDB }

// NewStore works in a pool or inside a transaction.
func NewStore(idb bun.IDB) *Store { return &Store{idb} }

func (r *recordRow) record() (Record, error) {
	out := Record{ID: r.ID, Name: r.Name, ZipDigest: r.ZipDigest, CreatedAt: r.CreatedAt, CreatedBy: r.CreatedBy}
	if r.CourseID != nil {
		out.CourseID = *r.CourseID
	}
	if r.Report == "" {
		return out, nil
	}
	return out, json.Unmarshal([]byte(r.Report), &out.Report)
}

// insert adds a record.
func (s *Store) insert(ctx context.Context, r Record) error {
	row := recordRow{ID: r.ID, Name: r.Name, ZipDigest: r.ZipDigest, CreatedAt: r.CreatedAt, CreatedBy: r.CreatedBy}
	if r.CourseID != "" {
		report, err := json.Marshal(r.Report)
		if err != nil {
			return err
		}
		row.CourseID, row.Report = &r.CourseID, string(report)
	}
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

// dropWaiting forgets what has waited since before a time.
func (s *Store) dropWaiting(ctx context.Context, before time.Time) error {
	_, err := s.idb.NewDelete().Model((*recordRow)(nil)).Where("course_id IS NULL AND created_at < ?", before).Exec(ctx)
	return db.Fault(err)
}

// dropOne forgets one that waits; whoever comes second finds none.
func (s *Store) dropOne(ctx context.Context, id string) error {
	_, err := s.idb.NewDelete().Model((*recordRow)(nil)).Where("id = ? AND course_id IS NULL", id).Exec(ctx)
	return db.Fault(err)
}

// waiting finds what an account has uploaded and not answered yet.
func (s *Store) waiting(ctx context.Context, id, account string) (Record, error) {
	var row recordRow
	err := s.idb.NewSelect().Model(&row).Where("id = ? AND created_by = ? AND course_id IS NULL", id, account).Scan(ctx)
	if err != nil {
		return Record{}, db.Fault(err)
	}
	return row.record()
}

// Latest is the newest report of a course; none when the course was not adapted.
func (s *Store) Latest(ctx context.Context, courseID string) (Record, bool, error) {
	var row recordRow
	err := s.idb.NewSelect().Model(&row).Where("course_id = ?", courseID).OrderBy("created_at", bun.OrderDesc).OrderBy("id", bun.OrderDesc).Limit(1).Scan(ctx)
	if err = db.Fault(err); fault.Is(err, fault.NotFound) {
		return Record{}, false, nil
	}
	if err != nil {
		return Record{}, false, err
	}
	r, err := row.record()
	return r, err == nil, err
}
