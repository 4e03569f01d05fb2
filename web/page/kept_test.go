package page_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"

	"liem/internal/i18n"
	"liem/web/page"
)

var textPage = page.Parse[greeting](fstest.MapFS{"text.html": {Data: []byte(
	`{{define "main"}}<p>{{.To}}</p><b>{{.Actor.Name}}</b><input name="csrf" value="{{.CSRF}}">{{end}}`)}}, "text.html")

// send renders a kept page for somebody and returns its bytes.
func send(t *testing.T, c *page.Ctx, to string, notice *page.Notice) string {
	t.Helper()
	data := &greeting{Base: c.BaseNamed("", "Bài đọc"), To: to}
	data.Notice = notice
	require.NoError(t, textPage.RenderKept(c, data, to))
	return string(c.Response().Body())
}

// TestKeptPageIsThePage compares the bytes of a kept page, when it is made and when it is sent again, with those of the
// page rendered as any other.
func TestKeptPageIsThePage(t *testing.T) {
	app, site := fiber.New(), newSite(t)
	for range 2 {
		for _, name := range []string{"", "An", "Bình"} {
			c, plain := newCtx(t, app, site, "x"), newCtx(t, app, site, "x")
			c.Actor.Name, plain.Actor.Name = name, name
			require.NoError(t, greetingPage.Render(plain, &greeting{Base: plain.BaseNamed("", "Bài đọc"), To: "chương 1"}))
			data := &greeting{Base: c.BaseNamed("", "Bài đọc"), To: "chương 1"}
			require.NoError(t, greetingPage.RenderKept(c, data, "chương 1"))
			require.Equal(t, string(plain.Response().Body()), string(c.Response().Body()))
			require.Equal(t, name, data.Actor.Name, "the data is as it was")
		}
	}
}

// TestKeptPageIsOnesOwn sends one text to several people: each gets their own token and name, and nobody's else.
func TestKeptPageIsOnesOwn(t *testing.T) {
	app, site := fiber.New(), newSite(t)
	for i := range 6 {
		name := fmt.Sprint("Người ", i%3)
		c := newCtx(t, app, site, name)
		html := send(t, c, "một", nil)
		require.Contains(t, html, `<input name="csrf" value="`+c.CSRF()+`">`)
		require.Contains(t, html, `href="/account">`+name+`<`, "the navigation is one's own")
		require.Contains(t, html, "<b></b>", "what is kept for all shows nobody")
	}
}

// TestKeptPageFollowsWhatItShows changes one thing at a time.
func TestKeptPageFollowsWhatItShows(t *testing.T) {
	app, site := fiber.New(), newSite(t)
	c := newCtx(t, app, site, "an")
	require.Contains(t, send(t, c, "hai", nil), "<p>hai</p>")
	require.Contains(t, send(t, c, "ba", nil), "<p>ba</p>")

	c = newCtx(t, app, site, "an")
	c.Actor.Theme = "dark"
	require.Contains(t, send(t, c, "hai", nil), `data-theme="dark"`)

	c = newCtx(t, app, site, "an")
	c.P = i18n.For(i18n.English)
	require.Contains(t, send(t, c, "hai", nil), `lang="en"`)
}

// TestNoticeIsShownOnce sends a page with a notice and then without.
func TestNoticeIsShownOnce(t *testing.T) {
	app, site := fiber.New(), newSite(t)
	notice := &page.Notice{Tone: "done", Text: "Đã lưu."}
	require.Contains(t, send(t, newCtx(t, app, site, "an"), "bốn", notice), "Đã lưu.")
	require.NotContains(t, send(t, newCtx(t, app, site, "an"), "bốn", nil), "Đã lưu.")
}
