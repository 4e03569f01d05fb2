package journeys

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// offline cuts the browser's network, or mends it.
func (p *person) offline(cut bool) {
	p.t.Helper()
	all := []*network.Conditions{{DownloadThroughput: -1, UploadThroughput: -1}}
	p.run(network.Enable(), network.OverrideNetworkState(cut, 0, -1, -1), chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := network.EmulateNetworkConditionsByRule(cut, all).Do(ctx)
		return err
	}))
}

// TestTheNetworkIsCutInTheMiddleOfAQuiz answers without a line: the page says so, nothing is handed in, and what was
// given is sent when the line is back.
func TestTheNetworkIsCutInTheMiddleOfAQuiz(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		p := signIn(t, s, "author")
		p.begin(t, slug, quizStem)
		k := keyOf(t, slug, quizFile)
		p.answer(k, 1)
		p.saved()

		p.offline(true)
		p.answer(k, 2)
		p.answer(k, 3)
		p.waitFor(`document.querySelector("[data-saved]").textContent.includes("Chờ mạng, 2 câu giữ trên máy")`)
		p.click("[data-submit]")
		p.click("dialog[data-hand-in] button[value=yes]")
		p.waitFor(`document.querySelector("[data-live]").textContent.includes("Chưa có mạng")`)
		require.Regexp(t, `^/attempts/[^/]+$`, p.path(), "nothing was handed in")

		p.offline(false)
		p.waitFor(`document.querySelector("[data-saved]").textContent.includes("Đã lưu")`)
		p.run(chromedp.Reload())
		require.Equal(t, first(3), p.answered(), "the server has all three")
	})
}
