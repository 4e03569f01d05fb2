package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/server/app"
	"liem/server/demo"
)

// visitor is somebody with a browser.
type visitor struct {
	*http.Client
	address string
}

func (v visitor) get(t *testing.T, path string) string {
	t.Helper()
	r, err := v.Get(v.address + path)
	require.NoError(t, err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, r.StatusCode, "%s: %s", path, body)
	return string(body)
}

var csrf = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

func signIn(t *testing.T, address, username string) visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	v := visitor{&http.Client{Jar: jar}, address}
	token := csrf.FindStringSubmatch(v.get(t, "/login"))
	require.NotNil(t, token)
	r, err := v.PostForm(address+"/login", url.Values{"csrf": {token[1]}, "username": {username}, "password": {demo.Password}})
	require.NoError(t, err)
	require.NoError(t, r.Body.Close())
	require.Equal(t, http.StatusOK, r.StatusCode)
	return v
}

// after waits until the page would be loaded again, and returns the new mark.
func (v visitor) after(t *testing.T, mark string) string {
	t.Helper()
	for {
		var now struct{ Mark string }
		require.NoError(t, json.Unmarshal([]byte(v.get(t, "/watch/-/changes?mark="+url.QueryEscape(mark))), &now))
		if now.Mark != mark {
			return now.Mark
		}
	}
}

// save writes as careful editors do: a new file beside the old one, which then takes its name.
func save(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path+"~", []byte(text), 0o600))
	require.NoError(t, os.Rename(path+"~", path))
}

func TestAWatchedFolderIsShownAsItIsSaved(t *testing.T) {
	if app.Built() != nil {
		t.Skip("the pages' scripts and styles are not built: make assets")
	}
	p := newPlace(t)
	dir := filepath.Join(t.TempDir(), "khoa-dang-soan")
	p.done(t, "courses", "new", dir, "--title", "Khóa đang soạn")
	files, err := filepath.Glob(filepath.Join(dir, "01-*.md"))
	require.NoError(t, err)
	require.Len(t, files, 1)
	stem := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(files[0]), "01-"), ".md")
	r := p.start(t, "demo", "--watch", dir, "--dir", p.dir)
	defer r.stop(t)
	require.Equal(t, r.address+"/watch", r.said["watch"])

	v := signIn(t, r.address, "manager")
	require.Contains(t, v.get(t, "/watch"), "Khóa đang soạn")
	mark := v.after(t, "")
	require.Contains(t, v.get(t, "/watch/"+stem), `data-watch="`+mark+`"`)

	save(t, files[0], "---\ntitle: Bài một\n---\n\nCâu vừa viết.\n")
	mark = v.after(t, mark)
	require.Contains(t, v.get(t, "/watch/"+stem), "Câu vừa viết.")

	save(t, files[0], "---\ntitle: Bài một\n---\n\n[mất](99-khong-co.md)\n")
	mark = v.after(t, mark)
	page := v.get(t, "/watch/"+stem)
	require.Contains(t, page, "Câu vừa viết.", "the draft before it stays")
	require.Contains(t, page, "99-khong-co.md")
	require.Contains(t, page, "Dòng 5")

	require.NoError(t, os.Remove(files[0]))
	mark = v.after(t, mark)
	require.NotContains(t, v.get(t, "/watch"), `href="/watch/`+stem+`"`)
	save(t, files[0], "---\ntitle: Bài một\n---\n\nĐã sửa xong.\n")
	mark = v.after(t, mark)
	require.Contains(t, v.get(t, "/watch/"+stem), "Đã sửa xong.")
	require.NotEmpty(t, mark)
	require.NotContains(t, v.get(t, "/courses"), "Khóa đang soạn", "nothing is ever published")
}

func TestOnlyAFolderIsWatched(t *testing.T) {
	p := newPlace(t)
	o := p.run(t, "demo", "--watch", filepath.Join(t.TempDir(), "khong-co"), "--port", "0", "--dir", p.dir, "--lang", "en")
	require.NotEqual(t, exitDone, o.code)
	require.Contains(t, o.err, "is no folder")
}
