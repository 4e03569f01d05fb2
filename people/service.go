package people

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/secret"
)

// Options is what the Service stands on.
type Options struct {
	DB       *db.DB
	System   clock.Clock // sessions and limits
	Business clock.Clock // whose unit and roles are in force today
	Keys     *secret.Keys
	Log      *slog.Logger
	// Audit notes an act in the trail, inside the transaction that does it; nil notes nothing.
	Audit func(ctx context.Context, idb db.IDB, actor, action, target string, detail any) error

	Mail    *Mailer      // to write to account owners; nil where no mail server is set
	Outside Outside      // signing in by a directory or a provider of the office; the zero value is neither
	Factors FactorPolicy // who signs in with a second factor; off when empty
	// Recorded tells whether something was recorded of officers, done on a day or later and written down under an id later
	// than one; nil knows of nothing. A change of units that such a record builds on is not undone.
	Recorded func(ctx context.Context, idb db.IDB, officerIDs []string, since clock.Date, afterID string) (bool, error)

	Idle     time.Duration // a session unused for so long ends; 8 hours when zero
	Absolute time.Duration // a session ends after so long in any case; 24 hours when zero
}

// Service signs people in and says who they are.
type Service struct {
	Options
	actors *expirable.LRU[string, Actor]
	trees  *expirable.LRU[clock.Date, *Tree]
}

// staleness is how long a process may answer from memory: a session ended elsewhere, a role taken away or a unit
// renamed is felt everywhere within it.
const staleness = 2 * time.Second

// NewService makes the service.
func NewService(o Options) *Service {
	if o.Idle == 0 {
		o.Idle = 8 * time.Hour
	}
	if o.Absolute == 0 {
		o.Absolute = 24 * time.Hour
	}
	if o.Audit == nil {
		o.Audit = func(context.Context, db.IDB, string, string, string, any) error { return nil }
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{Options: o,
		actors: expirable.NewLRU[string, Actor](20_000, nil, staleness),
		trees:  expirable.NewLRU[clock.Date, *Tree](64, nil, staleness),
	}
}

// Tree is the units of a day.
func (s *Service) Tree(ctx context.Context, on clock.Date) (*Tree, error) {
	if t, ok := s.trees.Get(on); ok {
		return t, nil
	}
	t, err := LoadTree(ctx, s.DB.Reader(), on)
	if err == nil {
		s.trees.Add(on, t)
	}
	return t, err
}

// Today is the business day in Hà Nội.
func (s *Service) Today() clock.Date { return clock.DateOf(s.Business.Now(), clock.Hanoi) }

// hashed is how a token is stored: whoever reads the database cannot use it.
func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Forget drops what the process remembers of everybody; a change of roles or units calls it.
func (s *Service) Forget() {
	s.actors.Purge()
	s.trees.Purge()
}

// DeleteExpired forgets what is over; a job calls it.
func (s *Service) DeleteExpired(ctx context.Context) error {
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return NewStore(tx).DeleteExpired(ctx, s.System.Now(), s.Idle)
	})
}
