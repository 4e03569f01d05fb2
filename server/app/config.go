package app

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"

	"liem/internal/fault"
	"liem/training"
)

// Config is the program's configuration. Every value has a default that works; the environment overrides it. What a
// variable is for stands in the language files under "server.env." and its name in lower case.
type Config struct {
	Dir string `env:"LIEM_DIR" envDefault:"data"`

	DatabaseURL     string `env:"DATABASE_URL" secret:"true"`
	DatabaseURLFile string `env:"DATABASE_URL_FILE"`
	MaxConns        int    `env:"DATABASE_MAX_CONNS" envDefault:"16"`

	Addr           string   `env:"ADDR"`
	Port           int      `env:"PORT" envDefault:"8080"`
	PublicURL      string   `env:"PUBLIC_URL"`
	TrustedProxies []string `env:"TRUSTED_PROXIES"`

	KeyField  string `env:"KEY_FIELD_FILE"`
	KeyCookie string `env:"KEY_COOKIE_FILE"`
	KeyLedger string `env:"KEY_LEDGER_FILE"`
	Origin    string `env:"LEDGER_ORIGIN" envDefault:"liem"`

	SessionIdle     time.Duration `env:"SESSION_IDLE" envDefault:"8h"`
	SessionAbsolute time.Duration `env:"SESSION_ABSOLUTE" envDefault:"24h"`

	TwoFactor string `env:"TWO_FACTOR" envDefault:"required"`

	CourseOwnApproval bool `env:"COURSE_OWN_APPROVAL" envDefault:"false"`

	SMTPHost         string `env:"SMTP_HOST"`
	SMTPPort         int    `env:"SMTP_PORT" envDefault:"587"`
	SMTPUser         string `env:"SMTP_USER"`
	SMTPPassword     string `env:"SMTP_PASSWORD" secret:"true"`
	SMTPPasswordFile string `env:"SMTP_PASSWORD_FILE"`
	SMTPSecurity     string `env:"SMTP_SECURITY" envDefault:"starttls"`
	MailFrom         string `env:"MAIL_FROM"`

	OIDCIssuer       string `env:"OIDC_ISSUER"`
	OIDCClientID     string `env:"OIDC_CLIENT_ID"`
	OIDCSecret       string `env:"OIDC_CLIENT_SECRET" secret:"true"`
	OIDCSecretFile   string `env:"OIDC_CLIENT_SECRET_FILE"`
	OIDCScopes       string `env:"OIDC_SCOPES" envDefault:"profile email"`
	OIDCClaim        string `env:"OIDC_CLAIM" envDefault:"preferred_username"`
	OIDCMatch        string `env:"OIDC_MATCH" envDefault:"username"`
	LDAPURL          string `env:"LDAP_URL"`
	LDAPStartTLS     bool   `env:"LDAP_STARTTLS" envDefault:"true"`
	LDAPCA           string `env:"LDAP_CA_FILE"`
	LDAPBindDN       string `env:"LDAP_BIND_DN"`
	LDAPPassword     string `env:"LDAP_BIND_PASSWORD" secret:"true"`
	LDAPPasswordFile string `env:"LDAP_BIND_PASSWORD_FILE"`
	LDAPBase         string `env:"LDAP_BASE"`
	LDAPFilter       string `env:"LDAP_FILTER" envDefault:"(uid=%s)"`
	LDAPAttribute    string `env:"LDAP_ATTRIBUTE" envDefault:"uid"`
	LDAPMatch        string `env:"LDAP_MATCH" envDefault:"username"`
	OutsideAccounts  string `env:"OUTSIDE_ACCOUNTS" envDefault:"existing"`

	RetainAttempts    int `env:"RETENTION_ATTEMPTS" envDefault:"36"`
	RetainDisclosures int `env:"RETENTION_DISCLOSURES" envDefault:"60"`
	RetainQuestions   int `env:"RETENTION_QUESTIONS" envDefault:"60"`

	LogFormat string `env:"LOG_FORMAT" envDefault:"text"`
	LogLevel  string `env:"LOG_LEVEL" envDefault:"info"`
}

// FromEnv reads the configuration from the environment and checks it.
func FromEnv() (Config, error) {
	var c Config
	if err := env.Parse(&c); err != nil {
		return c, fault.New(fault.Invalid, "server.env_unreadable").With("Reason", err.Error())
	}
	if c.DatabaseURL == "" && c.DatabaseURLFile != "" {
		text, err := oneLine(c.DatabaseURLFile)
		if err != nil {
			return c, wrong("DATABASE_URL_FILE", c.DatabaseURLFile)
		}
		c.DatabaseURL = text
	}
	if err := c.readSecrets(); err != nil {
		return c, err
	}
	return c, errors.Join(c.check(), c.checkSignIn())
}

// check refuses values that could only fail later.
func (c Config) check() error {
	var level slog.Level
	switch {
	case c.LogFormat != "text" && c.LogFormat != "json":
		return wrong("LOG_FORMAT", c.LogFormat)
	case level.UnmarshalText([]byte(c.LogLevel)) != nil:
		return wrong("LOG_LEVEL", c.LogLevel)
	case c.Port < 0 || c.Port > 65535:
		return wrong("PORT", strconv.Itoa(c.Port))
	case c.RetainAttempts < 0:
		return wrong("RETENTION_ATTEMPTS", strconv.Itoa(c.RetainAttempts))
	case c.RetainDisclosures < 0:
		return wrong("RETENTION_DISCLOSURES", strconv.Itoa(c.RetainDisclosures))
	case c.RetainQuestions < 0:
		return wrong("RETENTION_QUESTIONS", strconv.Itoa(c.RetainQuestions))
	case c.MaxConns < 2:
		return wrong("DATABASE_MAX_CONNS", strconv.Itoa(c.MaxConns))
	case c.SessionIdle <= 0:
		return wrong("SESSION_IDLE", c.SessionIdle.String())
	case c.SessionAbsolute < c.SessionIdle:
		return wrong("SESSION_ABSOLUTE", c.SessionAbsolute.String())
	case c.PublicURL != "" && !publicURL(c.PublicURL):
		return wrong("PUBLIC_URL", c.PublicURL)
	case c.Origin == "" || strings.ContainsAny(c.Origin, "+ \t\n"):
		return wrong("LEDGER_ORIGIN", c.Origin)
	}
	for _, proxy := range c.TrustedProxies {
		if _, _, err := net.ParseCIDR(proxy); err != nil && net.ParseIP(proxy) == nil {
			return wrong("TRUSTED_PROXIES", proxy)
		}
	}
	return nil
}

func wrong(name, value string) error {
	return fault.New(fault.Invalid, "server.env_wrong").With("Name", name).With("Value", value)
}

// publicURL tells whether links can be made from an address: scheme and host, and nothing after them.
func publicURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && (u.Path == "" || u.Path == "/") &&
		u.RawQuery == "" && u.Fragment == "" && u.User == nil
}

// Retention is for how long what is no record is kept.
func (c Config) Retention() training.Retention {
	return training.Retention{Attempts: c.RetainAttempts, Disclosures: c.RetainDisclosures, Questions: c.RetainQuestions}
}

// DatabasePath is SQLite's file.
func (c Config) DatabasePath() string { return filepath.Join(c.Dir, "liem.db") }

// MediaDir is the folder of the courses' files.
func (c Config) MediaDir() string { return filepath.Join(c.Dir, "media") }

// KeyDir is the folder of the keys that no variable places elsewhere.
func (c Config) KeyDir() string { return filepath.Join(c.Dir, "keys") }

// KeyFiles are the files of the keys, by the name that they have in a keys archive.
func (c Config) KeyFiles() map[string]string {
	files := map[string]string{"field.key": c.KeyField, "cookie.key": c.KeyCookie, "ledger.key": c.KeyLedger}
	for name, path := range files {
		if path == "" {
			files[name] = filepath.Join(c.KeyDir(), name)
		}
	}
	return files
}

// Listen is the address to listen on.
func (c Config) Listen() string {
	if c.Addr != "" {
		return c.Addr
	}
	return fmt.Sprintf("127.0.0.1:%d", c.Port)
}
