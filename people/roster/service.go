package roster

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/secret"
	"liem/people"
)

// Service imports rosters.
type Service struct {
	people *people.Service
	db     *db.DB
	keys   *secret.Keys
	log    *slog.Logger
}

// NewService makes the service.
func NewService(p *people.Service) *Service { return &Service{p, p.DB, p.Keys, p.Log} }

func (s *Service) now() time.Time { return s.people.System.Now() }

// mayManage refuses whoever manages no officers.
func mayManage(a people.Actor) error {
	return people.Require(a, people.ActManagePeople, people.Target{})
}

// Import is an import as pages show it.
type Import struct {
	ID, FileName        string
	Digest              string
	Size                int64
	CreatedAt           time.Time
	CreatedBy           string // account id
	State               State
	Terms               Terms
	Mapping             Mapping
	Counts              Counts
	Notices             Notices
	Stale               bool // compared anew, because the officers had changed
	Failure             string
	Done, Total         int // rows of the work under way
	AppliedAt, UndoneAt *time.Time
	AppliedBy, UndoneBy string
	TouchedAt           time.Time
}

func (r importRow) view() (Import, error) {
	i := Import{ID: r.ID, FileName: r.FileName, Digest: r.FileDigest, Size: r.FileSize, CreatedAt: r.CreatedAt, CreatedBy: r.CreatedBy,
		State: r.State, Terms: Terms{r.AsOf, r.WholeUnitID}, Counts: Counts{}, Stale: r.Stale, Failure: r.Failure, Done: r.Done, Total: r.Total,
		AppliedAt: r.AppliedAt, UndoneAt: r.UndoneAt, AppliedBy: r.AppliedBy, UndoneBy: r.UndoneBy, TouchedAt: r.TouchedAt}
	for raw, v := range map[string]any{r.Mapping: &i.Mapping, r.Counts: &i.Counts, r.Notices: &i.Notices} {
		if raw == "" {
			continue
		}
		if err := json.Unmarshal([]byte(raw), v); err != nil {
			return i, err
		}
	}
	return i, nil
}

// Find is an import of the actor's own, or anybody's for who manages all officers. Others do not exist.
func (s *Service) Find(ctx context.Context, a people.Actor, id string) (Import, error) {
	row, err := s.find(ctx, s.db.Reader(), a, id)
	if err != nil {
		return Import{}, err
	}
	return row.view()
}

func (s *Service) find(ctx context.Context, idb db.IDB, a people.Actor, id string) (importRow, error) {
	if err := mayManage(a); err != nil {
		return importRow{}, err
	}
	row, err := newStore(idb).find(ctx, id)
	if err != nil {
		return row, err
	}
	if row.CreatedBy == a.AccountID {
		return row, nil
	}
	if !a.Scope(people.ActManagePeople).All {
		return importRow{}, fault.New(fault.NotFound, "fault.not_found")
	}
	return row, nil
}

// maxListed is how many imports the list shows.
const maxListed = 100

// List lists the imports that the actor may see, newest first.
func (s *Service) List(ctx context.Context, a people.Actor) ([]Import, error) {
	if err := mayManage(a); err != nil {
		return nil, err
	}
	by := a.AccountID
	if a.Scope(people.ActManagePeople).All {
		by = ""
	}
	rows, err := newStore(s.db.Reader()).list(ctx, by, maxListed)
	if err != nil {
		return nil, err
	}
	list := make([]Import, len(rows))
	for i, r := range rows {
		if list[i], err = r.view(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// How long an import that nobody goes on with is kept, and how long one that is settled can be undone.
const (
	keepOpen    = 7 * 24 * time.Hour
	KeepSettled = 90 * 24 * time.Hour
)

// Forget drops what imports hold of people when nothing needs it any more; a job calls it.
func (s *Service) Forget(ctx context.Context) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return newStore(tx).forget(ctx, s.now().Add(-keepOpen), s.now().Add(-KeepSettled))
	})
}

// seal packs and encrypts a value for an import; open is its opposite. context binds it to its place.
func (s *Service) seal(v any, context string) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return s.keys.Seal(string(raw), context), nil
}

func (s *Service) open(sealed []byte, context string, v any) error {
	raw, err := s.keys.Open(sealed, context)
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(raw), v)
}

func fileContext(id string) string { return "import:" + id + ":file" }
func rowContext(id string) string  { return "import:" + id + ":row" }

func packed(raw []byte) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(raw) // into memory: neither fails
	w.Close()
	return b.String()
}

func unpacked(s string) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader([]byte(s)))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
