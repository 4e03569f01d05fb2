// Package mailtest is a mail server for tests: it listens on this machine, speaks as much of SMTP as a client needs, and
// keeps what it is given.
package mailtest

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
)

// Server is a listening mail server.
type Server struct {
	Port int

	mu      sync.Mutex
	letters []string
	away    bool
}

// New starts a server; it ends with the test.
func New(t testing.TB) *Server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Port: l.Addr().(*net.TCPAddr).Port}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(conn)
		}
	}()
	return s
}

// Away makes the server refuse everybody for now, or serve again.
func (s *Server) Away(away bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.away = away
}

// Letters are the messages that arrived, as they were sent.
func (s *Server) Letters() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.letters...)
}

func (s *Server) talk(conn net.Conn) {
	defer conn.Close()
	s.mu.Lock()
	away := s.away
	s.mu.Unlock()
	if away {
		fmt.Fprint(conn, "421 4.3.2 closed for now\r\n")
		return
	}
	fmt.Fprint(conn, "220 mailtest\r\n")
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		verb, _, _ := strings.Cut(strings.ToUpper(lines.Text()), " ")
		switch verb {
		case "EHLO", "HELO":
			fmt.Fprint(conn, "250-mailtest\r\n250 8BITMIME\r\n")
		case "DATA":
			fmt.Fprint(conn, "354 go on\r\n")
			s.take(lines)
			fmt.Fprint(conn, "250 2.0.0 taken\r\n")
		case "QUIT":
			fmt.Fprint(conn, "221 2.0.0 bye\r\n")
			return
		default:
			fmt.Fprint(conn, "250 2.0.0 fine\r\n")
		}
	}
}

func (s *Server) take(lines *bufio.Scanner) {
	var b strings.Builder
	for lines.Scan() && lines.Text() != "." {
		b.WriteString(strings.TrimPrefix(lines.Text(), ".") + "\n")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.letters = append(s.letters, b.String())
}
