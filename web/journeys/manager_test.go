package journeys

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// upload sends a zip through the form.
func (p *person) upload(zip string) {
	p.t.Helper()
	p.open("/manage/courses/upload")
	p.run(chromedp.SetUploadFiles("#file", []string{zip}, chromedp.ByQuery))
	p.click("form[data-upload] button")
}

// publish agrees and publishes the draft that is open.
func (p *person) publish(note string) {
	p.t.Helper()
	p.run(chromedp.SendKeys("#note", note))
	p.click("#no_secrets")
	if value[bool](p, `!!document.querySelector("#editorial")`) {
		p.click("#editorial")
	}
	p.follow("button[form=publish]")
}

// TestManagerPublishesTwoVersions brings a course with mistakes, mends it, publishes it, and publishes a changed one; an
// officer who is inside keeps the first.
func TestManagerPublishesTwoVersions(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		p := signIn(t, s, "manager")
		p.visit("/manage/courses")
		p.visit("/manage/courses/upload")

		lesson := edit{"04-qua-tang.md", "(03-xung-dot-loi-ich.md#", "(khong-co-bai-nay.md#"}
		question := edit{"07-kiem-tra.quiz.md", "- [x] Can thiệp", "- [ ] Can thiệp"}
		p.upload(zipped(t, own(t), lesson, question))
		p.waitFor(`document.querySelectorAll(".problems li").length >= 2`)
		p.check()
		problems := p.text("#main")
		require.Contains(t, problems, "04-qua-tang.md")
		require.Contains(t, problems, "07-kiem-tra.quiz.md")
		require.Regexp(t, `^Dòng \d+, cột \d+$`, p.text(".problems .where"))
		p.open("/manage/courses")
		require.NotContains(t, p.text("#main"), newSlug, "a course with mistakes is not kept")

		p.upload(zipped(t, own(t)))
		p.waitFor(`location.pathname.includes("/versions/")`)
		p.check()
		p.follow(".parts li:first-child a")
		p.check()
		require.Contains(t, p.text(".prose"), "Công minh, chính trực", "the preview is what officers see")
		p.run(chromedp.NavigateBack())
		p.publish("Bản đầu tiên")
		p.check()

		officer := signIn(t, s, "officer")
		officer.open("/courses/" + newSlug)
		officer.follow("form[action$='/begin'] button")

		p.upload(zipped(t, own(t), edit{"01-nam-duc-tinh.md", "Năm từ này ai cũng thuộc.", "Năm đức tính này ai cũng thuộc lòng."}))
		p.waitFor(`location.pathname.includes("/versions/")`)
		p.check()
		changes := p.text("section[aria-labelledby=changes]")
		require.Contains(t, changes, "Năm đức tính này ai cũng thuộc lòng.")
		require.Contains(t, changes, "01-nam-duc-tinh.md")
		p.publish("Sửa lời ở bài 1")
		require.Contains(t, p.text("#main"), "Phiên bản 2")

		officer.open("/courses/" + newSlug)
		require.Contains(t, officer.text("#main"), "Bạn vẫn học phiên bản 1")
		officer.open("/courses/" + newSlug + "/nam-duc-tinh")
		require.Contains(t, officer.text(".prose"), "Năm từ này ai cũng thuộc.")
		hr := signIn(t, s, "hr")
		hr.open("/courses/" + newSlug + "/nam-duc-tinh")
		require.Contains(t, hr.text(".prose"), "Năm đức tính này ai cũng thuộc lòng.", "who begins now gets the second")
	})
}
