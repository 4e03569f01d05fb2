package courses

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestWordsThatChangedAreMarked(t *testing.T) {
	marked := func(old, now string) string {
		a, b := wordPieces(old, now)
		return shown(a) + " → " + shown(b)
	}
	require.Equal(t, "Thời hạn là [20] ngày. → Thời hạn là [30] ngày.", marked("Thời hạn là 20 ngày.", "Thời hạn là 30 ngày."))
	require.Equal(t, "Nội dung bài hai. → Nội dung[ mới của] bài hai.", marked("Nội dung bài hai.", "Nội dung mới của bài hai."))
	require.Equal(t, " → ", marked("Hoàn toàn khác", "Một câu mới viết lại"), "most of it differs")
	require.Equal(t, " → ", marked("", "Mới"))
}

// TestMarkedWordsAreTheLines: whatever two lines hold, the pieces are the lines again, and without what is marked both are
// the same.
func TestMarkedWordsAreTheLines(t *testing.T) {
	line := rapid.StringMatching(`[ab ,Đấtx.]{0,30}`)
	rapid.Check(t, func(t *rapid.T) {
		old, now := line.Draw(t, "old"), line.Draw(t, "now")
		a, b := wordPieces(old, now)
		if a == nil && b == nil {
			return
		}
		whole := func(list []Piece) string {
			var s strings.Builder
			for _, p := range list {
				s.WriteString(p.Text)
			}
			return s.String()
		}
		require.Equal(t, old, whole(a))
		require.Equal(t, now, whole(b))
	})
}
