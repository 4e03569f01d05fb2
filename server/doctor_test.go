package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/i18n"
	"liem/internal/jobs"
	"liem/internal/ledger"
	"liem/people"
	"liem/server/app"
)

// inside is a console in the test's own process, with a database of one unit and one account. Its environment is the
// machine's but for the folder, so what a test checks must not hang on it.
func inside(t *testing.T) (*console, *bytes.Buffer) {
	t.Helper()
	config, err := app.FromEnv()
	require.NoError(t, err)
	config.Dir, config.DatabaseURL = filepath.Join(t.TempDir(), "data"), ""
	out := &bytes.Buffer{}
	c := &console{in: strings.NewReader(""), out: out, err: out, p: i18n.For(i18n.English), config: config}
	ctx := context.Background()
	require.NoError(t, c.withNew(ctx, func(a *app.App) error {
		_, err := a.People.AddUnit(ctx, cli(), people.NewUnit{Code: "A", Name: "A", Kind: people.Province, From: "2026-01-01"})
		require.NoError(t, err)
		_, err = a.People.CreateAccount(ctx, cli(), people.NewAccount{Username: "admin", DisplayName: "A", Password: password})
		return err
	}))
	return c, out
}

// examine runs doctor and returns its findings by check; of several the worst.
func examine(t *testing.T, c *console, out *bytes.Buffer) map[string]finding {
	t.Helper()
	out.Reset()
	c.json = true
	err := (&doctorCmd{}).Run(context.Background(), c)
	report := decoded[struct {
		OK     bool
		Checks []finding
	}](t, out.String())
	require.Equal(t, report.OK, err == nil)
	worst := map[string]finding{}
	for _, f := range report.Checks {
		require.NotContains(t, f.Text+f.Mend, "[server.", f.Check)
		require.Equal(t, f.State == stateOK, f.Mend == "", "%s: what is wrong can be mended", f.Check)
		if old, ok := worst[f.Check]; !ok || old.State == stateOK {
			worst[f.Check] = f
		}
	}
	return worst
}

func TestDoctorFindsWhatIsWrong(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c, out := inside(t)
	for check, f := range examine(t, c, out) {
		if check != "assets" && check != "disk" { // those hang on the machine
			require.Equal(t, stateOK, f.State, "%s: %s", check, f.Text)
		}
	}

	key := filepath.Join(c.config.KeyDir(), "ledger.key")
	require.NoError(t, os.Chmod(key, 0o644))
	require.Equal(t, stateFail, examine(t, c, out)["keys"].State, "others can read a key")
	require.NoError(t, os.Chmod(key, 0o600))

	withDatabase(t, c, func(d *db.DB) {
		require.NoError(t, ledger.Enqueue(ctx, d.Writer(), bytes.Repeat([]byte{7}, ledger.LeafSize), time.Now().Add(-time.Hour)))
		_, err := d.Writer().ExecContext(ctx, "INSERT INTO jobs (id, kind, payload, state, run_at, attempts, last_error) VALUES ('j', 'mail', '{}', 'dead', ?, 5, 'no route')", time.Now())
		require.NoError(t, err)
		_, err = d.Writer().ExecContext(ctx, "INSERT INTO periodic_jobs (name, due_at, last_error) VALUES ('ledger.sequence', ?, 'disk is full')", time.Now())
		require.NoError(t, err)
		failing, err := jobs.ListFailing(ctx, d.Reader())
		require.NoError(t, err)
		require.Equal(t, []jobs.Failing{{Name: "ledger.sequence", LastError: "disk is full"}}, failing)
	})
	found := examine(t, c, out)
	require.Equal(t, stateWarn, found["ledger"].State)
	require.Contains(t, found["jobs"].Text, "no route")

	withDatabase(t, c, func(d *db.DB) {
		_, err := d.Writer().ExecContext(ctx, "UPDATE site SET value = 'another' WHERE name IN ('media', 'key.ledger')")
		require.NoError(t, err)
	})
	found = examine(t, c, out)
	require.Equal(t, stateFail, found["media"].State)
	require.Equal(t, stateFail, found["keys"].State)

	withDatabase(t, c, func(d *db.DB) {
		_, err := d.Writer().ExecContext(ctx, "DELETE FROM bun_migrations WHERE name = '0003'")
		require.NoError(t, err)
	})
	require.Equal(t, stateFail, examine(t, c, out)["schema"].State)
	require.NoError(t, os.Remove(key))
	require.Contains(t, examine(t, c, out)["keys"].Text, "missing")
	require.NoFileExists(t, key, "it makes no new one")
}

func TestDoctorMissesFilesOfCourses(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c, out := inside(t)
	dir := filepath.Join(t.TempDir(), "mot-khoa")
	require.NoError(t, (&courseNewCmd{Dest: dir, Unit: "A"}).Run(c))
	require.NoError(t, (&courseImportCmd{Course: dir, Publish: true}).Run(ctx, c))
	require.Equal(t, stateOK, examine(t, c, out)["media"].State)
	blobs, err := filepath.Glob(filepath.Join(c.config.MediaDir(), "??", "*"))
	require.NoError(t, err)
	require.Len(t, blobs, 3)
	require.NoError(t, os.Truncate(blobs[0], 1))
	require.NoError(t, os.Remove(blobs[1]))
	found := examine(t, c, out)["media"]
	require.Equal(t, stateFail, found.State)
	require.Contains(t, found.Text, "2 files")
}

func TestRebindIsADryRunFirst(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c, out := inside(t)
	require.NoError(t, os.RemoveAll(c.config.KeyDir()))
	open := func() error { return c.with(ctx, func(*app.App) error { return nil }) }
	require.ErrorContains(t, open(), "server.other_keys", "new keys were made, which are not this database's")
	require.NoError(t, (&rebindCmd{}).Run(ctx, c))
	require.Contains(t, out.String(), "key.field, key.cookie, key.ledger")
	require.Error(t, open())
	require.NoError(t, (&rebindCmd{Apply: true}).Run(ctx, c))
	require.NoError(t, open())
}

func withDatabase(t *testing.T, c *console, do func(d *db.DB)) {
	t.Helper()
	require.NoError(t, c.withDB(context.Background(), func(d *db.DB) error { do(d); return nil }))
}
