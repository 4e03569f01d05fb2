package journeys

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"
)

// acknowledge says that the notice on personal data was read, where it is asked.
func (p *person) acknowledge() {
	p.t.Helper()
	if p.path() == "/account/notice" {
		p.follow("form[action='/account/notice'] button")
	}
}

// setFactor sets up a second factor on the page that is open, with a device that makes codes as authenticator apps do, and
// returns its secret.
func (p *person) setFactor() (secret string) {
	p.t.Helper()
	require.Equal(p.t, "/account/two-factor", p.path())
	p.check()
	secret = value[string](p, `document.querySelector(".secret-text").textContent.replaceAll(" ", "")`)
	p.run(chromedp.SendKeys("#code", "000000"))
	p.follow("form[action='/account/two-factor'] button")
	p.check()
	require.Contains(p.t, p.text("[role=alert]"), "Mã chưa đúng")
	p.run(chromedp.SendKeys("#code", p.code(secret, 0)))
	p.follow("form[action='/account/two-factor'] button")
	p.check()
	require.Len(p.t, value[[]string](p, `[...document.querySelectorAll(".code-list li")].map((e) => e.textContent)`), 10)
	return secret
}

// code is what the device shows now, or so many half minutes later: clocks may differ by one.
func (p *person) code(secret string, later int) string {
	p.t.Helper()
	code, err := totp.GenerateCode(secret, time.Now().Add(time.Duration(later)*30*time.Second))
	require.NoError(p.t, err)
	return code
}

// TestFirstSignInBySlip: an administrator sets up the second factor that the role asks for and prints a slip; the officer sets
// a password by it, sets up a second factor, and signs in again with both.
func TestFirstSignInBySlip(t *testing.T) {
	onBoth(t, func(t *testing.T, s *server) {
		admin := signIn(t, s, "admin")
		admin.acknowledge()
		admin.open("/people")
		admin.setFactor()
		admin.follow(".codes a.btn-primary")
		admin.visit("/people/slips?without=1")
		admin.click("tbody input[name=officer]")
		name := value[string](admin, `document.querySelector("tbody input[name=officer]").labels[0].textContent`)
		admin.follow("form[action='/people/slips'][method=post] button.btn-primary")
		admin.check()
		require.Contains(t, admin.text(".slip"), name)
		code := admin.text(".slip-code")
		username := value[string](admin, `document.querySelectorAll(".slip dd")[1].textContent`)

		p := sitDown(t, s, username)
		p.open("/login")
		p.follow("a[href='/login/start']")
		p.check()
		p.run(chromedp.SendKeys("#code", code))
		p.follow("form[action='/login/start'] button")
		p.check()
		require.Contains(t, p.text(".sign-in"), name)
		p.run(chromedp.SendKeys("#password", "matkhau12345"), chromedp.SendKeys("#again", "matkhau12345"))
		p.follow("form[action='/login/start/password'] button")
		require.Contains(t, p.text("[role=alert]"), "dễ đoán")
		p.run(chromedp.SendKeys("#password", "quan pho dau ngo ngon"), chromedp.SendKeys("#again", "quan pho dau ngo ngon"))
		p.follow("form[action='/login/start/password'] button")
		p.acknowledge()
		require.Equal(t, "/", p.path())
		p.visit("/account")
		p.follow("a[href='/account/two-factor']")
		secret := p.setFactor()
		p.visit("/account/two-factor")
		p.visit("/account/tokens")
		p.visit("/account/prove?next=/account")

		p.follow("button[form=sign-out]")
		p.run(chromedp.SendKeys("#username", username), chromedp.SendKeys("#password", "quan pho dau ngo ngon"))
		p.follow("form[action='/login'] button")
		require.Equal(t, "/login/code", p.path())
		p.check()
		p.run(chromedp.SendKeys("#code", p.code(secret, 1)))
		p.follow("form[action='/login/code'] button")
		require.Equal(t, "/", p.path())

		late := sitDown(t, s, username)
		late.open("/login/start")
		late.run(chromedp.SendKeys("#code", code))
		late.follow("form[action='/login/start'] button")
		late.check()
		require.Contains(t, late.text("[role=alert]"), "đã dùng")
	}, "TWO_FACTOR=required")
}
