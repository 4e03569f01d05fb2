package journeys

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestInspectorVerifiesTheLedger recomputes the ledger from the page and reads the trail.
func TestInspectorVerifiesTheLedger(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		p := signIn(t, s, "inspector")
		p.visit("/audit")
		p.follow("form[action='/audit/verify'] button")
		p.check()
		require.Contains(t, p.text("#main"), "mục")
		p.visit("/manage/courses")
		p.open("/reports")
		require.Contains(t, p.text("h1"), "Báo cáo")
	})
}
