package journeys

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// answer gives the right answer to question n of the attempt that is open.
func (p *person) answer(k key, n int) {
	p.t.Helper()
	options, number := k.right(p.t, value[string](p, fmt.Sprintf(`document.querySelector("#q%d .prompt").textContent`, n)))
	if number != "" {
		field := fmt.Sprintf("#a%d", n)
		p.run(chromedp.Evaluate(`document.querySelector("`+field+`").select()`, nil), chromedp.SendKeys(field, number+kb.Tab))
		return
	}
	texts := value[[]string](p, fmt.Sprintf(`[...document.querySelectorAll("#q%d .option .text")].map((e) => e.textContent)`, n))
	for i, text := range texts {
		if options[plain(text)] {
			p.click(fmt.Sprintf("#q%d .option:nth-of-type(%d) input", n, i+1))
		}
	}
}

// questions is the number of questions on the page.
func (p *person) questions() int {
	return value[int](p, `document.querySelectorAll("[data-question]").length`)
}

// saved waits until the page says that everything given is stored.
func (p *person) saved() {
	p.t.Helper()
	p.waitFor(`document.querySelector("[data-saved]").dataset.state === "saved"`)
}

// answered lists the questions whose answers the server's page shows.
func (p *person) answered() []int {
	return value[[]int](p, `[...document.querySelectorAll("[data-cell].answered")].map((e) => Number(e.dataset.cell))`)
}

// handIn submits by the button and agrees to the one question that it asks.
func (p *person) handIn() {
	p.t.Helper()
	p.click("[data-submit]")
	p.run(chromedp.WaitVisible("dialog[data-hand-in]"))
	p.follow("dialog[data-hand-in] button[value=yes]")
}

// begin opens a quiz and starts an attempt; who has completed the course takes it again.
func (p *person) begin(t *testing.T, slug, stem string) {
	t.Helper()
	p.open("/courses/" + slug)
	if value[bool](p, `document.querySelector("form[action$='/begin']") !== null`) {
		p.follow("form[action$='/begin'] button")
	}
	p.visit("/courses/" + slug + "/" + stem)
	p.follow("form[action$='/attempts'] button")
	require.Regexp(t, `^/attempts/`, p.path())
}

func first(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i + 1
	}
	return list
}
