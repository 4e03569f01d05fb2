package web_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/modfile"

	"liem/internal/db/dbtest"
)

// hidden is a request inside the body of another: a server that misjudges where the first one ends answers both.
const hidden = "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n"

// probes are heads of requests that a proxy and an old fasthttp read differently, each with its body; "%d" is the length of
// what is hidden. None of them is answered as two.
var probes = map[string][2]string{
	"two lengths":                    {"Host: x\r\nContent-Length: 0\r\nContent-Length: %d\r\n", hidden},
	"two lengths, the other first":   {"Host: x\r\nContent-Length: %d\r\nContent-Length: 0\r\n", hidden},
	"a list of lengths":              {"Host: x\r\nContent-Length: 0, %d\r\n", hidden},
	"a length with a sign":           {"Host: x\r\nContent-Length: +0\r\n", hidden},
	"a length below zero":            {"Host: x\r\nContent-Length: -1\r\n", hidden},
	"a space before the colon":       {"Host: x\r\nContent-Length : 0\r\n", hidden},
	"a length and chunks":            {"Host: x\r\nContent-Length: %d\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden},
	"chunks and a length":            {"Host: x\r\nTransfer-Encoding: chunked\r\nContent-Length: %d\r\n", "0\r\n\r\n" + hidden},
	"an unknown coding and a length": {"Host: x\r\nTransfer-Encoding: xchunked\r\nContent-Length: 0\r\n", hidden},
	"an unknown coding":              {"Host: x\r\nTransfer-Encoding: xchunked\r\n", "0\r\n\r\n" + hidden},
	"a coding after chunked":         {"Host: x\r\nTransfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" + hidden},
	"two codings":                    {"Host: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n" + hidden},
	"a tab in the coding":            {"Host: x\r\nTransfer-Encoding: \x0bchunked\r\nContent-Length: 0\r\n", hidden},
	"a chunk's size in bare lines":   {"Host: x\r\nTransfer-Encoding: chunked\r\n", "0\n\n" + hidden},
	"a chunk's size with a sign":     {"Host: x\r\nTransfer-Encoding: chunked\r\n", "+0\r\n\r\n" + hidden},
	"a chunk longer than it says":    {"Host: x\r\nTransfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n" + hidden},
	"no host":                        {"Content-Length: 0\r\n", hidden},
	"two hosts":                      {"Host: x\r\nHost: y\r\nContent-Length: 0\r\n", hidden},
}

// TestNoRequestHidesInAnother sends the probes over a bare connection. Each is refused with the connection closed, or
// answered once with the connection closed, as if nothing stood behind it.
func TestNoRequestHidesInAnother(t *testing.T) {
	s := newSite(t, dbtest.SQLite(t))
	require.Equal(t, []string{"200 ready", "200 ok"}, s.raw(t, hidden), "what is hidden would be answered")
	for name, probe := range probes {
		t.Run(name, func(t *testing.T) {
			head := strings.Replace(probe[0], "%d", fmt.Sprint(len(hidden)), 1)
			answers := s.raw(t, "POST /login HTTP/1.1\r\n"+head+"\r\n"+probe[1])
			require.Len(t, answers, 1)
			require.Regexp(t, "^4", answers[0])
		})
	}
}

// TestOldProtocolTakesNoChunks does the same for HTTP/1.0, which knows no chunks.
func TestOldProtocolTakesNoChunks(t *testing.T) {
	s := newSite(t, dbtest.SQLite(t))
	answers := s.raw(t, "POST /login HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n"+hidden)
	require.NotContains(t, answers, "200 ready")
}

// raw sends bytes with one more request behind them, which asks for the connection to be closed, and returns the answers:
// status and what a body of one line says.
func (s *site) raw(t *testing.T, request string) []string {
	t.Helper()
	conn, err := net.Dial("tcp", s.address)
	require.NoError(t, err)
	defer conn.Close()
	require.NoError(t, conn.SetDeadline(time.Now().Add(time.Minute)))
	_, err = io.WriteString(conn, request+"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	require.NoError(t, err)
	var answers []string
	for r := bufio.NewReader(conn); ; {
		res, err := http.ReadResponse(r, nil)
		if err != nil {
			return answers
		}
		body, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		line := strings.TrimSpace(string(body))
		if strings.Contains(line, "\n") {
			line = "a page"
		}
		answers = append(answers, fmt.Sprintf("%d %s", res.StatusCode, line))
	}
}

// TestFasthttpIsPinned: Fiber alone would choose a version that lets requests hide in others.
func TestFasthttpIsPinned(t *testing.T) {
	raw, err := os.ReadFile("../go.mod")
	require.NoError(t, err)
	mod, err := modfile.Parse("go.mod", raw, nil)
	require.NoError(t, err)
	for _, r := range mod.Require {
		if r.Mod.Path == "github.com/valyala/fasthttp" {
			require.Equal(t, "v1.77.0", r.Mod.Version, "a newer one must pass the probes of this file and the ranges of media.txt first")
			require.False(t, r.Indirect)
			return
		}
	}
	t.Fatal("go.mod does not require fasthttp by itself")
}
