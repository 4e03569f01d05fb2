package journeys

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// inEditor is the editor's text as the browser holds it.
const inEditor = `document.querySelector(".editor-host").shadowRoot.querySelector(".cm-content")`

// write types text at the end of what the editor holds, the way an input method hands it over.
func (p *person) write(text string) {
	p.t.Helper()
	p.waitFor(`!!document.querySelector(".editor-host")`)
	p.run(chromedp.Evaluate(inEditor+`.focus()`, nil), chromedp.KeyEvent("\ue010", chromedp.KeyModifiers(input.ModifierCtrl)), input.InsertText(text))
}

// stored waits until the server has what was typed.
func (p *person) stored() {
	p.t.Helper()
	p.waitFor(`document.querySelector("#state").textContent.startsWith("Đã lưu lúc")`)
}

// TestWrittenReviewedPublishedAndRead writes a course in the browser: two authors at once, a line that goes away, a picture;
// it is reviewed line by line, published, and read on a phone.
func TestWrittenReviewedPublishedAndRead(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		author := signIn(t, s, "author")
		author.visit("/manage/courses/new")
		author.fill("#title", "Văn hóa công vụ")
		author.follow("form[action='/manage/courses/new'] button")
		edit := author.path()
		require.Regexp(t, `^/manage/courses/[^/]+/edit$`, edit)
		author.open(edit + "?file=01-bai-dau-tien.md")
		author.waitFor(`!!document.querySelector(".editor-host")`)
		author.check()
		author.write("\n\n## Chào hỏi\n\nGiữ thái độ đúng mực khi tiếp công dân.\n")
		author.stored()
		author.waitFor(`document.querySelector("#seen").textContent.includes("Giữ thái độ đúng mực")`)

		// A second person is told; what they save is not overwritten.
		manager := signIn(t, s, "manager")
		manager.open(edit + "?file=01-bai-dau-tien.md")
		require.Contains(t, manager.text("#others"), "đang mở tệp này từ")
		manager.check()
		manager.write("\nCâu của người quản lý.\n")
		manager.stored()
		author.write("\nCâu của người soạn.\n")
		author.waitFor(`document.querySelector("#state").textContent.includes("Người khác vừa lưu")`)
		author.follow("form#editor button[value=save]")
		author.check()
		require.Contains(t, author.text(".diff"), "Câu của người quản lý.")
		require.Contains(t, value[string](author, `document.querySelector("#theirs").value`), "Câu của người quản lý.")
		author.run(chromedp.Evaluate(`document.querySelector("#body").value = document.querySelector("#theirs").value + "\nCâu của người soạn.\n"`, nil))
		author.follow("form[action$='/file'] button")
		require.Contains(t, value[string](author, `document.querySelector("#body").value`), "Câu của người soạn.")

		// Without a line the text stays on the device, and goes when the line is back.
		author.offline(true)
		author.write("\nViết khi mất mạng.\n")
		author.waitFor(`document.querySelector("#state").textContent.includes("mất kết nối")`)
		author.offline(false)
		author.stored()
		author.open(edit + "?file=01-bai-dau-tien.md")
		require.Contains(t, value[string](author, `document.querySelector("#body").value`), "Viết khi mất mạng.")

		// A picture, a mistake at its line, a draft.
		author.run(chromedp.SetUploadFiles("#picture", []string{picture(t)}, chromedp.ByQuery))
		author.waitFor(`document.querySelector("#body").value.includes("media/so-do.png")`)
		author.write("\n[hỏng](09-khong-co.md)\n")
		author.waitFor(`!!document.querySelector(".editor-host").shadowRoot.querySelector(".cm-lint-marker-error")`)
		author.follow("button[form=draft]")
		author.check()
		require.Contains(t, author.text("#main"), "Chưa tạo được bản nháp.")
		author.open(edit + "/history?file=01-bai-dau-tien.md")
		author.check()
		author.open(edit + "?file=01-bai-dau-tien.md")
		author.mend()
		author.byForm(edit)
		author.open(edit + "?file=01-bai-dau-tien.md")
		author.follow("button[form=draft]")
		if value[bool](author, `!!document.querySelector(".problems")`) { // warnings, on the way to the draft
			author.check()
			author.follow("#main a.btn-primary")
		}
		draft := author.path()
		author.check()
		author.follow("form[action$='/submit'] button")

		// Review: a comment on a line, an answer, approval, publishing.
		manager.visit(draft + "/review?file=01-bai-dau-tien.md&line=1")
		manager.fill("#body", "Ghi thêm số phút.")
		manager.follow("form[action$='/comments'] button")
		manager.check()
		author.open(draft + "/review")
		author.follow("form[action*='/comments/'] button[value=resolve]")
		manager.open(draft)
		manager.follow("button[formaction$='/approve']")
		require.Contains(t, manager.text("#main"), "Đã duyệt")
		manager.check()
		manager.publish("Bản đầu tiên")
		require.Contains(t, manager.text("#main"), "Phiên bản 1")

		officer := signIn(t, s, "officer")
		officer.run(chromedp.EmulateViewport(360, 780, chromedp.EmulateMobile))
		officer.visit("/courses/van-hoa-cong-vu")
		officer.follow("form[action$='/begin'] button")
		officer.check()
		require.Contains(t, officer.text(".prose"), "Giữ thái độ đúng mực khi tiếp công dân.")
		require.Contains(t, officer.text(".prose"), "Câu của người quản lý.")
	})
}

// byForm edits a question of the quiz in its form, then in its text, and finds it in the form again.
func (p *person) byForm(edit string) {
	p.t.Helper()
	const file = "02-kiem-tra.quiz.md"
	p.visit(edit + "/quiz?file=" + file + "&at=0")
	p.run(chromedp.SetValue("#feedback", "Phản hồi viết trong biểu mẫu.", chromedp.ByQuery))
	p.follow("#main form.next button[value=save]")
	p.open(edit + "?file=" + file)
	require.Contains(p.t, value[string](p, `document.querySelector("#body").value`), "> Phản hồi viết trong biểu mẫu.")
	p.write("\n## Nhận định viết trong văn bản, đúng hay sai? {#van-ban}\n\n- (x) Đúng\n- ( ) Sai\n\n> Vì sao.\n")
	p.stored()
	p.open(edit + "/quiz?file=" + file)
	require.Contains(p.t, p.text(".quiz-list"), "Nhận định viết trong văn bản")
}

// mend takes the broken link out of the text.
func (p *person) mend() {
	p.t.Helper()
	p.waitFor(`!!document.querySelector(".editor-host")`)
	p.run(chromedp.Evaluate(`(() => { const area = document.querySelector("#body"); const body = area.value.replace("[hỏng](09-khong-co.md)", "hết").replace("![](", "![Sơ đồ]("); const form = document.createElement("form");
		form.method = "post"; form.action = document.querySelector("form#editor").action;
		for (const [name, value] of [["csrf", document.querySelector("[name=csrf]").value], ["file", document.querySelector("form#editor [name=file]").value], ["revision", document.querySelector("[name=revision]").value], ["do", "save"]]) {
			const i = document.createElement("input"); i.name = name; i.value = value; form.append(i) }
		const t = document.createElement("textarea"); t.name = "body"; t.value = body; form.append(t); document.body.append(form); window.leaving = true; form.submit() })()`, nil))
	p.waitFor(`window.leaving !== true && document.readyState === "complete" && !document.querySelector("#body").value.includes("09-khong-co")`)
}

// picture is a file of one white dot.
func picture(t *testing.T) string {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")
	require.NoError(t, err)
	name := filepath.Join(t.TempDir(), "Sơ đồ.png")
	require.NoError(t, os.WriteFile(name, raw, 0o600))
	return name
}

// TestASubstantiveChangeAsksAgain checks a folder, publishes it, lets an officer complete it, and publishes a change of
// substance: whom it concerns is shown first, and the officer is asked again.
func TestASubstantiveChangeAsksAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		manager := signIn(t, s, "manager")
		manager.upload(zipped(t, own(t), onlyLessons))
		manager.waitFor(`location.pathname.includes("/versions/")`)
		manager.publish("Bản đầu tiên")

		officer, late := signIn(t, s, "officer"), signIn(t, s, "hr")
		officer.complete()
		late.open("/courses/" + newSlug)
		late.follow("form[action$='/begin'] button")
		late.follow("form[action$='/done'] button")

		manager.upload(zipped(t, own(t), onlyLessons, edit{"01-nam-duc-tinh.md", "Năm từ này ai cũng thuộc.", "Năm đức tính này ai cũng thuộc lòng."}))
		manager.waitFor(`location.pathname.includes("/versions/")`)
		draft := manager.path()
		manager.visit(draft + "/concerned?group=asked")
		require.Contains(t, manager.text("#main"), "Sẽ được yêu cầu học lại")
		manager.open(draft)
		for _, box := range []string{"#substantive", "#moves", "#asks_again", "#no_secrets"} {
			manager.click(box)
		}
		manager.follow("button[form=publish]")
		manager.check()
		require.Contains(t, manager.text("#main"), "1 người đang học chuyển sang phiên bản mới")
		require.Contains(t, manager.text("#main"), "1 người đã hoàn thành được yêu cầu học lại")
		manager.follow("#main form button.btn-primary")
		require.Contains(t, manager.text("#main"), "Phiên bản 2")
		manager.check()

		officer.visit("/")
		require.Contains(t, officer.text("#main"), "Cần học lại")
		officer.visit("/courses/" + newSlug)
		require.Contains(t, officer.text("#main"), "bạn được yêu cầu học lại")
		late.visit("/courses/" + newSlug)
		require.Contains(t, late.text("#main"), "được chuyển từ phiên bản 1 sang phiên bản 2")
		require.Contains(t, late.text("#main"), "Những phần sau đã khác trước")
		officer.complete()
		officer.open("/")
		require.NotContains(t, officer.text("#main"), "Cần học lại")
	})
}

// onlyLessons lets a course be completed by its first two lessons.
var onlyLessons = edit{"course.md", "language: vi", "language: vi\ncompletion: [nam-duc-tinh, trach-nhiem-va-dieu-cam]"}

// complete studies what the course needs.
func (p *person) complete() {
	p.t.Helper()
	p.open("/courses/" + newSlug)
	p.follow("form[action$='/begin'] button")
	for _, stem := range []string{"nam-duc-tinh", "trach-nhiem-va-dieu-cam"} {
		p.open("/courses/" + newSlug + "/" + stem)
		p.follow("form[action$='/done'] button")
	}
}
