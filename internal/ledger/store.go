package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"golang.org/x/mod/sumdb/tlog"

	"liem/internal/db"
)

// LeafSize is the size of a leaf in bytes.
const LeafSize = 32

// Store reads the log.
type Store struct{ idb bun.IDB }

// NewStore reads from a pool or a transaction.
func NewStore(idb bun.IDB) *Store { return &Store{idb} }

type queueRow struct {
	bun.BaseModel `bun:"table:ledger_queue"`

	ID       string    `bun:"id,pk"`
	Leaf     []byte    `bun:"leaf"`
	QueuedAt time.Time `bun:"queued_at"`
}

type leafRow struct {
	bun.BaseModel `bun:"table:ledger_leaves"`

	Idx     int64     `bun:"idx,pk"`
	Leaf    []byte    `bun:"leaf"`
	AddedAt time.Time `bun:"added_at"`
}

type hashRow struct {
	bun.BaseModel `bun:"table:ledger_hashes"`

	Idx  int64  `bun:"idx,pk"`
	Hash []byte `bun:"hash"`
}

type headRow struct {
	bun.BaseModel `bun:"table:ledger_heads"`

	Size     int64     `bun:"size,pk"`
	Root     []byte    `bun:"root"`
	Note     string    `bun:"note"`
	SignedAt time.Time `bun:"signed_at"`
}

// Head is a signed state of the log.
type Head struct {
	Size     int64
	Root     tlog.Hash
	Note     string // the signed note
	SignedAt time.Time
}

func (r headRow) head() Head {
	h := Head{Size: r.Size, Note: r.Note, SignedAt: r.SignedAt}
	copy(h.Root[:], r.Root)
	return h
}

// Enqueue puts a leaf into the queue, inside the transaction that makes the fact it commits to.
func Enqueue(ctx context.Context, idb bun.IDB, leaf []byte, now time.Time) error {
	if len(leaf) != LeafSize {
		return fmt.Errorf("ledger: a leaf has %d bytes, not %d", LeafSize, len(leaf))
	}
	row := queueRow{ID: db.NewID(), Leaf: leaf, QueuedAt: now}
	_, err := idb.NewInsert().Model(&row).Exec(ctx)
	return db.Fault(err)
}

// Head is the newest signed head; the empty Head when nothing has been signed.
func (s *Store) Head(ctx context.Context) (Head, error) {
	var row headRow
	err := s.idb.NewSelect().Model(&row).Order("size DESC").Limit(1).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return Head{}, nil
	}
	return row.head(), db.Fault(err)
}

// Queued is the number of leaves that wait.
func (s *Store) Queued(ctx context.Context) (int, error) {
	n, err := s.idb.NewSelect().Model((*queueRow)(nil)).Count(ctx)
	return int(n), db.Fault(err)
}

// lookup is how many leaves one statement asks for.
const lookup = 500

// Indexes finds the places of leaves, by leaf; those that wait are missing.
func (s *Store) Indexes(ctx context.Context, leaves [][]byte) (map[string]int64, error) {
	found := make(map[string]int64, len(leaves))
	for len(leaves) > 0 {
		n := min(len(leaves), lookup)
		var rows []leafRow
		err := s.idb.NewSelect().Model(&rows).Column("idx", "leaf").Where("leaf IN (?)", bun.List(leaves[:n])).Scan(ctx)
		if err != nil {
			return nil, db.Fault(err)
		}
		for _, r := range rows {
			found[string(r.Leaf)] = r.Idx
		}
		leaves = leaves[n:]
	}
	return found, nil
}

// hashes reads stored hashes for tlog.
type hashes struct {
	ctx  context.Context
	idb  bun.IDB
	seen map[int64]tlog.Hash
}

// ReadHashes implements tlog.HashReader: one query for all that are not at hand.
func (h *hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var missing []int64
	for _, i := range indexes {
		if _, ok := h.seen[i]; !ok {
			missing = append(missing, i)
		}
	}
	if len(missing) > 0 {
		var rows []hashRow
		if err := h.idb.NewSelect().Model(&rows).Where("idx IN (?)", bun.List(missing)).Scan(h.ctx); err != nil {
			return nil, db.Fault(err)
		}
		for _, r := range rows {
			var hash tlog.Hash
			copy(hash[:], r.Hash)
			h.seen[r.Idx] = hash
		}
	}
	out := make([]tlog.Hash, len(indexes))
	for i, idx := range indexes {
		hash, ok := h.seen[idx]
		if !ok {
			return nil, fmt.Errorf("ledger: stored hash %d is missing", idx)
		}
		out[i] = hash
	}
	return out, nil
}

func reader(ctx context.Context, idb bun.IDB) *hashes {
	return &hashes{ctx, idb, map[int64]tlog.Hash{}}
}

// ProveLeaf proves that the leaf at index is in the tree of the size.
func (s *Store) ProveLeaf(ctx context.Context, size, index int64) (tlog.RecordProof, error) {
	return tlog.ProveRecord(size, index, reader(ctx, s.idb))
}

// ProveGrowth proves that the tree of the older size is the beginning of the newer.
func (s *Store) ProveGrowth(ctx context.Context, newer, older int64) (tlog.TreeProof, error) {
	return tlog.ProveTree(newer, older, reader(ctx, s.idb))
}

// RootAt recomputes the root of the tree as it was at a size, from stored hashes.
func (s *Store) RootAt(ctx context.Context, size int64) (tlog.Hash, error) {
	return tlog.TreeHash(size, reader(ctx, s.idb))
}
