package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/web/manage"
)

// watch makes a draft the one of the folder that is watched; address is the draft's.
func (w *world) watch(address string) {
	course, version, _ := strings.Cut(strings.TrimPrefix(address, "/manage/courses/"), "/versions/")
	w.options.Watch.Set(manage.WatchState{CourseID: course, VersionID: version})
}

// TestAWatchedFolderTellsItsPages: who waits is told at once; what is wrong stands above the draft before it.
func TestAWatchedFolderTellsItsPages(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, "TINH")
		b := w.at("manager")
		mark := func(than string) string {
			require.NoError(t, b.send(request{method: "GET", path: "/watch/-/changes?mark=" + url.QueryEscape(than)}))
			require.Equal(t, http.StatusOK, b.status)
			var now struct{ Mark string }
			require.NoError(t, json.Unmarshal(b.body, &now))
			return now.Mark
		}
		page := func(path string) string {
			require.NoError(t, b.send(request{method: "GET", path: path}))
			require.Equal(t, http.StatusOK, b.status)
			return string(b.body)
		}
		require.Contains(t, page("/watch"), "Chưa có bản nháp nào")
		w.watch(w.newDraft("TINH"))
		first := mark("")
		require.Contains(t, page("/watch/mot"), `data-watch="`+first+`"`)

		told := make(chan string)
		go func() { told <- w.options.Watch.Next(t.Context(), first).Mark }()
		w.options.Watch.Set(manage.WatchState{Problems: []markdown.Problem{{File: "01-mot.md", Line: 7, Column: 1, Code: "course.dead_link",
			Args: fault.Args{"Target": "99-mat.md"}, Severity: markdown.SeverityError}}})
		second := <-told
		require.NotEqual(t, first, second)
		text := page("/watch/mot")
		require.Contains(t, text, "99-mat.md")
		require.Contains(t, text, "Nội dung")
		w.options.Watch.Set(manage.WatchState{Fault: fault.New(fault.Conflict, "courses.slug_taken").With("Slug", "khoa-1")})
		require.Contains(t, page("/watch"), "Đã có khóa học khác dùng địa chỉ")

		w.options.Watch.Stop()
		require.NotEmpty(t, mark(mark("")), "nobody waits for a program that ends")
	})
}
