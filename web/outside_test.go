package web_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/fault"
	"liem/internal/oidc"
	"liem/internal/oidc/oidctest"
	"liem/people"
)

// gone is a directory that does not answer.
type gone struct{}

func (gone) Check(context.Context, string, string) (string, bool, error) {
	return "", false, fault.New(fault.Unavailable, "signin.directory_away")
}

// TestTheDirectoryIsAwayInMidSignIn: the page says so, keeps what was typed, and accounts of ours go on.
func TestTheDirectoryIsAwayInMidSignIn(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		s := newSite(t, d)
		s.officer("hoa", "Nguyễn Thị Hoa", "P1")
		s.People.Outside = people.Outside{Directory: gone{}, DirectoryMatch: people.ByUsername}
		b := newBrowser(s)
		require.NoError(t, b.send(request{method: "GET", path: "/login?next=/record"}))
		fields := []field{{"csrf", b.csrf}, {"username", "hoa"}, {"password", "mat khau cua thu muc"}, {"next", "/record"}}
		require.NoError(t, b.send(request{method: "POST", path: "/login", contentType: formType, body: []byte(encode(fields))}))
		require.Equal(t, 503, b.status)
		require.NotEmpty(t, b.header.Get("Content-Type"))
		require.True(t, b.shows("Thư mục của cơ quan đang không trả lời"), b)
		require.True(t, b.shows(`name="next" value="/record"`), b)
		require.Empty(t, b.cookies["liem_session"])
		require.NoError(t, b.signIn("hoa"))
	})
}

// TestSigningInByTheCommonSystem goes to a real provider and comes back, in one browser and no other.
func TestSigningInByTheCommonSystem(t *testing.T) {
	p := oidctest.New(t)
	s := newSite(t, dbtest.SQLite(t))
	s.officer("hoa", "Nguyễn Thị Hoa", "P1")
	s.People.Outside = people.Outside{OIDCClaim: "preferred_username", OIDCMatch: people.ByUsername, OIDC: oidc.New(oidc.Config{Issuer: p.Issuer,
		ClientID: oidctest.ClientID, ClientSecret: oidctest.ClientSecret, Redirect: oidctest.Callback, Scopes: []string{"profile"}})}
	away := func(b *browser, login string) url.Values {
		require.NoError(t, b.send(request{method: "GET", path: "/login"}))
		require.True(t, b.shows("Đăng nhập qua hệ thống chung của cơ quan"), b)
		require.NoError(t, b.send(request{method: "GET", path: "/login/oidc?next=/record"}))
		require.Equal(t, 303, b.status)
		to := b.header.Get("Location")
		require.True(t, strings.HasPrefix(to, p.Issuer), to)
		require.Contains(t, to, "code_challenge_method=S256")
		return p.Walk(t, to, login)
	}
	back := func(b *browser, q url.Values) {
		require.NoError(t, b.send(request{method: "GET", path: "/login/oidc/callback?" + q.Encode()}))
	}

	hoa, thief := newBrowser(s), newBrowser(s)
	q := away(hoa, "hoa")
	back(thief, q)
	require.Equal(t, 401, thief.status)
	require.True(t, thief.shows("Hãy bắt đầu lại từ trang này"), thief)
	back(hoa, q)
	require.Equal(t, 303, hoa.status)
	require.Equal(t, "/record", hoa.header.Get("Location"))
	require.NoError(t, hoa.send(request{method: "GET", path: "/account"}))
	require.True(t, hoa.shows("qua hệ thống đăng nhập chung"), hoa)

	stranger := newBrowser(s)
	back(stranger, away(stranger, "nguoi-la"))
	require.Equal(t, 401, stranger.status)
	require.True(t, stranger.shows("trên Liêm chưa có tài khoản ứng với bạn"), stranger)
	p.Stop()
	s.shut() // nobody reads what is changed now
	s.People.Outside.OIDC = oidc.New(oidc.Config{Issuer: p.Issuer, ClientID: oidctest.ClientID, Redirect: oidctest.Callback})
	s.listen()
	late := newBrowser(s)
	require.NoError(t, late.send(request{method: "GET", path: "/login/oidc"}))
	require.Equal(t, 503, late.status)
	require.True(t, late.shows("Hệ thống đăng nhập chung đang không trả lời"), late)
}
