package journeys

import (
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

var axe = sync.OnceValues(func() (string, error) {
	source, err := os.ReadFile(filepath.Join(root, "web/assets/node_modules/axe-core/axe.min.js"))
	return string(source), err
})

// violations lists what axe finds, a line each: the rule, how often, and the first place.
const violations = `axe.run(document, {resultTypes: ["violations"]}).then((r) => r.violations.map((v) =>
	v.id + " (" + v.nodes.length + "): " + v.nodes[0].target.join(" ") + " " + v.nodes[0].failureSummary).join("\n"))`

// check looks at the page that is open: no violation of accessibility in either theme, nothing wider than the screen of a
// phone or a desk.
func (p *person) check() {
	p.t.Helper()
	source, err := axe()
	require.NoError(p.t, err, "the assets' packages are missing: make assets")
	path := p.path()
	for _, theme := range []string{"light", "dark"} {
		var found string
		still := &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"} // colours on their way are no colours
		p.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{still, {Name: "prefers-color-scheme", Value: theme}}),
			chromedp.Evaluate(source+"; 0", nil),
			chromedp.Evaluate(violations, &found, func(e *runtime.EvaluateParams) *runtime.EvaluateParams { return e.WithAwaitPromise(true) }))
		if found != "" {
			p.t.Errorf("%s, %s theme: %s", path, theme, found)
		}
	}
	for _, width := range []int64{360, 1280} {
		var wide bool
		p.run(chromedp.EmulateViewport(width, 900), chromedp.Evaluate(`document.documentElement.scrollWidth > innerWidth`, &wide))
		if wide {
			p.t.Errorf("%s is wider than a screen of %d px: %s", path, width, p.widest())
		}
	}
}

// widest names the element that reaches furthest to the right.
func (p *person) widest() string {
	return strings.TrimSpace(value[string](p, `[...document.querySelectorAll("main *")].map((e) => [e.getBoundingClientRect().right, e]).
		sort((a, b) => b[0] - a[0])[0][1].outerHTML.slice(0, 200)`))
}
