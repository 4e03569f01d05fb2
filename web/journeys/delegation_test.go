package journeys

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// TestAHeadDelegatesTheDeputyActsAndItExpires hands the head's role to an officer of the unit for three days; the officer
// reads the unit's report meanwhile, and no more once the business clock has passed the last day.
func TestAHeadDelegatesTheDeputyActsAndItExpires(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		deputy := signIn(t, s, "officer")
		deputy.open("/reports")
		require.Contains(t, deputy.text("h1"), "Không có quyền")

		head := signIn(t, s, "head")
		head.visit("/delegations")
		head.visit("/delegations/new")
		last := time.Now().AddDate(0, 0, 2).Format("02/01/2006")
		head.run(chromedp.SendKeys("#username", "officer"), chromedp.SendKeys("#to", last), chromedp.SendKeys("#reason", "Đi công tác"))
		head.follow("main > form button")
		require.Contains(t, head.text("#main"), "làm thay bạn")
		head.check()
		head.follow("section form button")
		require.Contains(t, head.text("#main"), "Bạn đã ủy quyền")

		deputy.visit("/reports/yearly")
		require.Contains(t, deputy.text(".bar"), "Bạn đang làm thay Hoàng Văn Thắng")
		require.NotContains(t, deputy.text("h1"), "Không có quyền")

		s.kill()
		s.now = time.Now().AddDate(0, 0, 4).Format("2006-01-02")
		s.start()
		deputy.open("/reports/yearly")
		require.Contains(t, deputy.text("h1"), "Không có quyền")
		deputy.visit("/delegations")
		require.Contains(t, deputy.text("#main"), "Đã hết hạn")
	})
}
