package courses

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"liem/internal/db"
)

type stepRow struct {
	bun.BaseModel `bun:"table:course_steps,alias:s"`

	ID        string    `bun:"id,pk"`
	CourseID  string    `bun:"course_id"`
	VersionID string    `bun:"version_id"`
	Digest    string    `bun:"digest"`
	Step      Act       `bun:"step"`
	Comment   string    `bun:"comment"`
	At        time.Time `bun:"at"`
	AccountID string    `bun:"account_id"`
}

type commentRow struct {
	bun.BaseModel `bun:"table:course_comments,alias:k"`

	ID          string     `bun:"id,pk"`
	CourseID    string     `bun:"course_id"`
	VersionID   string     `bun:"version_id"`
	Path        string     `bun:"path"`
	Line        int        `bun:"line"`
	Quote       string     `bun:"quote"`
	Body        string     `bun:"body"`
	CreatedAt   time.Time  `bun:"created_at"`
	CreatedBy   string     `bun:"created_by"`
	ResolvedAt  *time.Time `bun:"resolved_at"`
	ResolvedBy  string     `bun:"resolved_by"`
	PublishedID *string    `bun:"published_id"`
}

type replyRow struct {
	bun.BaseModel `bun:"table:course_replies,alias:r"`

	ID        string    `bun:"id,pk"`
	CommentID string    `bun:"comment_id"`
	Body      string    `bun:"body"`
	CreatedAt time.Time `bun:"created_at"`
	CreatedBy string    `bun:"created_by"`
}

func (r commentRow) comment() Comment {
	return Comment{ID: r.ID, CourseID: r.CourseID, VersionID: r.VersionID, Path: r.Path, Line: r.Line, Quote: r.Quote, Body: r.Body,
		CreatedAt: r.CreatedAt, CreatedBy: r.CreatedBy, ResolvedAt: r.ResolvedAt, ResolvedBy: r.ResolvedBy}
}

func (s *Store) setReview(ctx context.Context, versionID string, review Review) error {
	_, err := s.idb.NewUpdate().Model((*versionRow)(nil)).Set("review = ?", review).Where("id = ?", versionID).Exec(ctx)
	return db.Fault(err)
}

func (s *Store) insertStep(ctx context.Context, v Version, step Step) error {
	row := stepRow{ID: db.NewID(), CourseID: v.CourseID, VersionID: v.ID, Digest: v.Digest, Step: step.Act, Comment: step.Comment, At: step.At,
		AccountID: step.AccountID}
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

// steps lists a course's history, the newest first.
func (s *Store) steps(ctx context.Context, courseID string, limit int) ([]Step, error) {
	rows, err := s.idb.QueryContext(ctx, `SELECT s.version_id, s.digest, COALESCE(v.number, 0), s.step, s.comment, s.at, s.account_id FROM course_steps s
		JOIN course_versions v ON v.id = s.version_id WHERE s.course_id = ? ORDER BY s.id DESC LIMIT ?`, courseID, limit)
	if err != nil {
		return nil, db.Fault(err)
	}
	defer rows.Close()
	var list []Step
	for rows.Next() {
		var step Step
		var at bun.NullTime
		if err := rows.Scan(&step.VersionID, &step.Digest, &step.Number, (*string)(&step.Act), &step.Comment, &at, &step.AccountID); err != nil {
			return nil, db.Fault(err)
		}
		step.At = at.UTC()
		list = append(list, step)
	}
	return list, db.Fault(rows.Err())
}

func (s *Store) insertComment(ctx context.Context, c Comment) error {
	row := commentRow{ID: c.ID, CourseID: c.CourseID, VersionID: c.VersionID, Path: c.Path, Line: c.Line, Quote: c.Quote, Body: c.Body,
		CreatedAt: c.CreatedAt, CreatedBy: c.CreatedBy}
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

// comments lists the comments on a course since its last version was published, or those that a version closed, each
// with its answers, the oldest first: two queries.
func (s *Store) comments(ctx context.Context, courseID, publishedID string) ([]Comment, error) {
	var rows []commentRow
	q := s.idb.NewSelect().Model(&rows).Where("k.course_id = ?", courseID).Order("k.id")
	if publishedID == "" {
		q = q.Where("k.published_id IS NULL")
	} else {
		q = q.Where("k.published_id = ?", publishedID)
	}
	if err := q.Scan(ctx); err != nil || len(rows) == 0 {
		return nil, db.Fault(err)
	}
	list := make([]Comment, len(rows))
	ids, at := make([]string, len(rows)), make(map[string]int, len(rows))
	for i, r := range rows {
		list[i], ids[i], at[r.ID] = r.comment(), r.ID, i
	}
	var replies []replyRow
	if err := s.idb.NewSelect().Model(&replies).Where("r.comment_id IN (?)", bun.List(ids)).Order("r.id").Scan(ctx); err != nil {
		return nil, db.Fault(err)
	}
	for _, r := range replies {
		c := &list[at[r.CommentID]]
		c.Replies = append(c.Replies, Reply{r.Body, r.CreatedAt, r.CreatedBy})
	}
	return list, nil
}

// takeComment locks a comment of a course whose discussion is open.
func (s *Store) takeComment(ctx context.Context, courseID, id string) (Comment, error) {
	var r commentRow
	err := s.idb.NewUpdate().Model(&r).Set("resolved_by = resolved_by").
		Where("k.id = ? AND k.course_id = ? AND k.published_id IS NULL", id, courseID).Returning("*").Scan(ctx)
	return r.comment(), db.Fault(err)
}

func (s *Store) insertReply(ctx context.Context, commentID string, r Reply) error {
	row := replyRow{ID: db.NewID(), CommentID: commentID, Body: r.Body, CreatedAt: r.CreatedAt, CreatedBy: r.CreatedBy}
	_, err := s.idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

func (s *Store) resolve(ctx context.Context, id string, at *time.Time, by string) error {
	_, err := s.idb.NewUpdate().Model((*commentRow)(nil)).Set("resolved_at = ?", at).Set("resolved_by = ?", by).Where("id = ?", id).Exec(ctx)
	return db.Fault(err)
}

// allResolved refuses a course on whose draft something was said that is not settled.
func (s *Store) allResolved(ctx context.Context, courseID string) error {
	n, err := s.idb.NewSelect().Model((*commentRow)(nil)).
		Where("k.course_id = ? AND k.published_id IS NULL AND k.resolved_at IS NULL", courseID).Count(ctx)
	if err != nil {
		return db.Fault(err)
	}
	if n > 0 {
		return errUnresolved.With("Count", n)
	}
	return nil
}

// closeComments ends the discussion with the version that was published.
func (s *Store) closeComments(ctx context.Context, v Version) error {
	_, err := s.idb.NewUpdate().Model((*commentRow)(nil)).Set("published_id = ?", v.ID).
		Where("course_id = ? AND published_id IS NULL", v.CourseID).Exec(ctx)
	return db.Fault(err)
}
