package journeys

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// server is the program with the demonstration's data, on a port of its own.
type server struct {
	t        *testing.T
	dir, url string // url: the database; empty for SQLite
	address  string
	env      []string // beside the test's own
	password string
	command  *exec.Cmd
	now      string // where the business clock begins; empty = today
	watch    string // a course folder that is watched; empty = none
}

func startServer(t *testing.T, databaseURL string, env ...string) *server {
	t.Helper()
	s := &server{t: t, dir: t.TempDir(), url: databaseURL, address: freeAddress(t), env: env}
	s.start()
	t.Cleanup(s.kill)
	return s
}

func freeAddress(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	return l.Addr().String()
}

// start runs the program and waits until it says that it is ready.
func (s *server) start() {
	s.t.Helper()
	binary, err := filepath.Abs(filepath.Join(root, "bin", "server"))
	require.NoError(s.t, err)
	args := []string{"demo", "--dir", s.dir, "--addr", s.address}
	if s.now != "" {
		args = append(args, "--now", s.now)
	}
	if s.watch != "" {
		args = append(args, "--watch", s.watch)
	}
	s.command = exec.Command(binary, args...)
	s.command.Env = append(append(os.Environ(), "LOG_LEVEL=warn"), s.env...)
	if s.url != "" {
		s.command.Env = append(s.command.Env, "DATABASE_URL="+s.url)
	}
	s.command.Stderr = os.Stderr
	out, err := s.command.StdoutPipe()
	require.NoError(s.t, err)
	require.NoError(s.t, s.command.Start(), "build the program first: make build")
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if password, ok := strings.CutPrefix(lines.Text(), "password: "); ok {
			s.password = password
			break
		}
	}
	require.NotEmpty(s.t, s.password, "the program ended before it was ready")
	go io.Copy(io.Discard, out)
	s.waitReady()
}

func (s *server) waitReady() {
	s.t.Helper()
	require.Eventually(s.t, func() bool {
		answer, err := http.Get("http://" + s.address + "/readyz")
		if err != nil {
			return false
		}
		answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	}, 20*time.Second, 50*time.Millisecond)
}

// kill ends the program as a power cut would: no signal that it could handle.
func (s *server) kill() {
	if s.command.Process != nil {
		s.command.Process.Kill()
		s.command.Wait()
	}
}

// page is the address of a path.
func (s *server) page(path string) string { return "http://" + s.address + path }
