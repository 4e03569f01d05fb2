package page

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"
)

// serve answers every request with do on a port of its own.
func serve(t *testing.T, do func(*Ctx) error) (address string, log *strings.Builder) {
	t.Helper()
	log = &strings.Builder{}
	site := &Site{Log: slog.New(slog.NewTextHandler(log, nil))}
	app := fiber.New(fiber.Config{Immutable: true, DisableStartupMessage: true})
	app.All("/", func(fc *fiber.Ctx) error { return do(&Ctx{Ctx: fc, Site: site, Ref: "ref1"}) })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go app.Listener(l) //nolint:errcheck // it ends with the test
	t.Cleanup(func() { _ = app.Shutdown() })
	return l.Addr().String(), log
}

func TestStreamSendsTheFirstBytesAtOnce(t *testing.T) {
	goOn, released := make(chan bool), make(chan bool)
	address, _ := serve(t, func(c *Ctx) error {
		c.Release = func() { close(released) }
		c.Attach("text/csv; charset=utf-8", "Báo cáo.csv")
		return c.Stream(func(w io.Writer) error {
			if _, err := io.WriteString(w, "first\n"); err != nil {
				return err
			}
			<-goOn
			_, err := io.WriteString(w, "second\n")
			return err
		})
	})
	res, err := http.Get("http://" + address + "/")
	require.NoError(t, err)
	defer res.Body.Close()
	require.Equal(t, `attachment; filename="bao-cao.csv"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.csv`, res.Header.Get("Content-Disposition"))
	r := bufio.NewReader(res.Body)
	line, err := r.ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "first\n", line, "while the writer still waits")
	goOn <- true
	rest, err := io.ReadAll(r)
	require.NoError(t, err)
	require.Equal(t, "second\n", string(rest))
	<-released
}

func TestStreamThatFailsBreaksTheConnection(t *testing.T) {
	released := make(chan bool, 1)
	address, log := serve(t, func(c *Ctx) error {
		c.Release = func() { released <- true }
		return c.Stream(func(w io.Writer) error {
			if _, err := io.WriteString(w, "half of a"); err != nil {
				return err
			}
			return errors.New("the database went away")
		})
	})
	conn, err := net.Dial("tcp", address)
	require.NoError(t, err)
	defer conn.Close()
	require.NoError(t, conn.SetDeadline(time.Now().Add(10*time.Second)))
	fmt.Fprintf(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	raw, err := io.ReadAll(conn) // ends only because the server closes
	require.NoError(t, err)
	require.Contains(t, string(raw), "half of a")
	require.NotContains(t, string(raw), "\r\n0\r\n", "the last chunk would say that this is all")
	<-released
	require.Contains(t, log.String(), "the database went away")
	require.Contains(t, log.String(), "ref=ref1")
}

func TestHeadStreamsNothing(t *testing.T) {
	released := make(chan bool, 1)
	address, _ := serve(t, func(c *Ctx) error {
		c.Release = func() { released <- true }
		return c.Stream(func(io.Writer) error { panic("nothing may be written") })
	})
	res, err := http.Head("http://" + address + "/")
	require.NoError(t, err)
	res.Body.Close()
	require.Equal(t, 200, res.StatusCode)
	<-released
}

func TestSendTempRemovesTheFile(t *testing.T) {
	released := make(chan bool, 1)
	f, err := os.CreateTemp(t.TempDir(), "")
	require.NoError(t, err)
	_, err = f.WriteString("workbook")
	require.NoError(t, err)
	address, _ := serve(t, func(c *Ctx) error {
		c.Release = func() { released <- true }
		return c.SendTemp(f)
	})
	res, err := http.Get("http://" + address + "/")
	require.NoError(t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	require.Equal(t, "workbook", string(body))
	require.EqualValues(t, 8, res.ContentLength)
	<-released
	require.NoFileExists(t, f.Name())
}
