package journeys

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// TestOfficerReadsWithNotes reads a lesson with formulas on one device and goes on in another; notes, keys, the look of the
// text, the course for print.
func TestOfficerReadsWithNotes(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		const formula = "Tỷ lệ $t = \\frac{d}{n}$, học phí từ $5 đến $6.\n\n$$\n\\bar{t} = \\sqrt{\\sum_{i=1}^{k} t_i}\n$$\n\n## Năm đức tính đứng ở đâu"
		m := signIn(t, s, "manager")
		m.upload(zipped(t, own(t), edit{"01-nam-duc-tinh.md", "## Năm đức tính đứng ở đâu", formula}))
		m.waitFor(`location.pathname.includes("/versions/")`)
		m.publish("Bản có công thức")

		p := signIn(t, s, "officer")
		p.open("/courses/" + newSlug)
		p.follow("form[action$='/begin'] button")
		p.waitFor(`document.querySelectorAll(".prose .katex").length === 2 && document.querySelector("#margin") !== null`)
		require.Contains(t, p.text(".prose"), "từ $5 đến $6")
		p.check()

		// On to the third heading, and a note there by a key.
		p.run(chromedp.Evaluate(`scrollTo(0, document.querySelectorAll(".prose h2")[2].offsetTop)`, nil))
		p.waitFor(`document.querySelector(".outline a[aria-current=true]")?.hash === "#" + document.querySelectorAll(".prose h2")[2].id`)
		heading := value[string](p, `document.querySelectorAll(".prose h2")[2].textContent`)
		p.run(chromedp.KeyEvent("?"))
		p.waitFor(`document.querySelector("[data-keys-dialog]").open`)
		p.run(chromedp.KeyEvent(kb.Escape), chromedp.Evaluate(`scrollTo(0, document.querySelectorAll(".prose h2")[2].offsetTop)`, nil))
		p.waitFor(`!document.querySelector("[data-keys-dialog]").open`)
		// The driver sends a letter even after its key was taken, to what has the focus by then; a browser does not.
		p.run(chromedp.Evaluate(`document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "g", bubbles: true, cancelable: true}))`, nil))
		p.waitFor(`document.activeElement.id === "body"`)
		p.run(chromedp.SendKeys("#body", "n? Hỏi đồng chí Đào"))
		p.follow("[data-note-form] .btn-primary")
		p.waitFor(`document.querySelector("#margin .note-body") !== null`)
		require.Equal(t, "n? Hỏi đồng chí Đào", p.text("#margin .note-body"), "keys do nothing while she types")
		require.Contains(t, p.text("#margin .notes"), heading)

		p.visit("/notes?q=dao")
		require.Contains(t, p.text(".notes"), "Hỏi đồng chí Đào")
		p.visit("/courses/" + newSlug + "/print")
		require.Contains(t, p.text("#main"), "Bài kiểm tra làm trên hệ thống")
		p.waitFor(`document.querySelectorAll(".prose .katex").length === 2`)

		// Another device, a second later: the place is stored behind the request.
		other := signIn(t, s, "officer")
		other.open("/courses/" + newSlug + "/nam-duc-tinh")
		other.waitFor(`document.querySelector("[data-resume]:not([hidden]) a") !== null`)
		require.Contains(t, other.text("[data-resume]"), heading)

		// The look is the account's.
		p.open("/courses/" + newSlug + "/nam-duc-tinh")
		p.click(".look summary")
		p.click(".look button[value=larger]")
		p.waitFor(`document.documentElement.dataset.text === "larger"`)
		p.click(".look button[value=dark]")
		p.waitFor(`document.documentElement.dataset.theme === "dark"`)
		p.check()
		p.open("/account")
		require.Equal(t, []string{"larger", "dark"}, value[[]string](p, `[document.documentElement.dataset.text, document.documentElement.dataset.theme]`))
	})
}
