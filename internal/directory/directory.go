// Package directory checks passwords with an LDAP directory or Active Directory: it finds the person's entry and binds as
// them. What it answers is an attribute of the entry; who that is here is the caller's to decide.
package directory

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"

	"liem/internal/fault"
)

// Config names a directory and how people are found in it.
type Config struct {
	URL          string // ldap://host:389 or ldaps://host:636
	StartTLS     bool   // ldap:// becomes private before anything is said
	CA           string // file with the certificate authority; empty for the system's
	BindDN       string // who searches; empty for anonymously
	BindPassword string
	Base         string // below which people are
	Filter       string // finds one person, %s is the name that was typed: (uid=%s)
	Attribute    string // what is answered: uid, sAMAccountName, employeeNumber, mail
}

// Directory asks one directory.
type Directory struct {
	config Config
	tls    *tls.Config
}

// timeout bounds each question: a sign-in waits for it.
const timeout = 5 * time.Second

var errAway = fault.New(fault.Unavailable, "signin.directory_away")

// New reads the certificate authority; nothing is asked yet.
func New(c Config) (*Directory, error) {
	u, err := url.Parse(c.URL)
	if err != nil || (u.Scheme != "ldap" && u.Scheme != "ldaps") || u.Host == "" {
		return nil, fmt.Errorf("directory: %q is no address of a directory", c.URL)
	}
	d := &Directory{config: c, tls: &tls.Config{ServerName: u.Hostname(), MinVersion: tls.VersionTLS12}}
	if c.CA == "" {
		return d, nil
	}
	pem, err := os.ReadFile(c.CA)
	if err != nil {
		return nil, fmt.Errorf("directory: %w", err)
	}
	d.tls.RootCAs = x509.NewCertPool()
	if !d.tls.RootCAs.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("directory: %s holds no certificate", c.CA)
	}
	return d, nil
}

// Check tells whether a name and a password belong together there, and the attribute of the entry. An empty password is
// refused here: to a directory it would mean nobody in particular, and succeed (RFC 4513, 5.1.2).
func (d *Directory) Check(ctx context.Context, name, password string) (value string, ok bool, err error) {
	if name == "" || password == "" {
		return "", false, nil
	}
	conn, err := d.connect(ctx)
	if err != nil {
		return "", false, errAway.Because(err)
	}
	defer conn.Close()
	if d.config.BindDN != "" {
		if err := conn.Bind(d.config.BindDN, d.config.BindPassword); err != nil {
			return "", false, errAway.Because(err) // our own account there is refused: nobody can sign in
		}
	}
	entry, err := d.find(conn, name)
	if entry == nil || err != nil {
		return "", false, err
	}
	err = conn.Bind(entry.DN, password)
	switch {
	case err == nil:
		return entry.GetEqualFoldAttributeValue(d.config.Attribute), true, nil
	case ldap.IsErrorAnyOf(err, ldap.LDAPResultInvalidCredentials, ldap.LDAPResultInsufficientAccessRights, ldap.LDAPResultUnwillingToPerform,
		ldap.LDAPResultInappropriateAuthentication, ldap.LDAPResultConstraintViolation):
		return "", false, nil
	}
	return "", false, errAway.Because(err)
}

// find is the one entry of a name; nil for none, or for a name that fits several.
func (d *Directory) find(conn *ldap.Conn, name string) (*ldap.Entry, error) {
	filter := strings.ReplaceAll(d.config.Filter, "%s", ldap.EscapeFilter(name))
	search := ldap.NewSearchRequest(d.config.Base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 2, int(timeout/time.Second), false,
		filter, []string{d.config.Attribute}, nil)
	found, err := conn.Search(search)
	switch {
	case ldap.IsErrorAnyOf(err, ldap.LDAPResultNoSuchObject):
		return nil, nil
	case err != nil && !ldap.IsErrorAnyOf(err, ldap.LDAPResultSizeLimitExceeded):
		return nil, errAway.Because(err)
	case len(found.Entries) != 1:
		return nil, nil
	}
	return found.Entries[0], nil
}

func (d *Directory) connect(ctx context.Context) (*ldap.Conn, error) {
	dialer := &net.Dialer{Timeout: timeout}
	if deadline, ok := ctx.Deadline(); ok {
		dialer.Deadline = deadline
	}
	conn, err := ldap.DialURL(d.config.URL, ldap.DialWithDialer(dialer), ldap.DialWithTLSConfig(d.tls))
	if err != nil {
		return nil, err
	}
	conn.SetTimeout(timeout)
	if d.config.StartTLS && strings.HasPrefix(d.config.URL, "ldap://") {
		if err := conn.StartTLS(d.tls); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	return conn, nil
}
