// Package trainingtest gives the tests of several packages a small province on a database of their own: units, officers,
// people with roles, courses in memory, and the services over them.
package trainingtest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/blob"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/secret"
	"liem/people"
	"liem/quiz"
	"liem/records"
	"liem/training"
)

// Root is who may do everything but learn.
var Root = people.System("cli")

// School is a province with two departments and an area with a department of its own: TINH, P1, P2, KV1, KV1-BP.
type School struct {
	DB       *db.DB
	Clock    *clock.Fixed // business and system clock: 24/11/2026, 9 o'clock in Hà Nội
	Keys     *secret.Keys
	Blobs    *blob.Dir
	People   *people.Service
	Courses  *courses.Service
	Cache    *courses.Cache
	Answerer *quiz.Answerer
	Training *training.Service

	units    map[string]string // ids by code
	officers int
}

// New opens a school; it is closed when the test ends.
func New(t testing.TB, d *db.DB) *School {
	t.Helper()
	s := &School{DB: d, Clock: clock.At(time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC)), units: map[string]string{}}
	var err error
	s.Keys, err = secret.Load(secret.Files{Dir: t.TempDir()})
	require.NoError(t, err)
	s.Blobs, err = blob.OpenDir(t.TempDir())
	require.NoError(t, err)
	s.People = people.NewService(people.Options{DB: d, System: s.Clock, Business: s.Clock, Keys: s.Keys, Recorded: records.Recorded})
	s.Courses = courses.NewService(d, s.Blobs, s.Clock, nil)
	s.Courses.OwnApproval = true // what approving asks for has tests of its own
	s.open()
	t.Cleanup(func() {
		s.close()
		s.Blobs.Close()
	})
	s.addUnits(t)
	return s
}

// addUnits adds the province's units in one transaction, since every test needs them.
func (s *School) addUnits(t testing.TB) {
	t.Helper()
	var units []people.UnitRow
	var periods []people.UnitPeriod
	for _, u := range []struct {
		code, parent string
		kind         people.UnitKind
	}{{"TINH", "", people.Province}, {"P1", "TINH", people.Department}, {"P2", "TINH", people.Department}, {"KV1", "TINH", people.Area},
		{"KV1-BP", "KV1", people.Department}} {
		id := db.NewID()
		s.Know(u.code, id)
		units = append(units, people.UnitRow{ID: id, Code: u.code, CreatedAt: s.Clock.Now()})
		p := people.UnitPeriod{ID: db.NewID(), UnitID: id, Kind: u.kind, Name: "Đơn vị " + u.code, Position: len(units), ValidFrom: "2020-01-01", ValidTo: clock.Forever}
		if u.parent != "" {
			parent := s.Unit(u.parent)
			p.ParentID = &parent
		}
		periods = append(periods, p)
	}
	err := s.DB.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		if err := people.NewStore(tx).InsertUnits(ctx, units); err != nil {
			return err
		}
		return people.NewStore(tx).InsertUnitPeriods(ctx, periods)
	})
	require.NoError(t, err)
}

func (s *School) open() {
	s.Cache = courses.NewCache(s.DB)
	s.Courses.Changed = s.Cache.Forget
	s.Answerer = quiz.NewAnswerer(s.DB, s.Clock, s.Clock)
	s.Training = training.NewService(training.Options{DB: s.DB, Courses: s.Courses, Cache: s.Cache, Answerer: s.Answerer, Business: s.Clock, System: s.Clock})
}

func (s *School) close() {
	s.Answerer.Close()
	s.Training.Close()
}

// Restart begins anew with nothing in memory, over a database that was opened anew or the one at hand.
func (s *School) Restart(d *db.DB) {
	s.close()
	s.DB, s.People.DB, s.Courses.DB = d, d, d
	s.People.Forget()
	s.open()
}

// AddUnit adds a unit that has been there since 2020 and returns its id.
func (s *School) AddUnit(t testing.TB, code, parent string, kind people.UnitKind) string {
	t.Helper()
	id, err := s.People.AddUnit(context.Background(), Root,
		people.NewUnit{Code: code, Name: "Đơn vị " + code, Kind: kind, ParentCode: parent, From: "2020-01-01"})
	require.NoError(t, err)
	s.units[code] = id
	return id
}

// Know gives a unit that a test added by itself a code for Unit, Officer, Move and Staff.
func (s *School) Know(code, id string) { s.units[code] = id }

// Unit is the id of a unit.
func (s *School) Unit(code string) string { return s.units[code] }
