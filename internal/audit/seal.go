package audit

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/gowebpki/jcs"

	"liem/internal/db"
	"liem/internal/ledger"
)

// Settled is how old entries are when they are sealed. No transaction that writes one runs for so long (the longest
// request ends after ten minutes), so an entry that turns up later in a sealed period was slipped in.
const Settled = 15 * time.Minute

// sealRows is about how many entries one seal holds at most.
const sealRows = 5000

// sealed is what a seal's leaf commits to. Its JSON names never change their meaning; a new field makes a new V.
type sealed struct {
	V       int    `json:"v"`
	Kind    string `json:"kind"`
	N       int64  `json:"n"`
	From    string `json:"from"` // RFC 3339, UTC, microseconds; included
	Until   string `json:"until"`
	Entries int    `json:"entries"`
	Digest  string `json:"digest"` // SHA-256, hex, over the entries' hashes in the order of their ids
}

const momentForm = "2006-01-02T15:04:05.000000Z"

// Seal puts all entries that are old enough into the ledger, a leaf for each period; it returns how many entries were
// sealed. Two sealers at once do no harm: the number of a seal is taken once.
func Seal(ctx context.Context, d *db.DB, now time.Time) (int, error) {
	total := 0
	for {
		var n int
		err := d.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
			n, err = sealNext(ctx, tx, now)
			return err
		})
		total += n
		if err != nil || n == 0 {
			return total, err
		}
	}
}

// sealNext seals one period and returns how many entries it holds. A period without entries waits for the next.
func sealNext(ctx context.Context, tx db.Tx, now time.Time) (int, error) {
	last, err := lastSeal(ctx, tx)
	if err != nil {
		return 0, err
	}
	from, until := last.UntilAt.UTC(), now.Add(-Settled)
	if t, ok, err := timeAt(ctx, tx, from, until, sealRows); err != nil {
		return 0, err
	} else if ok { // up to there, with all entries of the same moment
		until = t.Add(time.Microsecond)
	}
	if !until.After(from) {
		return 0, nil
	}
	rows, err := rowsBetween(ctx, tx, from, until)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	s, held, err := sealOf(last.N+1, from, until, rows)
	if err != nil {
		return 0, err
	}
	s.SealedAt = now
	if err := insertSeal(ctx, tx, s, held); err != nil {
		return 0, err
	}
	return len(rows), ledger.Enqueue(ctx, tx, s.Leaf, now)
}

func sealOf(n int64, from, until time.Time, rows []row) (sealRow, []sealedRow, error) {
	held := make([]sealedRow, len(rows))
	for i := range rows {
		hash, err := rows[i].hash()
		if err != nil {
			return sealRow{}, nil, err
		}
		held[i] = sealedRow{EntryID: rows[i].ID, Seal: n, Hash: hash}
	}
	document, err := canonical(sealed{V: 1, Kind: "audit", N: n, From: from.Format(momentForm), Until: until.Format(momentForm),
		Entries: len(rows), Digest: digestOf(held)})
	if err != nil {
		return sealRow{}, nil, err
	}
	salt := make([]byte, sha256.Size)
	rand.Read(salt) // never fails (crypto/rand)
	return sealRow{N: n, FromAt: from, UntilAt: until, Entries: len(rows), Document: string(document), Salt: salt,
		Leaf: leafOf(salt, document)}, held, nil
}

// hash is SHA-256 over the entry's canonical JSON (RFC 8785).
func (r *row) hash() ([]byte, error) {
	raw, err := canonical(map[string]string{"id": r.ID, "at": r.At.UTC().Format(momentForm), "actor": r.ActorID, "action": r.Action,
		"target": r.Target, "detail": r.Detail, "ip": r.IP, "via": r.Via, "seen_as": r.SeenAs, "reason": r.Reason, "changes": r.Changes})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(append([]byte("liem.audit.entry.v1"), raw...))
	return sum[:], nil
}

func canonical(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return jcs.Transform(raw)
}

// digestOf is the digest of a period: the ids of its entries, each with its length before it, and their hashes.
func digestOf(held []sealedRow) string {
	h := sha256.New()
	for _, r := range held {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(r.EntryID))))
		h.Write([]byte(r.EntryID))
		h.Write(r.Hash)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// leafOf is the leaf of a seal: SHA-256 over "liem.audit.v1", then salt and document, each with its length as eight bytes
// big-endian before it.
func leafOf(salt, document []byte) []byte {
	h := sha256.New()
	h.Write([]byte("liem.audit.v1"))
	for _, part := range [][]byte{salt, document} {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		h.Write(part)
	}
	return h.Sum(nil)
}
