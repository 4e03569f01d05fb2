package page_test

import (
	"net/http/httptest"
	"testing"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"

	"liem/web/page"
)

func TestClientIsTheLastAddressThatNoProxyHas(t *testing.T) {
	const remote = "0.0.0.0" // what requests come from in a test without a line
	for _, c := range []struct {
		proxies []string
		headers []string
		want    string
	}{
		{nil, []string{"198.51.100.7"}, remote},
		{[]string{"192.0.2.1"}, []string{"198.51.100.7"}, remote},
		{[]string{remote}, nil, remote},
		{[]string{remote}, []string{"198.51.100.7"}, "198.51.100.7"},
		{[]string{remote}, []string{"10.0.0.1, 198.51.100.7"}, "198.51.100.7"}, // the first was sent by the client
		{[]string{remote}, []string{"10.0.0.1", "198.51.100.7"}, "198.51.100.7"},
		{[]string{remote, "203.0.113.0/24"}, []string{"10.0.0.1, 198.51.100.7, 203.0.113.9"}, "198.51.100.7"},
		{[]string{remote, "203.0.113.0/24"}, []string{"203.0.113.8, 203.0.113.9"}, "203.0.113.8"},
		{[]string{remote}, []string{"198.51.100.7, unknown"}, remote},
		{[]string{remote}, []string{"::ffff:198.51.100.7"}, "198.51.100.7"},
		{[]string{remote}, []string{"2001:db8::1"}, "2001:db8::1"},
	} {
		site := &page.Site{Proxies: page.ParseProxies(c.proxies)}
		app, got := fiber.New(), ""
		app.Get("/", func(fc *fiber.Ctx) error {
			got = site.Client(fc)
			return nil
		})
		req := httptest.NewRequest("GET", "/", nil)
		for _, h := range c.headers {
			req.Header.Add("X-Forwarded-For", h)
		}
		_, err := app.Test(req)
		require.NoError(t, err)
		require.Equal(t, c.want, got, "%v behind %v", c.headers, c.proxies)
	}
}
