package records

import (
	"context"
	"encoding/json"
	"time"

	"golang.org/x/mod/sumdb/note"

	"liem/internal/audit"
	"liem/internal/db"
	"liem/people"
)

// verifyAction is the trail's word for a verification.
const verifyAction = "ledger.verify"

// Verified is a verification as the trail keeps it.
type Verified struct {
	At       time.Time `json:"-"`
	Actor    string    `json:"-"` // account id
	Entries  int64     `json:"entries"`
	Problems int       `json:"problems"`
	Kept     bool      `json:"kept_head"` // compared with a head kept elsewhere
}

// VerifyNoted is Verify by a person who has the right, noted in the trail so that everybody sees how far the ledger was
// verified last.
func VerifyNoted(ctx context.Context, d *db.DB, a people.Actor, verifier note.Verifier, kept Kept, now time.Time) (Report, error) {
	if err := people.Require(a, people.ActVerifyLedger, people.Target{}); err != nil {
		return Report{}, err
	}
	r, err := Verify(ctx, d, verifier, kept)
	if err != nil {
		return r, err
	}
	e := audit.Entry{Actor: a.AccountID, Action: verifyAction, Target: ledgerTarget(verifier),
		Detail: Verified{Entries: r.Ledger.Leaves, Problems: len(r.All()), Kept: r.Ledger.Kept}}
	return r, d.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return audit.Write(ctx, tx, e, now) })
}

func ledgerTarget(verifier note.Verifier) string { return "ledger:" + verifier.Name() }

// LastVerified is the newest verification that was noted; nil when there was none.
func LastVerified(ctx context.Context, d *db.DB, verifier note.Verifier) (*Verified, error) {
	entries, _, err := audit.List(ctx, d.Reader(), audit.Query{Action: verifyAction, Target: ledgerTarget(verifier), Limit: 1})
	if err != nil || len(entries) == 0 {
		return nil, err
	}
	v := Verified{At: entries[0].At.UTC(), Actor: entries[0].Actor}
	raw, _ := entries[0].Detail.(json.RawMessage)
	return &v, json.Unmarshal(raw, &v)
}
