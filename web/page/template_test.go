package page_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"
	"github.com/valyala/fasthttp"

	"liem/internal/i18n"
	"liem/internal/secret"
	"liem/people"
	"liem/web/page"
)

type namelessAssets struct{}

func (namelessAssets) Href(name string) string { return "/assets/" + name }

// newSite is what pages need, without a server.
func newSite(t *testing.T) *page.Site {
	t.Helper()
	keys, err := secret.Load(secret.Files{Dir: t.TempDir()})
	require.NoError(t, err)
	return &page.Site{Assets: namelessAssets{}, Keys: keys, Default: i18n.Vietnamese}
}

// newCtx is a request of somebody who is signed in, with an answer of its own.
func newCtx(t *testing.T, app *fiber.App, site *page.Site, name string) *page.Ctx {
	t.Helper()
	fc := app.AcquireCtx(&fasthttp.RequestCtx{})
	t.Cleanup(func() { app.ReleaseCtx(fc) })
	return &page.Ctx{Ctx: fc, Site: site, P: i18n.For(i18n.Vietnamese), Token: "token of " + name,
		Actor: people.Actor{AccountID: name, Name: name, Locale: "vi"}}
}

type greeting struct {
	page.Base
	To string
}

var greetingPage = page.Parse[greeting](fstest.MapFS{"greeting.html": {Data: []byte(
	`{{define "main"}}<p>{{.To}}</p><input name="csrf" value="{{.CSRF}}">{{end}}`)}}, "greeting.html")

// TestPagesKeepTheirBytes renders other people's pages before the first one is sent: a page must not share its bytes.
func TestPagesKeepTheirBytes(t *testing.T) {
	app, site := fiber.New(), newSite(t)
	first := newCtx(t, app, site, "an")
	require.NoError(t, greetingPage.Render(first, &greeting{Base: first.BaseNamed("", "Chào"), To: "an"}))
	want := string(first.Response().Body())
	require.Contains(t, want, "<p>an</p>")
	for i := range 50 {
		other := newCtx(t, app, site, fmt.Sprint("bình ", i))
		require.NoError(t, greetingPage.Render(other, &greeting{Base: other.BaseNamed("", "Chào"), To: other.Actor.Name}))
	}
	require.Equal(t, want, string(first.Response().Body()))
}
