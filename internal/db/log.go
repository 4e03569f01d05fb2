package db

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"time"

	"github.com/uptrace/bun"
)

// queryLog writes slow and failed queries to the log: the operation and the model, never a value.
type queryLog struct {
	log  *slog.Logger
	slow time.Duration
}

// BeforeQuery does nothing; bun notes the start.
func (*queryLog) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

// AfterQuery logs what took long or went wrong.
func (q *queryLog) AfterQuery(_ context.Context, e *bun.QueryEvent) {
	took := time.Since(e.StartTime)
	failed := e.Err != nil && !errors.Is(e.Err, sql.ErrNoRows) && !errors.Is(e.Err, context.Canceled) && !IsUnique(e.Err)
	if !failed && took < q.slow {
		return
	}
	attrs := []any{"operation", e.Operation(), "took", took}
	if named, ok := e.Model.(bun.TableModel); ok {
		attrs = append(attrs, "table", named.Table().Name)
	}
	if failed {
		q.log.Warn("query failed", append(attrs, "error", e.Err)...)
		return
	}
	q.log.Warn("query was slow", attrs...)
}
