package ledger

import (
	"context"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"liem/internal/db"
)

// sequencerLock is the key of PostgreSQL's advisory lock: one sequencer at a time, whatever the number of replicas. On
// SQLite the transaction holds the write lock.
const sequencerLock = 0x6c656467 // "ledg"

// Sequence takes up to most leaves out of the queue into the tree and signs the new head, all in one transaction. It
// returns how many there were and the newest head.
func Sequence(ctx context.Context, d *db.DB, signer note.Signer, now time.Time, most int) (n int, head Head, err error) {
	waiting, err := NewStore(d.Reader()).Queued(ctx)
	if err != nil || waiting == 0 {
		return 0, Head{}, err // an idle round takes no write lock
	}
	err = d.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if d.Engine() == db.Postgres {
			if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock(?)", sequencerLock); err != nil {
				return err
			}
		}
		n, head, err = sequence(ctx, tx, signer, now, most)
		return err
	})
	return n, head, err
}

func sequence(ctx context.Context, tx db.Tx, signer note.Signer, now time.Time, most int) (int, Head, error) {
	var queue []queueRow
	if err := tx.NewSelect().Model(&queue).Order("id").Limit(int64(most)).Scan(ctx); err != nil || len(queue) == 0 {
		return 0, Head{}, db.Fault(err)
	}
	last, err := NewStore(tx).Head(ctx)
	if err != nil {
		return 0, Head{}, err
	}
	leaves, hashes, root, err := extend(ctx, tx, last.Size, queue, now)
	if err != nil {
		return 0, Head{}, err
	}
	head := Head{Size: last.Size + int64(len(queue)), Root: root, SignedAt: now}
	if head.Note, err = sign(signer, head); err != nil {
		return 0, Head{}, err
	}
	if err := store(ctx, tx, queue, leaves, hashes, head); err != nil {
		return 0, Head{}, err
	}
	return len(queue), head, nil
}

// extend computes the rows that the leaves add to the tree, and its new root.
func extend(ctx context.Context, tx db.Tx, size int64, queue []queueRow, now time.Time) ([]leafRow, []hashRow, tlog.Hash, error) {
	known := reader(ctx, tx)
	leaves := make([]leafRow, len(queue))
	var rows []hashRow
	for i, q := range queue {
		index := size + int64(i)
		leaves[i] = leafRow{Idx: index, Leaf: q.Leaf, AddedAt: now}
		added, err := tlog.StoredHashes(index, q.Leaf, known)
		if err != nil {
			return nil, nil, tlog.Hash{}, err
		}
		first := tlog.StoredHashIndex(0, index)
		for j, h := range added {
			known.seen[first+int64(j)] = h
			rows = append(rows, hashRow{Idx: first + int64(j), Hash: append([]byte(nil), h[:]...)})
		}
	}
	root, err := tlog.TreeHash(size+int64(len(queue)), known)
	return leaves, rows, root, err
}

// rowsAtOnce keeps a statement's parameters within what both engines take.
const rowsAtOnce = 500

func store(ctx context.Context, tx db.Tx, queue []queueRow, leaves []leafRow, hashes []hashRow, head Head) error {
	if err := insert(ctx, tx, leaves); err != nil {
		return err
	}
	if err := insert(ctx, tx, hashes); err != nil {
		return err
	}
	row := headRow{Size: head.Size, Root: head.Root[:], Note: head.Note, SignedAt: head.SignedAt}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return db.Fault(err)
	}
	for len(queue) > 0 {
		n := min(len(queue), rowsAtOnce)
		ids := make([]string, n)
		for i := range ids {
			ids[i] = queue[i].ID
		}
		if _, err := tx.NewDelete().Model((*queueRow)(nil)).Where("id IN (?)", bun.List(ids)).Exec(ctx); err != nil {
			return db.Fault(err)
		}
		queue = queue[n:]
	}
	return nil
}

func insert[T any](ctx context.Context, tx db.Tx, rows []T) error {
	for len(rows) > 0 {
		n := min(len(rows), rowsAtOnce)
		batch := rows[:n]
		if _, err := tx.NewInsert().Model(&batch).Exec(ctx); err != nil {
			return db.Fault(err)
		}
		rows = rows[n:]
	}
	return nil
}

// headText is the body of a head's note: origin, size and root, a line each (C2SP tlog-checkpoint).
func headText(origin string, h Head) string {
	return fmt.Sprintf("%s\n%d\n%s\n", origin, h.Size, base64.StdEncoding.EncodeToString(h.Root[:]))
}

func sign(signer note.Signer, h Head) (string, error) {
	signed, err := note.Sign(&note.Note{Text: headText(signer.Name(), h)}, signer)
	return string(signed), err
}

// OpenHead checks a head's signature and reads it.
func OpenHead(text string, verifier note.Verifier) (Head, error) {
	n, err := note.Open([]byte(text), note.VerifierList(verifier))
	if err != nil {
		return Head{}, err
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return Head{}, fmt.Errorf("ledger: the note is no head of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return Head{}, fmt.Errorf("ledger: the head's size %q is no number", lines[1])
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return Head{}, fmt.Errorf("ledger: the head's root is no hash")
	}
	h := Head{Size: size, Note: text}
	copy(h.Root[:], root)
	return h, nil
}
