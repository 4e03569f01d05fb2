package journeys

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// TestTheServerIsKilledInTheMiddleOfAQuiz kills the program between two answers: what it acknowledged is there after the
// restart, what it missed is sent again by the page, and the attempt is handed in as if nothing had happened.
func TestTheServerIsKilledInTheMiddleOfAQuiz(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		p := signIn(t, s, "head")
		p.begin(t, slug, quizStem)
		attempt := p.path()
		k := keyOf(t, slug, quizFile)
		p.answer(k, 1)
		p.answer(k, 2)
		p.saved()

		s.kill()
		p.answer(k, 3)
		p.waitFor(`document.querySelector("[data-saved]").dataset.state === "waiting"`)
		s.start()
		p.saved()
		p.run(chromedp.Reload())
		require.Equal(t, first(3), p.answered())

		s.kill()
		s.start()
		p.open(attempt)
		for n := 4; n <= p.questions(); n++ {
			p.answer(k, n)
		}
		p.saved()
		p.handIn()
		require.Contains(t, p.text("#verdict"), "Đạt, 10/10")
	})
}
