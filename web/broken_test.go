package web_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people"
)

// TestExportThatFailsHalfWay spoils a sealed identity number, so that an export fails at its second row: a file that is
// being sent breaks off and never looks whole; one that is put together first is never sent.
func TestExportThatFailsHalfWay(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		s.staff("to-chuc", "to-chuc", "TINH", people.RoleHR)
		s.Publish(t, folder(t, "good"))
		for account, name := range map[string]string{"an": "Trần Văn An", "xa": "Vũ Thị Xa"} {
			s.Complete(t, s.officer(account, name, "P1"), "khoa-1")
		}
		_, err := d.Writer().ExecContext(context.Background(), "UPDATE officers SET national_id = ? WHERE full_name = ?", []byte("spoilt"), "Vũ Thị Xa")
		require.NoError(t, err)
		b := newBrowser(s)
		require.NoError(t, b.signIn("to-chuc"))

		const query = "?national_id=1&purpose=x"
		req, err := http.NewRequest(http.MethodGet, "http://"+s.address+"/reports/completions.csv"+query, nil)
		require.NoError(t, err)
		req.AddCookie(&http.Cookie{Name: "liem_session", Value: b.cookies["liem_session"]})
		res, err := s.client.Do(req)
		require.NoError(t, err)
		defer res.Body.Close()
		require.Equal(t, http.StatusOK, res.StatusCode, "the file had begun")
		body, err := io.ReadAll(res.Body)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
		require.True(t, bytes.HasPrefix(body, []byte("\uFEFFSTT;")))
		require.Contains(t, s.log.String(), "stream broken off")

		require.NoError(t, b.send(request{method: "GET", path: "/reports/completions.xlsx" + query}))
		require.Equal(t, http.StatusInternalServerError, b.status)
		require.Empty(t, b.header.Get("Content-Disposition"))
		require.True(t, b.shows("Hệ thống gặp lỗi"), b)

		// Without the numbers nothing is unsealed, and both files are whole.
		require.NoError(t, b.send(request{method: "GET", path: "/reports/completions.csv"}))
		require.True(t, b.shows("Vũ Thị Xa"))
	})
}

// TestPanicIsAnErrorPage leaves out a part of the program, so that a page trips over it: the person sees a page with a
// reference, the log has the stack, and the next request is served.
func TestPanicIsAnErrorPage(t *testing.T) {
	s := newSite(t, dbtest.SQLite(t))
	s.staff("to-chuc", "to-chuc", "TINH", people.RoleHR)
	s.shut()
	s.options.Reports = nil
	s.listen()
	b := newBrowser(s)
	require.NoError(t, b.signIn("to-chuc"))
	for _, path := range []string{"/reports/completions", "/reports/completions.csv"} {
		require.NoError(t, b.send(request{method: "GET", path: path}))
		require.Equal(t, http.StatusInternalServerError, b.status)
		require.True(t, b.shows("Mã tham chiếu"))
		require.False(t, b.shows("nil pointer"))
		require.Empty(t, b.header.Get("Content-Disposition"))
	}
	require.Contains(t, s.log.String(), "nil pointer")
	require.NoError(t, b.send(request{method: "GET", path: "/people"}))
	require.Equal(t, http.StatusOK, b.status)
}

// TestReadyAnswersForTheDatabase: a server that lost its database runs, and a balancer is told to send nobody there.
func TestReadyAnswersForTheDatabase(t *testing.T) {
	d, err := db.Open(context.Background(), db.Config{Path: dbtest.SQLitePath(t)})
	require.NoError(t, err)
	s := newSite(t, dbtest.SQLite(t))
	s.shut()
	s.options.DB = d
	s.listen()
	require.NoError(t, d.Close())
	b := newBrowser(s)
	require.NoError(t, b.send(request{method: "GET", path: "/readyz"}))
	require.Equal(t, http.StatusServiceUnavailable, b.status)
	require.Equal(t, "30", b.header.Get("Retry-After"))
	require.NoError(t, b.send(request{method: "GET", path: "/healthz"}))
	require.Equal(t, http.StatusOK, b.status)
}
