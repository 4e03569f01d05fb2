package directory_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/directory"
	"liem/internal/directory/slapdtest"
	"liem/internal/fault"
)

func configOf(s *slapdtest.Server) directory.Config {
	return directory.Config{URL: s.URL, StartTLS: true, CA: s.CA, BindDN: slapdtest.Admin, BindPassword: slapdtest.Secret, Base: slapdtest.Base,
		Filter: "(uid=%s)", Attribute: "employeeNumber"}
}

func check(t *testing.T, c directory.Config, name, password string) (string, bool, error) {
	t.Helper()
	d, err := directory.New(c)
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return d.Check(ctx, name, password)
}

func TestADirectoryKnowsWhoGivesTheRightPassword(t *testing.T) {
	s := slapdtest.New(t)
	private := configOf(s)
	private.URL, private.StartTLS = s.TLSURL, false
	for _, c := range []directory.Config{configOf(s), private} {
		value, ok, err := check(t, c, "anh", "mật khẩu thư mục")
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, "VKS-001", value)
	}
	for name, password := range map[string]string{"anh": "sai", "ai": "mật khẩu thư mục", "": "x"} {
		_, ok, err := check(t, configOf(s), name, password)
		require.NoError(t, err)
		require.False(t, ok, name)
	}
}

// TestNamesAreNoFiltersAndEmptyPasswordsNoBind: what a directory would understand as something else is refused.
func TestNamesAreNoFiltersAndEmptyPasswordsNoBind(t *testing.T) {
	s := slapdtest.New(t)
	for _, name := range []string{"*", "an*", "anh)(uid=*", "anh)(|(uid=*", "\\61nh", "anh\x00"} {
		_, ok, err := check(t, configOf(s), name, "mật khẩu thư mục")
		require.NoError(t, err, "%q", name)
		require.False(t, ok, "%q", name)
	}
	_, ok, err := check(t, configOf(s), "anh", "")
	require.NoError(t, err)
	require.False(t, ok)
	both := configOf(s)
	both.Filter = "(|(uid=%s)(sn=*))" // fits several: nobody
	_, ok, err = check(t, both, "anh", "mật khẩu thư mục")
	require.NoError(t, err)
	require.False(t, ok)
}

// TestADirectoryThatCannotBeTrustedOrIsAway says so, and never that the password was wrong.
func TestADirectoryThatCannotBeTrustedOrIsAway(t *testing.T) {
	s := slapdtest.New(t)
	stranger := configOf(s)
	stranger.CA = "" // the system's authorities do not know it
	refused := configOf(s)
	refused.BindPassword = "sai"
	for name, c := range map[string]directory.Config{"its certificate": stranger, "our own account": refused} {
		_, ok, err := check(t, c, "anh", "mật khẩu thư mục")
		require.Equal(t, fault.Unavailable, fault.KindOf(err), name)
		require.False(t, ok)
	}
	s.Stop()
	_, ok, err := check(t, configOf(s), "anh", "mật khẩu thư mục")
	require.Equal(t, fault.Unavailable, fault.KindOf(err))
	require.False(t, ok)
}
