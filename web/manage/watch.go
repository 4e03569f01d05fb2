package manage

import (
	"context"
	"strconv"
	"sync"
	"time"

	"liem/courses"
	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/people"
	"liem/web/page"
)

// Watch is a course folder that a demonstration watches while somebody writes in it: what became of it after each save.
type Watch struct {
	Dir string

	mu      sync.Mutex
	state   WatchState
	saves   int
	changed chan struct{} // closed and made anew with every change
	stopped bool
}

// WatchState is what became of the folder after a save.
type WatchState struct {
	Mark                string // differs after every save
	CourseID, VersionID string // of the newest draft; empty before the first
	Problems            []markdown.Problem
	Fault               error // why there is no draft of the last save, when no file's problem says it
}

// NewWatch makes one for a folder.
func NewWatch(dir string) *Watch { return &Watch{Dir: dir, changed: make(chan struct{})} }

// Set tells everybody who waits what became of the folder. Without a draft the one before stays.
func (w *Watch) Set(s WatchState) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.saves++; s.VersionID == "" {
		s.CourseID, s.VersionID = w.state.CourseID, w.state.VersionID
	}
	s.Mark = strconv.Itoa(w.saves) + "-" + s.VersionID
	w.state = s
	if !w.stopped {
		close(w.changed)
		w.changed = make(chan struct{})
	}
}

// State is what became of the last save.
func (w *Watch) State() WatchState {
	s, _, _ := w.now()
	return s
}

func (w *Watch) now() (s WatchState, changed chan struct{}, stopped bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.state, w.changed, w.stopped
}

// Next waits until the state is another than mark names, or the context ends.
func (w *Watch) Next(ctx context.Context, mark string) WatchState {
	for {
		s, changed, stopped := w.now()
		if s.Mark != mark || stopped {
			return s
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return s
		}
	}
}

// WatchPage shows the watched course: what is wrong with it, and its parts.
type WatchPage struct {
	page.Base
	Dir      string
	Watched  *Watched
	Problems Problems
	V        *courses.Loaded // nil before the first draft
	Overview courses.HTML
}

// Watched is what pages of a watched folder show of its state.
type Watched struct {
	Mark  string
	Fault string
}

var watchPage = page.Parse[WatchPage](files, "watch.html", "watch_bar.html", "problems.html")

// watchPath is where the watched course is shown.
const watchPath = "/watch"

// waitLimit is how long a page waits to be told; then it asks again.
const waitLimit = 8 * time.Second

func (h *Handlers) watched(c *page.Ctx) (WatchState, *Watched, error) {
	if h.Watch == nil {
		return WatchState{}, nil, page.NoSuchPage()
	}
	s := h.Watch.State()
	if s.CourseID != "" { // the folder may belong to a unit that is not the actor's
		if _, _, err := h.courses.Course(c.Context(), c.Actor, s.CourseID); err != nil {
			return s, nil, err
		}
	} else if err := people.Require(c.Actor, people.ActPreviewCourse, people.Target{}); err != nil {
		return s, nil, err
	}
	w := &Watched{Mark: s.Mark}
	if s.Fault != nil {
		if w.Fault = c.P.T("watch.unreadable"); isFault(s.Fault) {
			w.Fault = c.P.Error(s.Fault)
		}
	}
	return s, w, nil
}

func isFault(err error) bool {
	_, ok := fault.As(err)
	return ok
}

// WatchCourse shows the watched course.
func (h *Handlers) WatchCourse(c *page.Ctx) error {
	s, w, err := h.watched(c)
	if err != nil {
		return err
	}
	p := WatchPage{Dir: h.Watch.Dir, Watched: w, Problems: showProblems(c.P, s.Problems)}
	title := h.Watch.Dir
	if s.VersionID != "" {
		if p.V, err = h.cache.Version(c.Context(), s.VersionID); err != nil {
			return err
		}
		title, p.Overview = p.V.Meta.Title, p.V.Overview(watchPath+"/")
	}
	p.Base = c.BaseNamed(page.SectionManage, title)
	return watchPage.Render(c, &p)
}

// WatchPart shows a part of the watched course, exactly as officers will see it. One that is gone leads to the course.
func (h *Handlers) WatchPart(c *page.Ctx) error {
	s, w, err := h.watched(c)
	if err != nil {
		return err
	}
	if s.VersionID == "" {
		return c.See(watchPath)
	}
	v, err := h.cache.Version(c.Context(), s.VersionID)
	if err != nil {
		return err
	}
	part, ok := v.Part(c.Params("stem"))
	if !ok {
		return c.See(watchPath)
	}
	p := Preview{Base: c.BaseNamed(page.SectionManage, part.Title), V: v, Part: part, Previous: v.Previous(part), Next: v.Next(part), Watched: w, Problems: showProblems(c.P, s.Problems)}
	p.Crumbs = []page.Link{{Text: v.Meta.Title, Href: watchPath}}
	return p.show(c)
}

// watchMark is the state that a page compares with its own.
type watchMark struct {
	Mark string `json:"mark"`
}

// WatchChanges answers as soon as the folder is another than the page that asks shows, or after a while.
func (h *Handlers) WatchChanges(c *page.Ctx) error {
	if h.Watch == nil {
		return page.NoSuchPage()
	}
	ctx, cancel := context.WithTimeout(c.Context(), waitLimit)
	defer cancel()
	return c.JSON(watchMark{h.Watch.Next(ctx, c.Query("mark")).Mark})
}

// Stop lets go of everybody who waits: the program is ending.
func (w *Watch) Stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.stopped {
		w.stopped = true
		close(w.changed)
	}
}
