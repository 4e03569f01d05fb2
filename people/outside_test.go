package people_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/directory"
	"liem/internal/directory/slapdtest"
	"liem/internal/fault"
	"liem/internal/oidc"
	"liem/internal/oidc/oidctest"
	"liem/people"
)

// withProvider lets the office sign in by a provider.
func (o office) withProvider(t *testing.T, claim string, match people.Match) *oidctest.Provider {
	t.Helper()
	p := oidctest.New(t)
	o.Service.Outside = people.Outside{OIDCClaim: claim, OIDCMatch: match, OIDC: oidc.New(oidc.Config{Issuer: p.Issuer, ClientID: oidctest.ClientID,
		ClientSecret: oidctest.ClientSecret, Redirect: oidctest.Callback, Scopes: []string{"profile", "email"}})}
	_, err := o.d.Writer().ExecContext(context.Background(), "UPDATE officers SET email = 'Anh@vks.example' WHERE number = 'VKS-001'")
	require.NoError(t, err)
	return p
}

// byProvider signs somebody in; between is done while they are at the provider.
func (o office) byProvider(t *testing.T, p *oidctest.Provider, login string, between func()) (people.Session, string, error) {
	t.Helper()
	ctx := context.Background()
	address, err := o.BeginOIDC(ctx, "browser", "/record")
	require.NoError(t, err)
	back := p.Walk(t, address, login)
	require.NotEmpty(t, back.Get("code"), "%v", back)
	if between != nil {
		between()
	}
	return o.FinishOIDC(ctx, "browser", back.Get("state"), back.Get("code"), people.SignIn{IP: "10.0.0.1"})
}

func TestSigningInByAProvider(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		p := o.withProvider(t, "preferred_username", people.ByUsername)
		s, next, err := o.byProvider(t, p, "anh", nil)
		require.NoError(t, err)
		require.Equal(t, "/record", next)
		require.Equal(t, "Nguyễn Thị Ánh", s.Actor.Name)
		list, err := o.Sessions(ctx, s.Actor)
		require.NoError(t, err)
		require.Equal(t, "oidc", list[0].Method)

		_, _, err = o.byProvider(t, p, "la", nil) // known there, not here
		e, _ := fault.As(err)
		require.Equal(t, "signin.nobody_here", e.Key)

		// What came back belongs to one browser, once, for a while.
		address, err := o.BeginOIDC(ctx, "browser", "")
		require.NoError(t, err)
		back := p.Walk(t, address, "anh")
		in := people.SignIn{IP: "10.0.0.1"}
		for _, browser := range []string{"", "another"} {
			_, _, err = o.FinishOIDC(ctx, browser, back.Get("state"), back.Get("code"), in)
			require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		}
		_, _, err = o.FinishOIDC(ctx, "browser", back.Get("state"), back.Get("code"), in)
		require.NoError(t, err)
		_, _, err = o.FinishOIDC(ctx, "browser", back.Get("state"), back.Get("code"), in)
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		_, _, err = o.byProvider(t, p, "anh", func() { o.clock.Add(16 * time.Minute) })
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
	})
}

// TestWhatTheProviderIsAskedIsBound changes what was kept of the request: the answer to another one is worth nothing.
func TestWhatTheProviderIsAskedIsBound(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t))
	p := o.withProvider(t, "preferred_username", people.ByUsername)
	for _, column := range []string{"nonce", "verifier"} {
		_, _, err := o.byProvider(t, p, "anh", func() {
			_, err := o.d.Writer().ExecContext(context.Background(), "UPDATE oidc_requests SET "+column+" = 'another-one-of-forty-three-characters-aaaaaa'")
			require.NoError(t, err)
		})
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err), column)
	}
}

func TestAProviderVouchesForTheAddress(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t))
	p := o.withProvider(t, "email", people.ByEmail)
	s, _, err := o.byProvider(t, p, "anh", nil)
	require.NoError(t, err)
	require.Equal(t, "anh", s.Actor.Username)
	_, err = o.d.Writer().ExecContext(context.Background(), "UPDATE officers SET email = 'chua-xac-minh@vks.example' WHERE number = 'VKS-001'")
	require.NoError(t, err)
	_, _, err = o.byProvider(t, p, "chua-xac-minh", nil)
	require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
}

// TestAProviderThatGoesAwayInMidSignIn leaves nothing half done, and local accounts work.
func TestAProviderThatGoesAwayInMidSignIn(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		p := o.withProvider(t, "preferred_username", people.ByUsername)
		_, _, err := o.byProvider(t, p, "anh", p.Stop)
		require.Equal(t, fault.Unavailable, fault.KindOf(err), "%v", err)
		o.Outside.OIDC = oidc.New(oidc.Config{Issuer: p.Issuer, ClientID: oidctest.ClientID, Redirect: oidctest.Callback})
		_, err = o.BeginOIDC(ctx, "browser", "")
		require.Equal(t, fault.Unavailable, fault.KindOf(err))
		var left int
		require.NoError(t, d.Reader().QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM sessions) + (SELECT COUNT(*) FROM oidc_requests)").Scan(&left))
		require.Zero(t, left)
		_, err = o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err)
	})
}

const theirs = "mật khẩu thư mục"

// withDirectory lets the office sign in by a directory.
func (o office) withDirectory(t *testing.T, attribute string, match people.Match) *slapdtest.Server {
	t.Helper()
	s := slapdtest.New(t)
	dir, err := directory.New(directory.Config{URL: s.URL, StartTLS: true, CA: s.CA, BindDN: slapdtest.Admin, BindPassword: slapdtest.Secret,
		Base: slapdtest.Base, Filter: "(uid=%s)", Attribute: attribute})
	require.NoError(t, err)
	o.Service.Outside = people.Outside{Directory: dir, DirectoryMatch: match}
	return s
}

func TestSigningInByADirectory(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		o.withDirectory(t, "employeeNumber", people.ByNumber)
		s, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: theirs})
		require.NoError(t, err)
		require.Equal(t, "Nguyễn Thị Ánh", s.Actor.Name)
		_, err = o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err, "a password of ours works as well")
		for name, secret := range map[string]string{"anh": "sai hoàn toàn", "khong-co-ai": theirs, "*": theirs} {
			_, err = o.SignIn(ctx, people.SignIn{Username: name, Password: secret})
			require.Equal(t, fault.Unauthenticated, fault.KindOf(err), name)
		}

		// Nobody is invented, unless one says so: then an officer of the roster gets an account, and nobody else.
		_, err = o.SignIn(ctx, people.SignIn{Username: "moi", Password: theirs})
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		_, err = o.AddOfficer(ctx, o.root, people.NewOfficer{Number: "VKS-002", FullName: "Lê Thị Mới", StaffType: people.CivilServant,
			UnitID: o.unit(t, "P1"), From: clock.Date("2020-01-01")})
		require.NoError(t, err)
		_, err = o.SignIn(ctx, people.SignIn{Username: "moi", Password: theirs})
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
		o.Outside.Create = true
		s, err = o.SignIn(ctx, people.SignIn{Username: "moi", Password: theirs})
		require.NoError(t, err)
		require.Equal(t, "Lê Thị Mới", s.Actor.Name)
		require.Equal(t, "vks-002", s.Actor.Username)
		_, err = o.SignIn(ctx, people.SignIn{Username: "la", Password: theirs})
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))

		// A closed account stays closed, whatever the directory says.
		require.NoError(t, o.SetDisabled(ctx, o.root, "anh", true))
		_, err = o.SignIn(ctx, people.SignIn{Username: "anh", Password: theirs})
		require.Equal(t, fault.Unauthenticated, fault.KindOf(err))
	})
}

// TestADirectoryThatIsAway says so to everybody alike, and accounts with a password of ours get in.
func TestADirectoryThatIsAway(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		o.withDirectory(t, "uid", people.ByUsername).Stop()
		for _, name := range []string{"anh", "khong-co-ai"} {
			_, err := o.SignIn(ctx, people.SignIn{Username: name, Password: theirs})
			e, ok := fault.As(err)
			require.True(t, ok, "%v", err)
			require.Equal(t, "signin.directory_away", e.Key)
		}
		_, err := o.SignIn(ctx, people.SignIn{Username: "anh", Password: password})
		require.NoError(t, err)
	})
}
