package journeys

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

const askedLesson = "/courses/to-giac-tin-bao/ket-qua-va-tam-dinh-chi"

// TestAQuestionIsAskedAnsweredAndShown: an officer asks at the end of a lesson, the manager finds the question, answers and
// shows the answer, and another officer reads it there; then the manager looks up which texts cite an article.
func TestAQuestionIsAskedAnsweredAndShown(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		officer := signIn(t, s, "officer")
		officer.open(askedLesson)
		officer.run(chromedp.ScrollIntoView(".lesson-questions"))
		officer.waitFor(`document.querySelector(".lesson-questions #question") !== null`)
		officer.check()
		officer.click(".lesson-questions summary")
		officer.run(chromedp.SendKeys("#question", "Ở ca trực của tôi thì tính từ lúc nào?"))
		officer.follow(".lesson-questions form button")
		require.Contains(t, officer.text("#main"), "Đã gửi câu hỏi")
		officer.check()

		manager := signIn(t, s, "manager")
		manager.visit("/manage/courses")
		require.Contains(t, manager.text(".nav-list .nav-count"), "2", "one was there")
		manager.visit("/manage/courses/questions")
		manager.run(chromedp.Click(`//a[contains(., "ca trực của tôi")]`, chromedp.BySearch))
		manager.waitFor(`document.querySelector("#answer") !== null`)
		manager.check()
		manager.run(chromedp.SendKeys("#answer", "Từ lúc tiếp nhận."), chromedp.SetValue("#shown", "Tính từ lúc nào?"))
		manager.follow("button[value=publish]")
		require.Contains(t, manager.text("#main"), "Ai đọc bài học cũng thấy")
		manager.check()

		officer.visit("/")
		require.Contains(t, officer.text("#main"), "Câu hỏi của bạn đã có trả lời")
		officer.visit("/questions")
		officer.follow("form[action$='/seen'] button")

		other := signIn(t, s, "hr")
		other.open(askedLesson)
		other.run(chromedp.ScrollIntoView(".lesson-questions"))
		other.waitFor(`document.querySelector(".lesson-questions .answer") !== null`)
		shown := other.text(".lesson-questions")
		require.Contains(t, shown, "Từ lúc tiếp nhận.")
		require.Contains(t, shown, "Tính từ lúc nào?")
		require.NotContains(t, shown, "ca trực của tôi", "the officer's own words")
		require.NotContains(t, shown, "Nông Thị Thu Hà")
		other.check()

		manager.visit("/manage/courses/citations")
		manager.follow("a[href*='101%2F2015']")
		manager.check()
		manager.run(chromedp.SendKeys("#articles", "145–148"))
		manager.follow("form[action$='/passages'] button")
		manager.check()
		require.Contains(t, manager.text("#main"), "Thời hạn giải quyết và gia hạn")
	})
}
