package working

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type stepRow struct {
	bun.BaseModel `bun:"table:course_work_history,alias:h"`

	ID        string    `bun:"id,pk"`
	CourseID  string    `bun:"course_id"`
	Path      string    `bun:"path"`
	Body      string    `bun:"body"`
	Digest    string    `bun:"digest"`
	Size      int64     `bun:"size"`
	MediaType string    `bun:"media_type"`
	SavedAt   time.Time `bun:"saved_at"`
	SavedBy   string    `bun:"saved_by"`
	KeptAt    time.Time `bun:"kept_at"`
}

func (r stepRow) step() Step {
	return Step{ID: r.ID, KeptAt: r.KeptAt, File: File{Path: r.Path, Body: r.Body, Digest: r.Digest, Size: r.Size, MediaType: r.MediaType, SavedAt: r.SavedAt, SavedBy: r.SavedBy}}
}

func steps(rows []stepRow) []Step {
	list := make([]Step, len(rows))
	for i, r := range rows {
		list[i] = r.step()
	}
	return list
}

func (s *store) insertStep(ctx context.Context, courseID string, f File, now time.Time) error {
	r := stepRow{ID: db.NewID(), CourseID: courseID, Path: f.Path, Body: f.Body, Digest: f.Digest, Size: f.Size, MediaType: f.MediaType, SavedAt: f.SavedAt,
		SavedBy: f.SavedBy, KeptAt: now}
	_, err := s.idb.NewInsert().Model(&r).Exec(ctx)
	return db.Fault(err)
}

func (s *store) lastStep(ctx context.Context, courseID, path string) (Step, error) {
	var r stepRow
	err := s.idb.NewSelect().Model(&r).Where("h.course_id = ? AND h.path = ?", courseID, path).Order("h.id DESC").Limit(1).Scan(ctx)
	return r.step(), db.Fault(err)
}

func (s *store) step(ctx context.Context, courseID, id string) (Step, error) {
	var r stepRow
	err := s.idb.NewSelect().Model(&r).Where("h.course_id = ? AND h.id = ?", courseID, id).Scan(ctx)
	return r.step(), db.Fault(err)
}

// steps lists what a file was, without the texts, the newest first.
func (s *store) steps(ctx context.Context, courseID, path string) ([]Step, error) {
	var rows []stepRow
	err := s.idb.NewSelect().Model(&rows).ExcludeColumn("body").Where("h.course_id = ? AND h.path = ?", courseID, path).Order("h.id DESC").Scan(ctx)
	return steps(rows), db.Fault(err)
}

// removed lists the newest step of each file that is there no more.
func (s *store) removed(ctx context.Context, courseID string) ([]Step, error) {
	var rows []stepRow
	err := s.idb.NewSelect().Model(&rows).ExcludeColumn("body").Where("h.course_id = ?", courseID).
		Where("NOT EXISTS (SELECT 1 FROM course_work_files f WHERE f.course_id = h.course_id AND f.path = h.path)").
		Where("NOT EXISTS (SELECT 1 FROM course_work_history later WHERE later.course_id = h.course_id AND later.path = h.path AND later.id > h.id)").
		Order("h.path").Scan(ctx)
	return steps(rows), db.Fault(err)
}

// thin keeps the newest steps of a file.
func (s *store) thin(ctx context.Context, courseID, path string, keep int) error {
	_, err := s.idb.ExecContext(ctx, `DELETE FROM course_work_history WHERE course_id = ? AND path = ? AND id NOT IN (SELECT id FROM course_work_history
		WHERE course_id = ? AND path = ? ORDER BY id DESC LIMIT ?)`, courseID, path, courseID, path, keep)
	return db.Fault(err)
}

// moveHistory lets the history follow a file that gets another name: for the time being one that no file can have, since two
// files may change names with each other.
func (s *store) moveHistory(ctx context.Context, courseID, from, to string) error {
	_, err := s.idb.NewUpdate().Model((*stepRow)(nil)).Set("path = ?", "/"+to).Where("course_id = ? AND path = ?", courseID, from).Exec(ctx)
	return db.Fault(err)
}

// settleHistory gives the history of renamed files their new names.
func (s *store) settleHistory(ctx context.Context, courseID string) error {
	_, err := s.idb.NewUpdate().Model((*stepRow)(nil)).Set("path = SUBSTR(path, 2)").Where("course_id = ? AND path LIKE '/%'", courseID).Exec(ctx)
	return db.Fault(err)
}
