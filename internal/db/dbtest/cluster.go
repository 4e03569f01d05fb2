package dbtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"liem/internal/db"
)

// errNoServer says what is missing and how to get it.
var errNoServer = errors.New("no PostgreSQL: set TEST_POSTGRES, or install the server programs (Debian: postgresql)")

// started is this test binary's cluster.
var started = sync.OnceValues(func() (*server, error) {
	raw := os.Getenv("TEST_POSTGRES")
	if raw == "" {
		var err error
		if raw, err = startCluster(); err != nil {
			return nil, err
		}
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("TEST_POSTGRES: %w", err)
	}
	return &server{url: u}, nil
})

func cluster(t testing.TB) *server {
	t.Helper()
	s, err := started()
	switch {
	case err == nil:
		return s
	case errors.Is(err, errNoServer) && os.Getenv("CI") == "":
		t.Skip(err)
	}
	t.Fatalf("PostgreSQL for tests: %v", err)
	return nil
}

// programs finds initdb and postgres.
func programs() (string, error) {
	if p, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(p), nil
	}
	dirs, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(dirs) == 0 {
		return "", errNoServer
	}
	sort.Slice(dirs, func(i, j int) bool { return version(dirs[i]) > version(dirs[j]) })
	return filepath.Dir(dirs[0]), nil
}

func version(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
	return n
}

// keeper runs the cluster and waits for its standard input to end, as it does when the test binary is gone, however it
// went. Then it stops the cluster and removes it.
const keeper = `
"$1/initdb" -D "$2/data" -U liem --auth=trust -E UTF8 --no-locale --no-sync >"$2/log" 2>&1 || exit 1
"$1/postgres" -D "$2/data" -p "$3" -k "$2" -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off \
  -c synchronous_commit=off -c max_connections=300 -c shared_buffers=64MB </dev/null >>"$2/log" 2>&1 &
child=$!
cat >/dev/null
kill -QUIT "$child"; wait "$child"
rm -rf "$2"
`

// lifeline is the keeper's standard input. It is never written to and stays open as long as this process lives; the
// variable keeps the garbage collector from closing it.
//
//lint:ignore U1000 it is held, and nothing more
var lifeline io.WriteCloser

// startCluster starts a private cluster and returns the address of its superuser.
func startCluster() (string, error) {
	bin, err := programs()
	if err != nil {
		return "", err
	}
	port, err := freePort()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "liem-postgres-*")
	if err != nil {
		return "", err
	}
	cmd := exec.Command("sh", "-c", keeper, "keeper", bin, dir, strconv.Itoa(port))
	cmd.Dir = dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt at the terminal is for the test binary
	if err := asNobody(cmd, dir); err != nil {
		return "", err
	}
	if lifeline, err = cmd.StdinPipe(); err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	address := fmt.Sprintf("postgres://liem@127.0.0.1:%d/postgres?sslmode=disable", port)
	return address, await(address, dir)
}

// asNobody gives the cluster to another user where this one is root, whom PostgreSQL refuses.
func asNobody(cmd *exec.Cmd, dir string) error {
	if os.Getuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.ParseUint(u.Uid, 10, 32)
		if err != nil {
			return err
		}
		gid, err := strconv.ParseUint(u.Gid, 10, 32)
		if err != nil {
			return err
		}
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		return os.Chown(dir, int(uid), int(gid))
	}
	return errors.New("no user but root to run PostgreSQL as")
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func await(address, dir string) error {
	var last error
	for range 300 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		d, err := db.Open(ctx, db.Config{URL: address, MaxConns: 1})
		cancel()
		if err == nil {
			return d.Close()
		}
		last = err
		time.Sleep(100 * time.Millisecond)
	}
	log, _ := os.ReadFile(filepath.Join(dir, "log"))
	return fmt.Errorf("the private cluster did not start: %w\n%s", last, log)
}
