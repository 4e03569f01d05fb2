package web_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/courses"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/people"
	"liem/quiz"
)

// unsized hides how long a body is, so that it goes out in chunks.
type unsized struct{ io.Reader }

// put sends an answer as a script does, with a body of any kind.
func (b *browser) put(t *testing.T, path string, body io.Reader) *http.Response {
	t.Helper()
	req, err := http.NewRequest(http.MethodPut, "http://"+b.site.address+path, body)
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-CSRF-Token", b.csrf)
	req.AddCookie(&http.Cookie{Name: "liem_session", Value: b.cookies["liem_session"]})
	res, err := b.site.client.Do(req)
	require.NoError(t, err)
	t.Cleanup(func() { res.Body.Close() })
	return res
}

// TestBodiesAreBounded sends more than a form may hold, with a length and without one.
func TestBodiesAreBounded(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		a := s.officer("hoa", "Nguyễn Thị Hoa", "P1")
		s.Publish(t, folder(t, "good"))
		b := newBrowser(s)
		require.NoError(t, b.signIn("hoa"))
		id := s.Start(t, a, "khoa-1", "kiem-tra")
		huge := []byte(`{"seq":1,"value":"` + strings.Repeat("a", 600<<10) + `"}`)
		for _, body := range []io.Reader{bytes.NewReader(huge), unsized{bytes.NewReader(huge)}} {
			res := b.put(t, "/attempts/"+id+"/answers/1", body)
			require.Equal(t, http.StatusUnprocessableEntity, res.StatusCode)
			require.True(t, res.Close, "what is left of the body is not read as another request")
			var p struct{ Type string }
			require.NoError(t, json.NewDecoder(res.Body).Decode(&p))
			require.Equal(t, "urn:liem:form.too_long", p.Type)
		}
		// An answer that is too long, in a body that is not.
		res := b.put(t, "/attempts/"+id+"/answers/1", bytes.NewReader(huge[:20<<10]))
		require.Equal(t, http.StatusUnprocessableEntity, res.StatusCode)
		answers, err := quiz.NewStore(d.Reader()).Answers(context.Background(), id)
		require.NoError(t, err)
		require.Empty(t, answers)
	})
}

// TestUploadsThatDoNotEndWell sends a file over the limit, and one whose sender goes away: nothing is kept of either, not
// even a temporary file.
func TestUploadsThatDoNotEndWell(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	s := newSite(t, dbtest.SQLite(t))
	s.staff("soan", "soan", "TINH", people.RoleAuthor)
	b := newBrowser(s)
	require.NoError(t, b.signIn("soan"))

	t.Run("over the limit", func(t *testing.T) {
		require.NoError(t, b.stream(b.csrf))
		require.Equal(t, http.StatusUnprocessableEntity, b.status)
		require.True(t, b.shows("Tệp lớn hơn 64 MB."), b)
	})
	t.Run("forged", func(t *testing.T) { // told before the file was taken: that it is too large nobody has found out
		require.NoError(t, b.stream("wrong"))
		require.Equal(t, http.StatusForbidden, b.status)
	})
	t.Run("cut off", func(t *testing.T) {
		conn, err := net.Dial("tcp", s.address)
		require.NoError(t, err)
		const head = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n"
		_, err = fmt.Fprintf(conn, "POST /manage/courses/upload HTTP/1.1\r\nHost: %s\r\nCookie: liem_session=%s\r\n"+
			"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n"+head+"half of a file", s.address, b.cookies["liem_session"], b.csrf)
		require.NoError(t, err)
		require.NoError(t, conn.(*net.TCPConn).CloseWrite())
		answer, _ := io.ReadAll(bufio.NewReader(conn)) // the server may answer, or just hang up
		require.NotContains(t, string(answer), "HTTP/1.1 3")
		conn.Close()
	})
	left, err := os.ReadDir(tmp)
	require.NoError(t, err)
	require.Empty(t, left)
	require.NoError(t, b.send(request{method: "GET", path: "/manage/courses"}))
	require.True(t, b.shows("Chưa có khóa học nào"), b)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// stream sends a file over the limit as it comes, until the server has heard enough.
func (b *browser) stream(token string) error {
	r, w := io.Pipe()
	form := multipart.NewWriter(w)
	go func() {
		_ = form.WriteField("csrf", token)
		if part, err := form.CreateFormFile("file", "khoa.zip"); err == nil {
			_, _ = io.CopyN(part, zeros{}, courses.MaxZip+1)
		}
		w.CloseWithError(form.Close())
	}()
	req, err := http.NewRequest(http.MethodPost, "http://"+b.site.address+"/manage/courses/upload", r)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.AddCookie(&http.Cookie{Name: "liem_session", Value: b.cookies["liem_session"]})
	b.last = &request{method: req.Method, path: req.URL.Path}
	res, err := b.site.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	return b.take(res)
}
