package journeys

import (
	"context"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"
)

// names of the browser's program, in the order of preference.
var names = []string{"chromium", "chromium-browser", "google-chrome"}

// openBrowser starts a browser with an empty profile.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for i := 0; i < len(names) && path == ""; i++ {
		path, _ = exec.LookPath(names[i]) // empty where there is none of this name
	}
	if path == "" {
		t.Fatalf("no browser: install one of %v", names)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "vi"))
	allocator, endAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, end := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {})) // it reports events it does not know
	t.Cleanup(func() {
		end()
		endAllocator()
	})
	return ctx
}
