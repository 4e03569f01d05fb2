package working

import (
	"context"
	"strconv"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
	"liem/people"
)

type store struct{ idb bun.IDB }

func newStore(idb bun.IDB) *store { return &store{idb} }

func itoa(n int) string { return strconv.Itoa(n) }

type workRow struct {
	bun.BaseModel `bun:"table:course_works,alias:w"`

	CourseID      string    `bun:"course_id,pk"`
	UnitID        string    `bun:"unit_id"`
	Slug          string    `bun:"slug"`
	BaseVersionID string    `bun:"base_version_id"`
	CreatedAt     time.Time `bun:"created_at"`
	CreatedBy     string    `bun:"created_by"`
	TouchedAt     time.Time `bun:"touched_at"`
}

func (r workRow) work() Work {
	return Work{CourseID: r.CourseID, UnitID: r.UnitID, Slug: r.Slug, BaseVersionID: r.BaseVersionID, CreatedAt: r.CreatedAt, CreatedBy: r.CreatedBy,
		TouchedAt: r.TouchedAt}
}

type fileRow struct {
	bun.BaseModel `bun:"table:course_work_files,alias:f"`

	CourseID  string    `bun:"course_id,pk"`
	Path      string    `bun:"path,pk"`
	Revision  int64     `bun:"revision"`
	Body      string    `bun:"body"`
	Digest    string    `bun:"digest"`
	Size      int64     `bun:"size"`
	MediaType string    `bun:"media_type"`
	SavedAt   time.Time `bun:"saved_at"`
	SavedBy   string    `bun:"saved_by"`
}

func (r fileRow) file() File {
	return File{Path: r.Path, Revision: r.Revision, Body: r.Body, Digest: r.Digest, Size: r.Size, MediaType: r.MediaType, SavedAt: r.SavedAt, SavedBy: r.SavedBy}
}

func rowOf(courseID string, f File) fileRow {
	return fileRow{CourseID: courseID, Path: f.Path, Revision: f.Revision, Body: f.Body, Digest: f.Digest, Size: f.Size, MediaType: f.MediaType,
		SavedAt: f.SavedAt, SavedBy: f.SavedBy}
}

func (s *store) work(ctx context.Context, courseID string) (Work, error) {
	var r workRow
	err := s.idb.NewSelect().Model(&r).Where("w.course_id = ?", courseID).Scan(ctx)
	return r.work(), db.Fault(err)
}

// take locks a working copy for the rest of the transaction: who changes files of it follow each other.
func (s *store) take(ctx context.Context, courseID string, now time.Time) (Work, error) {
	var r workRow
	err := s.idb.NewUpdate().Model(&r).Set("touched_at = ?", now).Where("w.course_id = ?", courseID).Returning("*").Scan(ctx)
	return r.work(), db.Fault(err)
}

func (s *store) insertWork(ctx context.Context, w Work) error {
	r := workRow{CourseID: w.CourseID, UnitID: w.UnitID, Slug: w.Slug, BaseVersionID: w.BaseVersionID, CreatedAt: w.CreatedAt, CreatedBy: w.CreatedBy,
		TouchedAt: w.TouchedAt}
	_, err := s.idb.NewInsert().Model(&r).Exec(ctx)
	return db.Fault(err)
}

// works lists the working copies of units.
func (s *store) works(ctx context.Context, scope people.Scope) ([]Work, error) {
	var rows []workRow
	q := s.idb.NewSelect().Model(&rows).Order("w.touched_at DESC")
	if !scope.All {
		q = q.Where("w.unit_id IN (?)", bun.List(append([]string{""}, scope.UnitIDs...)))
	}
	err := q.Scan(ctx)
	list := make([]Work, len(rows))
	for i, r := range rows {
		list[i] = r.work()
	}
	return list, db.Fault(err)
}

func (s *store) slugTaken(ctx context.Context, slug string) (bool, error) {
	ok, err := s.idb.NewSelect().Model((*workRow)(nil)).Where("w.slug = ? AND w.base_version_id = ''", slug).Exists(ctx)
	return ok, db.Fault(err)
}

func (s *store) setBase(ctx context.Context, courseID, versionID string) error {
	_, err := s.idb.NewUpdate().Model((*workRow)(nil)).Set("base_version_id = ?", versionID).Where("course_id = ?", courseID).Exec(ctx)
	return db.Fault(err)
}

func (s *store) files(ctx context.Context, courseID string) ([]File, error) {
	var rows []fileRow
	if err := s.idb.NewSelect().Model(&rows).Where("f.course_id = ?", courseID).Order("f.path").Scan(ctx); err != nil {
		return nil, db.Fault(err)
	}
	list := make([]File, len(rows))
	for i, r := range rows {
		list[i] = r.file()
	}
	return list, nil
}

func (s *store) file(ctx context.Context, courseID, path string) (File, error) {
	var r fileRow
	err := s.idb.NewSelect().Model(&r).Where("f.course_id = ? AND f.path = ?", courseID, path).Scan(ctx)
	return r.file(), db.Fault(err)
}

func (s *store) insertFiles(ctx context.Context, courseID string, files []File) error {
	rows := make([]fileRow, len(files))
	for i, f := range files {
		rows[i] = rowOf(courseID, f)
	}
	if len(rows) == 0 {
		return nil
	}
	_, err := s.idb.NewInsert().Model(&rows).Exec(ctx)
	return db.Fault(err)
}

func (s *store) update(ctx context.Context, courseID string, f File) error {
	r := rowOf(courseID, f)
	_, err := s.idb.NewUpdate().Model(&r).WherePK().Exec(ctx)
	return db.Fault(err)
}

func (s *store) remove(ctx context.Context, courseID, path string) error {
	_, err := s.idb.NewDelete().Model((*fileRow)(nil)).Where("course_id = ? AND path = ?", courseID, path).Exec(ctx)
	return db.Fault(err)
}

// discard drops everything of a working copy.
func (s *store) discard(ctx context.Context, courseID string) error {
	for _, table := range []string{"course_work_presence", "course_work_authors", "course_work_history", "course_work_files", "course_works"} {
		if _, err := s.idb.NewDelete().Table(table).Where("course_id = ?", courseID).Exec(ctx); err != nil {
			return db.Fault(err)
		}
	}
	return nil
}

type authorRow struct {
	bun.BaseModel `bun:"table:course_work_authors,alias:a"`

	CourseID  string `bun:"course_id,pk"`
	AccountID string `bun:"account_id,pk"`
}

func (s *store) addAuthor(ctx context.Context, courseID, accountID string) error {
	_, err := s.idb.NewInsert().Model(&authorRow{CourseID: courseID, AccountID: accountID}).On("CONFLICT (course_id, account_id) DO NOTHING").Exec(ctx)
	return db.Fault(err)
}

func (s *store) authors(ctx context.Context, courseID string) (ids []string, err error) {
	err = s.idb.NewSelect().Model((*authorRow)(nil)).Column("account_id").Where("course_id = ?", courseID).Order("account_id").Scan(ctx, &ids)
	return ids, db.Fault(err)
}

type presenceRow struct {
	bun.BaseModel `bun:"table:course_work_presence,alias:p"`

	CourseID  string    `bun:"course_id,pk"`
	AccountID string    `bun:"account_id,pk"`
	Path      string    `bun:"path,pk"`
	Since     time.Time `bun:"since"`
	SeenAt    time.Time `bun:"seen_at"`
}

// touch notes that somebody has a file open; who was not heard of since before begins anew.
func (s *store) touch(ctx context.Context, courseID, path, accountID string, now, before time.Time) error {
	r := presenceRow{CourseID: courseID, AccountID: accountID, Path: path, Since: now, SeenAt: now}
	_, err := s.idb.NewInsert().Model(&r).On("CONFLICT (course_id, account_id, path) DO UPDATE").
		Set("since = CASE WHEN p.seen_at < ? THEN EXCLUDED.since ELSE p.since END", before).Set("seen_at = EXCLUDED.seen_at").Exec(ctx)
	return db.Fault(err)
}

func (s *store) present(ctx context.Context, courseID, path, but string, since time.Time) ([]Present, error) {
	var rows []presenceRow
	err := s.idb.NewSelect().Model(&rows).Where("p.course_id = ? AND p.path = ? AND p.account_id <> ? AND p.seen_at >= ?", courseID, path, but, since).
		Order("p.since").Scan(ctx)
	list := make([]Present, len(rows))
	for i, r := range rows {
		list[i] = Present{r.AccountID, r.Since}
	}
	return list, db.Fault(err)
}
