// Package slapdtest runs OpenLDAP's slapd on this machine for a test, with a certificate of its own and a few people in it.
package slapdtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"
)

// Base is below which everything is; Admin may read all, with the password Secret.
const (
	Base   = "dc=vks,dc=example"
	Admin  = "cn=admin," + Base
	Secret = "bi mat"
)

// Server is a directory that runs.
type Server struct {
	URL    string // ldap://, which speaks StartTLS
	TLSURL string // ldaps://
	CA     string // file with its certificate

	process *exec.Cmd
}

const config = `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile %[1]s/pid
argsfile %[1]s/args
TLSCertificateFile %[1]s/cert.pem
TLSCertificateKeyFile %[1]s/key.pem
database mdb
suffix "` + Base + `"
rootdn "` + Admin + `"
rootpw "` + Secret + `"
directory %[1]s/data
access to attrs=userPassword by anonymous auth by * none
access to * by dn="` + Admin + `" read by * none
`

// New starts a directory with Nguyễn Thị Ánh (uid anh, number VKS-001) in it; it ends with the test. Without slapd the test
// is skipped, or fails where CI is set.
func New(t testing.TB) *Server {
	t.Helper()
	slapd, err := exec.LookPath("slapd")
	if err != nil {
		slapd = "/usr/sbin/slapd"
	}
	if _, err := os.Stat(slapd); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("slapd is missing: install the package slapd")
		}
		t.Skip("slapd is missing: install the package slapd")
	}
	dir := t.TempDir()
	writeCertificate(t, dir)
	must(t, os.Mkdir(filepath.Join(dir, "data"), 0o700))
	must(t, os.WriteFile(filepath.Join(dir, "slapd.conf"), fmt.Appendf(nil, config, dir), 0o600))
	s := &Server{URL: "ldap://" + free(t), TLSURL: "ldaps://" + free(t), CA: filepath.Join(dir, "cert.pem")}
	s.process = exec.Command(slapd, "-f", filepath.Join(dir, "slapd.conf"), "-h", s.URL+"/ "+s.TLSURL+"/", "-d", "0")
	must(t, s.process.Start())
	t.Cleanup(s.Stop)
	s.fill(t)
	return s
}

// Stop ends the directory: it is away from now on.
func (s *Server) Stop() {
	if s.process.ProcessState == nil {
		_ = s.process.Process.Kill()
		_ = s.process.Wait()
	}
}

// fill waits until the directory answers and adds the people.
func (s *Server) fill(t testing.TB) {
	t.Helper()
	var conn *ldap.Conn
	var err error
	for range 200 {
		if conn, err = ldap.DialURL(s.URL); err == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	must(t, err)
	defer conn.Close()
	must(t, conn.Bind(Admin, Secret))
	top := ldap.NewAddRequest(Base, nil)
	top.Attribute("objectClass", []string{"dcObject", "organization"})
	top.Attribute("dc", []string{"vks"})
	top.Attribute("o", []string{"VKS"})
	must(t, conn.Add(top))
	for _, p := range []struct{ uid, name, number, mail, password string }{
		{"anh", "Nguyễn Thị Ánh", "VKS-001", "anh@vks.example", "mật khẩu thư mục"},
		{"la", "Người Lạ", "VKS-999", "la@vks.example", "mật khẩu thư mục"},
		{"moi", "Lê Thị Mới", "VKS-002", "moi@vks.example", "mật khẩu thư mục"},
	} {
		entry := ldap.NewAddRequest("uid="+p.uid+","+Base, nil)
		entry.Attribute("objectClass", []string{"inetOrgPerson"})
		entry.Attribute("cn", []string{p.name})
		entry.Attribute("sn", []string{strings.Fields(p.name)[0]})
		entry.Attribute("employeeNumber", []string{p.number})
		entry.Attribute("mail", []string{p.mail})
		entry.Attribute("userPassword", []string{p.password})
		must(t, conn.Add(entry))
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// free is an address of this machine that nobody listens on.
func free(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	return l.Addr().String()
}

func writeCertificate(t testing.TB, dir string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "slapd of a test"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(24 * time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	must(t, err)
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "cert.pem"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw}), 0o600))
}
