package app

import (
	"errors"
	"net"
	"net/url"
	"strconv"
	"strings"

	"liem/internal/directory"
	"liem/internal/mail"
	"liem/internal/oidc"
	"liem/people"
)

// readSecrets takes the secrets that stand in files.
func (c *Config) readSecrets() error {
	for _, s := range []struct {
		name, file string
		value      *string
	}{
		{"SMTP_PASSWORD_FILE", c.SMTPPasswordFile, &c.SMTPPassword},
		{"OIDC_CLIENT_SECRET_FILE", c.OIDCSecretFile, &c.OIDCSecret},
		{"LDAP_BIND_PASSWORD_FILE", c.LDAPPasswordFile, &c.LDAPPassword},
	} {
		if *s.value != "" || s.file == "" {
			continue
		}
		text, err := oneLine(s.file)
		if err != nil {
			return wrong(s.name, s.file)
		}
		*s.value = text
	}
	return nil
}

// checkSignIn refuses settings of signing in and of mail that could only fail later.
func (c Config) checkSignIn() error {
	if policy := people.FactorPolicy(c.TwoFactor); !policy.On() && policy != people.FactorsOff {
		return wrong("TWO_FACTOR", c.TwoFactor)
	}
	return errors.Join(c.checkMail(), c.checkOIDC(), c.checkLDAP())
}

func (c Config) checkMail() error {
	switch {
	case c.SMTPHost == "":
		return nil
	case c.SMTPPort < 1 || c.SMTPPort > 65535:
		return wrong("SMTP_PORT", strconv.Itoa(c.SMTPPort))
	case c.SMTPSecurity != mail.StartTLS && c.SMTPSecurity != mail.TLS && c.SMTPSecurity != mail.Plain:
		return wrong("SMTP_SECURITY", c.SMTPSecurity)
	case !mail.ValidFrom(c.MailFrom):
		return wrong("MAIL_FROM", c.MailFrom)
	case c.PublicURL == "": // letters carry links
		return wrong("PUBLIC_URL", c.PublicURL)
	}
	return nil
}

func (c Config) checkOIDC() error {
	u, err := url.Parse(c.OIDCIssuer)
	switch {
	case c.OutsideAccounts != accountsExisting && c.OutsideAccounts != accountsOfficers:
		return wrong("OUTSIDE_ACCOUNTS", c.OutsideAccounts)
	case c.OIDCIssuer == "":
		return nil
	case err != nil || u.Host == "" || (u.Scheme != "https" && !loopback(u.Hostname())):
		return wrong("OIDC_ISSUER", c.OIDCIssuer)
	case c.OIDCClientID == "":
		return wrong("OIDC_CLIENT_ID", c.OIDCClientID)
	case c.OIDCClaim == "":
		return wrong("OIDC_CLAIM", c.OIDCClaim)
	case !people.Match(c.OIDCMatch).Valid():
		return wrong("OIDC_MATCH", c.OIDCMatch)
	case c.PublicURL == "": // the provider sends people back there
		return wrong("PUBLIC_URL", c.PublicURL)
	}
	return nil
}

func (c Config) checkLDAP() error {
	u, err := url.Parse(c.LDAPURL)
	switch {
	case c.LDAPURL == "":
		return nil
	case err != nil || u.Host == "" || (u.Scheme != "ldap" && u.Scheme != "ldaps"):
		return wrong("LDAP_URL", c.LDAPURL)
	case u.Scheme == "ldap" && !c.LDAPStartTLS && !loopback(u.Hostname()): // passwords in the clear
		return wrong("LDAP_STARTTLS", "false")
	case c.LDAPBase == "":
		return wrong("LDAP_BASE", c.LDAPBase)
	case strings.Count(c.LDAPFilter, "%s") == 0:
		return wrong("LDAP_FILTER", c.LDAPFilter)
	case c.LDAPAttribute == "":
		return wrong("LDAP_ATTRIBUTE", c.LDAPAttribute)
	case !people.Match(c.LDAPMatch).Valid():
		return wrong("LDAP_MATCH", c.LDAPMatch)
	}
	return nil
}

// loopback tells whether a host is this machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// Whose accounts open by an outside sign-in.
const (
	accountsExisting = "existing" // those that are there
	accountsOfficers = "officers" // one is made for an officer of the roster who has none
)

// outside is how people sign in by what the office has already.
func (c Config) outside() (people.Outside, error) {
	o := people.Outside{Create: c.OutsideAccounts == accountsOfficers, OIDCClaim: c.OIDCClaim, OIDCMatch: people.Match(c.OIDCMatch),
		DirectoryMatch: people.Match(c.LDAPMatch)}
	if c.OIDCIssuer != "" {
		o.OIDC = oidc.New(oidc.Config{Issuer: c.OIDCIssuer, ClientID: c.OIDCClientID, ClientSecret: c.OIDCSecret,
			Redirect: strings.TrimRight(c.PublicURL, "/") + "/login/oidc/callback", Scopes: strings.Fields(c.OIDCScopes)})
	}
	if c.LDAPURL == "" {
		return o, nil
	}
	d, err := directory.New(directory.Config{URL: c.LDAPURL, StartTLS: c.LDAPStartTLS, CA: c.LDAPCA, BindDN: c.LDAPBindDN,
		BindPassword: c.LDAPPassword, Base: c.LDAPBase, Filter: c.LDAPFilter, Attribute: c.LDAPAttribute})
	if err != nil {
		return o, wrong("LDAP_CA_FILE", c.LDAPCA)
	}
	o.Directory = d
	return o, nil
}

// mailer writes to account owners; nil without a mail server.
func (c Config) mailer() *people.Mailer {
	if c.SMTPHost == "" {
		return nil
	}
	return &people.Mailer{Public: strings.TrimRight(c.PublicURL, "/"), Sender: &mail.SMTP{Host: c.SMTPHost, Port: c.SMTPPort,
		User: c.SMTPUser, Password: c.SMTPPassword, From: c.MailFrom, Security: c.SMTPSecurity}}
}
