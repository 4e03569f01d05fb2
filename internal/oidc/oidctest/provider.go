// Package oidctest runs a real OpenID Connect provider, the npm package oidc-provider, on this machine for a test, and walks
// through its pages as a person does.
package oidctest

import (
	"bufio"
	_ "embed"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// Callback is where the provider sends people back to, ClientID and ClientSecret are this site's place there.
const (
	Callback     = "https://liem.example/login/oidc/callback"
	ClientID     = "liem"
	ClientSecret = "bi-mat"
)

//go:embed provider.mjs
var script []byte

// Provider is a provider that runs.
type Provider struct {
	Issuer string

	process *exec.Cmd
}

// New starts a provider; it ends with the test. Without node or the assets' packages the test is skipped, or fails where CI is
// set.
func New(t testing.TB) *Provider {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	modules := filepath.Join(filepath.Dir(here), "../../../web/assets/node_modules")
	if !filepath.IsAbs(here) { // built with -trimpath: the test runs in its package's folder
		modules = find(t)
	}
	node, err := exec.LookPath("node")
	if _, missing := os.Stat(filepath.Join(modules, "oidc-provider")); err != nil || missing != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("node or oidc-provider is missing: make assets")
		}
		t.Skip("node or oidc-provider is missing: make assets")
	}
	file := filepath.Join(t.TempDir(), "provider.mjs")
	if err := os.WriteFile(file, script, 0o600); err != nil {
		t.Fatal(err)
	}
	port := free(t)
	p := &Provider{Issuer: "http://127.0.0.1:" + port, process: exec.Command(node, file, modules, port, Callback)}
	out, err := p.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errors strings.Builder
	p.process.Stderr = &errors
	if err := p.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || strings.TrimSpace(line) != "ready" {
		_ = p.process.Wait()
		t.Fatalf("the provider did not start: %q %v\n%s", line, err, errors.String())
	}
	go io.Copy(io.Discard, out) //nolint:errcheck // it ends with the process
	return p
}

// find looks for the assets' packages from the test's folder upwards.
func find(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "web/assets/node_modules")
		}
		dir = filepath.Dir(dir)
	}
	return ""
}

// Stop ends the provider: it is away from now on.
func (p *Provider) Stop() {
	if p.process.ProcessState == nil {
		_ = p.process.Process.Kill()
		_ = p.process.Wait()
	}
}

func free(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// Walk goes through the provider's pages as somebody, from the address of the sign-in to the address that leads back, and
// answers what that carries.
func (p *Provider) Walk(t testing.TB, start, login string) url.Values {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	var back *url.URL
	client := &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(r.URL.String(), Callback) {
			back = r.URL
			return http.ErrUseLastResponse
		}
		return nil
	}}
	res, err := client.Get(start)
	for range 5 {
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if back != nil {
			return back.Query()
		}
		if !strings.Contains(res.Request.URL.Path, "/interaction/") {
			t.Fatalf("the provider answers %s with %s", res.Request.URL, res.Status)
		}
		prompt := "login"
		if p.asksConsent(t, client, res.Request.URL.String()) {
			prompt = "consent"
		}
		res, err = client.PostForm(res.Request.URL.String(), url.Values{"prompt": {prompt}, "login": {login}, "password": {"x"}})
	}
	t.Fatal("the provider's pages do not end")
	return nil
}

func (p *Provider) asksConsent(t testing.TB, client *http.Client, page string) bool {
	t.Helper()
	res, err := client.Get(page)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(body), `value="consent"`)
}
