package people

import "github.com/uptrace/bun"

// Store reads and writes officers, units, accounts, grants, sessions and limits.
type Store struct{ idb bun.IDB }

// NewStore works in a pool or inside a transaction.
func NewStore(idb bun.IDB) *Store { return &Store{idb} }

// insertBatch keeps a statement's parameters within what both engines take.
const insertBatch = 500
