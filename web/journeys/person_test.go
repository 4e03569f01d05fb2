package journeys

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// person is somebody at a browser of their own.
type person struct {
	t   *testing.T
	s   *server
	ctx context.Context
	// downloads is the folder that files go to.
	downloads string
}

// patience bounds each step; a step that takes longer is broken, not slow.
const patience = 30 * time.Second

// signIn opens a browser and signs in through the form.
func signIn(t *testing.T, s *server, username string) *person {
	t.Helper()
	p := sitDown(t, s, username)
	p.visit("/login")
	p.run(chromedp.SendKeys("#username", username), chromedp.SendKeys("#password", s.password))
	p.click("form[action='/login'] button")
	p.waitFor(`!location.pathname.startsWith("/login")`)
	return p
}

// sitDown opens a browser of somebody's own; nobody is signed in.
func sitDown(t *testing.T, s *server, username string) *person {
	t.Helper()
	ctx := openBrowser(t)
	require.NoError(t, chromedp.Run(ctx)) // the browser lives as long as the context of its first run
	p := &person{t: t, s: s, ctx: ctx, downloads: t.TempDir()}
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*runtime.EventExceptionThrown); ok {
			t.Errorf("%s: a script failed: %s", username, e.ExceptionDetails.Error())
		}
	})
	p.run(chromedp.EmulateViewport(1280, 900), browser.SetDownloadBehavior(browser.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(p.downloads))
	return p
}

// run does actions of the browser within the test's patience.
func (p *person) run(actions ...chromedp.Action) {
	p.t.Helper()
	ctx, end := context.WithTimeout(p.ctx, patience)
	defer end()
	require.NoError(p.t, chromedp.Run(ctx, actions...))
}

// visit opens a page and looks at it: see check.
func (p *person) visit(path string) {
	p.t.Helper()
	p.open(path)
	p.check()
}

// open opens a page.
func (p *person) open(path string) {
	p.t.Helper()
	p.run(chromedp.Navigate(p.s.page(path)), chromedp.WaitReady("#main"))
}

// click clicks what the selector finds first, and waits for the page that follows to be there.
func (p *person) click(selector string) {
	p.t.Helper()
	quoted, err := json.Marshal(selector)
	require.NoError(p.t, err)
	middle := `document.querySelector(` + string(quoted) + `).scrollIntoView({block: "center"})` // away from bars that stay
	p.run(chromedp.WaitVisible(selector, chromedp.ByQuery), chromedp.Evaluate(middle, nil), chromedp.Click(selector, chromedp.ByQuery, chromedp.NodeVisible))
}

// follow clicks something that leads to another page.
func (p *person) follow(selector string) {
	p.t.Helper()
	p.run(chromedp.Evaluate(`window.leaving = true`, nil))
	p.click(selector)
	p.waitFor(`window.leaving !== true && document.readyState === "complete"`)
}

// waitFor waits until an expression is true on the page.
func (p *person) waitFor(expression string) {
	p.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		var ok bool
		ctx, end := context.WithTimeout(p.ctx, patience)
		err := chromedp.Run(ctx, chromedp.Evaluate(expression, &ok))
		end()
		if err == nil && ok {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("waited in vain for %s; last error %v; the page says: %s", expression, err, p.text("body"))
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// text is what an element says, with white space folded.
func (p *person) text(selector string) string {
	p.t.Helper()
	var text string
	p.run(chromedp.Text(selector, &text, chromedp.ByQuery))
	return strings.Join(strings.Fields(text), " ")
}

// value is the value of an expression on the page.
func value[T any](p *person, expression string) T {
	p.t.Helper()
	var v T
	p.run(chromedp.Evaluate(expression, &v))
	return v
}

// path is the address's path.
func (p *person) path() string { return value[string](p, "location.pathname") }

// downloaded waits for a file and reads it.
func (p *person) downloaded(ending string) []byte {
	p.t.Helper()
	var content []byte
	require.Eventually(p.t, func() bool {
		files, err := filepath.Glob(filepath.Join(p.downloads, "*"+ending))
		if err != nil || len(files) == 0 {
			return false
		}
		content, err = os.ReadFile(files[0])
		return err == nil && len(content) > 0
	}, patience, 100*time.Millisecond, "no file *%s was downloaded", ending)
	return content
}
