package main

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db/dbtest"
	"liem/server/app"
)

// running is a server that a test started.
type running struct {
	cmd     *exec.Cmd
	address string
	said    map[string]any // once it was ready
	log     *bytes.Buffer
}

// start starts a server and waits for its address.
func (p place) start(t *testing.T, args ...string) *running {
	t.Helper()
	r := &running{cmd: p.command(append(args, "--port", "0", "--json")...), log: &bytes.Buffer{}}
	r.cmd.Stderr = r.log
	out, err := r.cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, r.cmd.Start())
	t.Cleanup(func() { r.cmd.Process.Kill() })
	var text strings.Builder
	for lines := bufio.NewScanner(out); lines.Scan(); {
		text.WriteString(lines.Text())
		if lines.Text() == "}" {
			break
		}
	}
	require.NotEmpty(t, text.String(), "it ended: %s", r.log)
	r.said = decoded[map[string]any](t, text.String())
	r.address, _ = r.said["address"].(string)
	return r
}

// stop asks the server to stop, as systemd and containers do, and waits for its end.
func (r *running) stop(t *testing.T) {
	t.Helper()
	require.NoError(t, r.cmd.Process.Signal(syscall.SIGTERM))
	done := make(chan error, 1)
	go func() { done <- r.cmd.Wait() }()
	select {
	case err := <-done:
		require.NoError(t, err, "%s", r.log)
	case <-time.After(stopLimit):
		t.Fatalf("it did not stop: %s", r.log)
	}
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	res, err := http.Get(url)
	require.NoError(t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	return res.StatusCode, string(body)
}

// A clean clone has no scripts and styles yet; then the server says how to build them, and there is nothing to serve.
func TestServeStopsGracefullyAndStartsAgain(t *testing.T) {
	if app.Built() != nil {
		o := newPlace(t).refused(t, "serve", "--port", "0")
		require.Contains(t, o.err, "make build")
		return
	}
	engines(t, func(t *testing.T, p place) {
		p.env = append(p.env, "LOG_FORMAT=json")
		for _, args := range [][]string{nil, {"serve"}} { // without a command it serves too
			r := p.start(t, args...)
			code, _ := get(t, r.address+"/readyz")
			require.Equal(t, http.StatusOK, code)
			code, body := get(t, r.address+"/login")
			require.Equal(t, http.StatusOK, code)
			require.Contains(t, body, "<form")
			r.stop(t) // the connections that http.Get keeps open do not hold it up
			for _, line := range strings.Split(strings.TrimSpace(r.log.String()), "\n") {
				decoded[map[string]any](t, line)
			}
		}
	})
}

// Replicas share one media folder and one set of keys; one that has its own finds out before it serves.
func TestAReplicaWithItsOwnFolderIsRefused(t *testing.T) {
	url := dbtest.PostgresURL(t)
	first := newPlace(t, "DATABASE_URL="+url)
	first.done(t, "unit", "add", "--code", "A", "--name", "A", "--kind", "province")
	second := newPlace(t, "DATABASE_URL="+url)
	require.Contains(t, second.refused(t, "unit", "add", "--code", "B", "--name", "B", "--kind", "province").err, "rebind")

	for _, name := range []string{"field", "cookie", "ledger"} {
		second.env = append(second.env, "KEY_"+strings.ToUpper(name)+"_FILE="+filepath.Join(first.dir, "keys", name+".key"))
	}
	require.Contains(t, second.refused(t, "unit", "list").err, "media", "its keys are right now, its media folder is not")
	second.dir = first.dir
	require.Contains(t, second.done(t, "unit", "list"), "A")
}
