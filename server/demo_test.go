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

	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/server/app"
	"liem/server/demo"
	"liem/training"
)

// demonstration is a console with the configuration of a fresh machine, and a folder of its own.
func demonstration(t *testing.T) (*console, *bytes.Buffer) {
	t.Helper()
	for _, name := range []string{"DATABASE_URL", "DATABASE_URL_FILE", "ADDR", "PORT", "PUBLIC_URL", "KEY_LEDGER_FILE"} {
		t.Setenv(name, "")
		os.Unsetenv(name)
	}
	config, err := app.FromEnv()
	require.NoError(t, err)
	out := &bytes.Buffer{}
	c := &console{in: strings.NewReader(""), out: out, err: &bytes.Buffer{}, p: i18n.For(i18n.Vietnamese), config: config}
	c.dir = t.TempDir()
	c.config.Dir = c.dir
	return c, out
}

func TestDemoListensOnLoopbackOnly(t *testing.T) {
	for address, want := range map[string]string{
		"127.0.0.1:8080": "127.0.0.1:8080", "localhost:9000": "127.0.0.1:9000", "[::1]:9000": "[::1]:9000", "127.5.5.5:0": "127.5.5.5:0",
		"0.0.0.0:8080": "", ":8080": "", "[::]:8080": "", "192.168.1.5:8080": "", "localhost.example:80": "", "8080": "", "": "",
	} {
		got, err := loopback(address)
		require.Equal(t, want, got, address)
		require.Equal(t, want == "", err != nil, address)
	}
	c, _ := demonstration(t)
	t.Setenv("ADDR", "0.0.0.0:8080")
	var err error
	c.config, err = app.FromEnv()
	require.NoError(t, err)
	require.Error(t, (&demoCmd{}).configure(c), "what the environment says is asked too")
}

func TestDemoStaysApartFromARealSite(t *testing.T) {
	c, _ := demonstration(t)
	c.dir, c.config.Dir = "", "/srv/liem"
	c.config.PublicURL, c.config.KeyLedger = "https://daotao.example", "/run/secrets/ledger"
	port := 9123
	require.NoError(t, (&demoCmd{Port: &port}).configure(c))
	require.Equal(t, "demo", c.config.Dir)
	require.Equal(t, "127.0.0.1:9123", c.config.Listen())
	require.Empty(t, c.config.PublicURL)
	require.Empty(t, c.config.KeyLedger)

	err := (&demoCmd{Now: "05/01/2027"}).configure(c)
	require.True(t, fault.Is(err, fault.Invalid))
	require.Contains(t, c.p.Error(err), "05/01/2027")
}

func TestDemoOpensTwice(t *testing.T) {
	c, out := demonstration(t)
	ctx := context.Background()
	d := demoCmd{Now: "2027-01-05"}
	require.NoError(t, d.configure(c))
	a, err := d.open(ctx, c)
	require.NoError(t, err)
	require.NoError(t, c.introduce(a, "http://127.0.0.1:8080"))
	require.NoError(t, a.Close())
	require.FileExists(t, filepath.Join(c.dir, "liem.db"))

	text := out.String()
	require.Contains(t, text, "\npassword: "+demo.Password+"\n")
	require.Contains(t, text, "05/01/2027")
	for _, name := range demo.Usernames() {
		require.Contains(t, text, "  "+name+" ")
	}
	require.NotContains(t, text, "[demo.", "every sentence has its text")

	again, err := d.open(ctx, c)
	require.NoError(t, err)
	require.Equal(t, "2027-01-05", again.Business.Now().Format(time.DateOnly))
	require.NoError(t, again.Close())
	retentionOf(t, c, out)

	_, err = (&demoCmd{Now: "2026-12-01"}).open(ctx, c)
	require.ErrorContains(t, err, "demo.before_newest")
	require.Contains(t, c.p.Error(err), "--now 2027-01-0")
}

// retentionOf removes the answers of a folder that is more than a month old: counted first, then removed, then none left.
func retentionOf(t *testing.T, c *console, out *bytes.Buffer) {
	t.Helper()
	c.json, c.config.RetainAttempts, c.config.RetainDisclosures = true, 1, 0
	defer func() { c.json = false }()
	removed := func(apply bool) training.Removed {
		out.Reset()
		require.NoError(t, (&retentionCmd{Apply: apply}).Run(context.Background(), c))
		return decoded[training.Removed](t, out.String())
	}
	plan := removed(false)
	require.Positive(t, plan.Attempts)
	require.Greater(t, plan.Answers, plan.Attempts, "several questions an attempt")
	require.Equal(t, plan.Answers, removed(false).Answers, "a plan removes nothing")
	require.Equal(t, plan.Attempts, removed(true).Attempts)
	require.Zero(t, removed(false).Attempts)
}
