package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"

	"liem/courses"
	"liem/courses/adapt"
	"liem/internal/fault"
	"liem/server/app"
	"liem/web/manage"
)

// watchEvery is how often the folder is looked at. What was saved is shown once two looks found the same, so that a file that an
// editor is still writing, or has moved away to put another in its place, is not taken for what it will be.
const watchEvery = 400 * time.Millisecond

// watcher makes a draft of a folder after every save, and never more than a draft.
type watcher struct {
	dir  string
	app  *app.App
	seen string // the folder as it was last looked at
	done string // the folder of which the draft was made
}

// newWatcher makes the first draft, so that the page is there when the address is told.
func newWatcher(ctx context.Context, a *app.App, dir string) (*watcher, error) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return nil, fault.New(fault.Invalid, "demo.watch_no_folder").At("watch").With("Path", dir)
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	a.Watch = manage.NewWatch(full)
	w := &watcher{dir: full, app: a}
	w.done = look(full)
	w.seen = w.done
	w.make(ctx)
	return w, nil
}

// run looks at the folder until the context ends.
func (w *watcher) run(ctx context.Context) {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			w.app.Watch.Stop()
			return
		case <-ticker.C:
			w.tick(ctx, look(w.dir))
		}
	}
}

func (w *watcher) tick(ctx context.Context, now string) {
	settled := now == w.seen
	w.seen = now
	if !settled || now == w.done {
		return
	}
	w.done = now
	w.make(ctx)
}

// make makes a draft of the folder and tells the pages.
func (w *watcher) make(ctx context.Context) {
	state, err := w.draft(ctx)
	if err != nil {
		state.Fault = err
		w.app.Log.Warn("the watched folder was not kept", "dir", w.dir, "error", err)
	}
	w.app.Watch.Set(state)
}

func (w *watcher) draft(ctx context.Context) (state manage.WatchState, err error) {
	source, err := openCourse(w.dir)
	if err != nil {
		return state, err
	}
	defer source.close()
	source.Files = withoutLeftovers(source.Files)
	var draft courses.Draft
	if source.IsForeign() {
		var out *adapt.Adapted
		out, draft, err = adapt.NewService(w.app.Courses).Upload(ctx, cli(), source.Folder, w.answers(), source.Slug, "")
		if out != nil {
			state.Problems = out.Problems
		}
	} else {
		draft, err = w.app.Courses.Upload(ctx, cli(), source.Folder)
	}
	state.Problems = append(state.Problems, draft.Problems...)
	state.CourseID, state.VersionID = draft.Version.CourseID, draft.Version.ID
	return state, err
}

// answers fill in what a folder of plain Markdown lacks: here it is only looked at. Its id follows from the folder's place, so that
// every save is the same course.
func (w *watcher) answers() adapt.Answers {
	return adapt.Answers{ID: uuid.NewSHA1(uuid.NameSpaceURL, []byte("file:"+w.dir)).String(), Category: string(courses.JobPosition)}
}

// withoutLeftovers passes over what editors leave beside the files that they write.
func withoutLeftovers(files []courses.File) []courses.File {
	kept := files[:0:0]
	for _, f := range files {
		if !leftover(filepath.Base(f.Path)) {
			kept = append(kept, f)
		}
	}
	return kept
}

func leftover(name string) bool {
	return strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") || strings.HasPrefix(name, ".") || name == "4913" ||
		strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".tmp") || strings.HasSuffix(name, ".bak")
}

// look is what a folder looks like from outside: the names, sizes and times of its files. One that cannot be read looks like the
// reason why.
func look(dir string) string {
	h := sha256.New()
	n := 0
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && p != dir && (strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules"):
			return fs.SkipDir
		case e.IsDir() || leftover(e.Name()):
			return nil
		case n > courses.MaxForeign:
			return fs.SkipAll
		}
		n++
		info, err := e.Info()
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s\x00%d\x00%d\x00", p, info.Size(), info.ModTime().UnixNano())
		return nil
	})
	if err != nil {
		return err.Error()
	}
	return hex.EncodeToString(h.Sum(nil))
}
