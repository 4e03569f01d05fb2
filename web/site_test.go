package web_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/argon2"

	"liem/internal/audit"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
	"liem/people/roster"
	"liem/reports"
	"liem/training/trainingtest"
	"liem/web"
	"liem/web/manage"
)

// site is the web over a small province, on a database of its own and behind a listener of its own.
type site struct {
	*trainingtest.School
	t       *testing.T
	options web.Options
	app     *fiber.App
	address string // of the listener
	client  *http.Client
	log     *syncBuffer
	people  map[string]people.Actor // by name of account
}

// password is every account's.
const password = "mot cau mat khau dai"

// newSite opens a site; it is closed when the test ends.
func newSite(t *testing.T, d *db.DB) *site {
	t.Helper()
	s := &site{School: trainingtest.New(t, d), t: t, log: &syncBuffer{}, people: map[string]people.Actor{},
		client: &http.Client{Transport: &http.Transport{DisableCompression: true}, Timeout: time.Minute,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	log := slog.New(slog.NewTextHandler(s.log, nil))
	note := func(ctx context.Context, idb db.IDB, actor, action, target string, detail any) error {
		return audit.Write(ctx, idb, audit.Entry{Actor: actor, Action: action, Target: target, Detail: detail}, s.Clock.Now())
	}
	s.People.Audit, s.People.Log, s.Courses.Audit = note, log, note
	s.options = web.Options{DB: d, People: s.People, Roster: roster.NewService(s.People), Courses: s.Courses, Cache: s.Cache, Training: s.Training,
		Reports: reports.NewService(d, s.Keys, s.Clock, s.Clock), Blobs: s.Blobs, Keys: s.Keys, Business: s.Clock, System: s.Clock,
		Log: log, Version: "test", Watch: manage.NewWatch("khoa-dang-soan")}
	s.listen()
	t.Cleanup(s.shut)
	return s
}

// listen serves the site anew, with the options as they are now.
func (s *site) listen() {
	s.t.Helper()
	var err error
	s.app, err = web.New(s.options)
	require.NoError(s.t, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(s.t, err)
	s.address = l.Addr().String()
	go s.app.Listener(l) //nolint:errcheck // it ends with the site
}

func (s *site) shut() {
	s.client.CloseIdleConnections()
	_ = s.app.ShutdownWithTimeout(time.Second)
}

// officer adds an officer with an account; they hold the roles too.
func (s *site) officer(account, name, unit string, roles ...people.Role) people.Actor {
	s.t.Helper()
	a := s.Officer(s.t, name, unit)
	s.account(account, name, a.OfficerID, unit, roles...)
	a.AccountID = s.people[account].AccountID
	s.people[account] = a
	return a
}

// staff adds an account that is no officer's.
func (s *site) staff(account, name, unit string, roles ...people.Role) {
	s.t.Helper()
	s.account(account, name, "", unit, roles...)
}

// account adds an account with roles over a unit. The cost of its password is as low as can be: hundreds are made.
func (s *site) account(username, name, officerID, unit string, roles ...people.Role) {
	s.t.Helper()
	now := s.Clock.Now()
	a := people.Account{ID: db.NewID(), Username: username, DisplayName: name, PasswordHash: cheapHash(password), PasswordChangedAt: now,
		Locale: "vi", Theme: "auto", CreatedAt: now}
	if officerID != "" {
		a.OfficerID = &officerID
	}
	grants := make([]people.Grant, len(roles))
	for i, role := range roles {
		grants[i] = people.Grant{ID: db.NewID(), AccountID: a.ID, Role: role, UnitID: s.Unit(unit), ValidFrom: "2020-01-01",
			ValidTo: clock.Forever, CreatedAt: now}
	}
	err := s.DB.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error {
		store := people.NewStore(tx)
		if err := store.InsertAccounts(ctx, []people.Account{a}); err != nil {
			return err
		}
		if _, err := store.Acknowledge(ctx, []string{a.ID}, people.NoticeVersion, now); err != nil || len(grants) == 0 {
			return err
		}
		return store.InsertGrants(ctx, grants)
	})
	require.NoError(s.t, err)
	s.people[username] = people.Actor{AccountID: a.ID, Username: username, Name: name, OfficerID: officerID, Locale: "vi"}
}

// cheapHash is a PHC string of argon2id that takes microseconds to verify.
func cheapHash(password string) string {
	salt := []byte("a salt for tests")
	key := argon2.IDKey([]byte(password), salt, 1, 8, 1, 16)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=8,t=1,p=1$%s$%s", argon2.Version, enc.EncodeToString(salt), enc.EncodeToString(key))
}

// syncBuffer is a log that is read while the site writes it.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
