package journeys

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// The course of the journeys: nobody whom the demonstration signs in as has begun it.
const (
	slug     = "chuc-nang-nhiem-vu-va-loi-tuyen-the"
	quizFile = "07-kiem-tra.quiz.md"
	quizStem = "kiem-tra"
)

// TestOfficerCompletesACourse walks from signing in to the record.
func TestOfficerCompletesACourse(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		p := signIn(t, s, "officer")
		p.visit("/")
		require.Contains(t, p.text("#main"), "Học tập của tôi")
		p.visit("/courses")
		p.search()
		p.visit("/courses/" + slug)
		p.follow("form[action$='/begin'] button")
		p.readLessons()
		p.begin(t, slug, quizStem)
		p.check()
		k := keyOf(t, slug, quizFile)
		for n := 1; n <= p.questions(); n++ {
			p.answer(k, n)
		}
		p.saved()
		p.handIn()
		require.Contains(t, p.text("#verdict"), "Đạt, 10/10")
		p.check()
		p.visit("/record")
		row := p.text("tbody tr")
		require.Contains(t, row, "Chức năng, nhiệm vụ của Viện kiểm sát nhân dân")
		require.Contains(t, row, "h1:", "the record names the version's digest")
		require.Contains(t, row, "10/10")
		p.waitForLedger()
		p.visit("/account")
	})
}

// search types words without their marks: lessons come while she types, and the first one opens where they stand.
func (p *person) search() {
	p.t.Helper()
	p.visit("/search")
	p.run(chromedp.SendKeys("#q", "vien kiem sat khu vuc", chromedp.ByQuery), chromedp.WaitVisible(".found-list mark", chromedp.ByQuery))
	p.check()
	require.Contains(p.t, p.text(".found-list"), "Viện kiểm sát nhân dân khu vực")
	p.visit("/search?q=vien+kiem+sat+khu+vuc")
	p.follow(".found-list h2 a")
	require.Regexp(p.t, "^/courses/[a-z-]+", p.path())
}

// readLessons reads and marks every lesson until the quiz comes.
func (p *person) readLessons() {
	p.t.Helper()
	const mark = "form[action$='/done'] button"
	for range 10 {
		if p.path() == "/courses/"+slug+"/"+quizStem {
			return
		}
		p.check()
		p.follow(mark)
	}
	p.t.Fatalf("the quiz does not come; at %s", p.path())
}

// waitForLedger reloads the record until the sequencer has given the newest completion its place.
func (p *person) waitForLedger() {
	p.t.Helper()
	for range 20 {
		if value[bool](p, `document.querySelector("tbody tr .badge.done") !== null`) {
			return
		}
		p.open("/record")
	}
	p.t.Fatal("the completion waits for the ledger in vain")
}
