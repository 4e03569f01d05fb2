package db

import (
	"context"

	"liem/internal/fault"
)

type looking struct{}

// Look is a context in which nothing is written: InTx refuses. A request that may only look carries it, so that no page
// can write by the way.
func Look(ctx context.Context) context.Context { return context.WithValue(ctx, looking{}, true) }

// Note lifts Look for what must be written down about the looking itself.
func Note(ctx context.Context) context.Context { return context.WithValue(ctx, looking{}, false) }

// OnlyLooks tells whether the context forbids writing.
func OnlyLooks(ctx context.Context) bool {
	only, _ := ctx.Value(looking{}).(bool)
	return only
}

var errLooking = fault.New(fault.Forbidden, "see_as.read_only")
