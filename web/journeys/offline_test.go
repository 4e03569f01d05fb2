package journeys

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// keep opens a course and keeps it on the device.
func (p *person) keep(slug string) {
	p.t.Helper()
	p.open("/courses/" + slug)
	p.waitFor(`document.querySelector("[data-keep]") !== null && !document.querySelector("[data-keep]").hidden`)
	p.click("[data-keep-start]")
	p.waitFor(`document.querySelector("[data-keep-text]").textContent.includes("Đang giữ trên máy này")`)
}

// lineCut takes the line away from pages and from the worker behind them.
func (p *person) lineCut() {
	p.t.Helper()
	p.s.kill()
	p.offline(true)
}

// lineBack gives it back.
func (p *person) lineBack() {
	p.t.Helper()
	p.s.start()
	p.offline(false)
}

// device opens an address and waits for the page of the device, which its script fills.
func (p *person) device(path string) string {
	p.t.Helper()
	p.open(path)
	p.waitFor(`document.querySelector("[data-offline-page]")?.hidden === false`)
	return p.text("#main")
}

// said waits until the line on top of the page says something.
func (p *person) said(text string) {
	p.t.Helper()
	p.waitFor(`document.querySelector("[data-device-text]").textContent.includes("` + text + `")`)
}

// TestACourseIsReadWithoutALine keeps a course, reads it, marks lessons and answers questions without a line, and has all
// of it on the server once the line is back; signing out leaves nothing to be read.
func TestACourseIsReadWithoutALine(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		p := signIn(t, s, "officer")
		p.begin(t, slug, quizStem)
		attempt := p.path()
		k := keyOf(t, slug, quizFile)
		p.answer(k, 1)
		p.saved()
		require.Contains(t, p.device("/offline"), "Chưa giữ khóa học nào")
		p.check()
		p.keep(slug)
		p.check()

		p.lineCut()
		p.visit("/courses/" + slug)
		require.Contains(t, p.text("[data-device]"), "Đang ngoại tuyến – bản lưu lúc")
		lessons := value[[]string](p, `[...document.querySelectorAll("[data-part] a")].map((e) => e.getAttribute("href"))`)
		require.Greater(t, len(lessons), 3)
		p.open(lessons[0])
		p.check()
		p.follow("[data-lesson-done] button")
		require.Equal(t, lessons[1], p.path(), "the next lesson follows")
		p.follow("[data-lesson-done] button")
		p.open(lessons[0])
		p.waitFor(`document.querySelector("[data-lesson-is-done]").textContent.includes("Đã đánh dấu, chờ gửi")`)
		p.said("2 việc chờ gửi")

		p.visit("/courses/" + slug + "/" + quizStem)
		require.Contains(t, p.text("#main"), "Nộp bài thì cần có mạng")
		p.open(attempt)
		require.Equal(t, []int{1}, p.answered(), "what was saved before is there")
		p.answer(k, 2)
		p.answer(k, 3)
		p.waitFor(`document.querySelector("[data-saved]").textContent.includes("2 câu giữ trên máy")`)
		p.click("[data-submit]")
		p.click("dialog[data-hand-in] button[value=yes]")
		p.waitFor(`document.querySelector("[data-live]").textContent.includes("Chưa có mạng")`)

		require.Contains(t, p.device("/record"), "trang vừa mở không được giữ trên máy này")
		p.device("/offline")
		p.check()
		require.Contains(t, p.text("[data-waits]"), "Đã học:")
		require.Contains(t, p.text("[data-waits]"), "2 câu trả lời:")
		require.Contains(t, p.text("[data-kept]"), "phiên bản 1")

		p.lineBack()
		p.click("[data-send]")
		p.waitFor(`!document.querySelector("[data-nothing-waits]").hidden`)
		p.open(attempt)
		require.False(t, value[bool](p, `"copy" in document.documentElement.dataset`), "the line is back: the page is the server's")
		require.Equal(t, first(3), p.answered(), "the server has all three")
		p.visit("/courses/" + slug)
		require.Equal(t, 2, value[int](p, `document.querySelectorAll(".parts li.done").length`))
		require.Contains(t, p.device("/offline"), "Không có việc nào chờ gửi")

		p.click(".side-foot button[form=sign-out]")
		p.waitFor(`location.pathname === "/offline" && document.querySelector("[data-leave]")?.hidden === false`)
		p.check()
		p.follow("[data-leave-keep]")
		require.Equal(t, "/login", p.path())
		p.lineCut()
		require.Contains(t, p.device("/courses/"+slug), "các bản lưu đang khóa")
		require.NotContains(t, p.text("body"), "Đã học")
		p.lineBack()

		p.again(s, "head")
		p.waitFor(`location.pathname !== "/login"`)
		require.Contains(t, p.device("/offline"), "Chưa giữ khóa học nào", "another person sees nothing of it")
		p.lineCut()
		require.NotContains(t, p.device("/courses/"+slug), "Các phần")
		p.lineBack()
	})
}

// again signs in at a browser that is open.
func (p *person) again(s *server, username string) {
	p.t.Helper()
	p.open("/login")
	p.run(chromedp.SendKeys("#username", username), chromedp.SendKeys("#password", s.password))
	p.follow("form[action='/login'] button")
}

// TestALessonWaitsForItsOwner marks a lesson without a line; meanwhile the session ends. The lesson is sent once its owner
// has signed in again.
func TestALessonWaitsForItsOwner(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		p := signIn(t, s, "author")
		p.begin(t, slug, quizStem)
		p.keep(slug)
		other := signIn(t, s, "author")
		p.lineCut()
		p.open("/courses/" + slug)
		first := value[string](p, `document.querySelector("[data-part] a").getAttribute("href")`)
		p.open(first)
		p.follow("[data-lesson-done] button")
		p.said("1 việc chờ gửi")

		p.lineBack()
		other.open("/account")
		other.click("form[action='/account/sign-out-everywhere'] button")
		other.follow("dialog[data-confirm-dialog] button[value=yes]")
		p.open("/")
		require.Equal(t, "/login", p.path())
		p.lineCut()
		require.Contains(t, p.device(first), "các bản lưu đang khóa")

		p.lineBack()
		p.again(s, "author")
		p.said("Đã gửi 1 việc")
		p.open(first)
		require.Contains(t, p.text("main"), "Đã học")

		p.click(".side-foot button[form=sign-out]")
		p.waitFor(`document.querySelector("[data-leave]")?.hidden === false`)
		p.follow("[data-leave-clear]")
		p.waitFor(`(caches.keys().then((names) => (window.caches_ = names)), window.caches_ !== undefined && window.caches_.join() === "liem shell")`)
	})
}
