package app

import (
	"strconv"
	"strings"

	"liem/internal/mail"
	"liem/people"
)

// readSecrets takes the secrets that stand in files.
func (c *Config) readSecrets() error {
	for _, s := range []struct {
		name, file string
		value      *string
	}{{"SMTP_PASSWORD_FILE", c.SMTPPasswordFile, &c.SMTPPassword}} {
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
	switch policy := people.FactorPolicy(c.TwoFactor); {
	case !policy.On() && policy != people.FactorsOff:
		return wrong("TWO_FACTOR", c.TwoFactor)
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

// mailer writes to account owners; nil without a mail server.
func (c Config) mailer() *people.Mailer {
	if c.SMTPHost == "" {
		return nil
	}
	return &people.Mailer{Public: strings.TrimRight(c.PublicURL, "/"), Sender: &mail.SMTP{Host: c.SMTPHost, Port: c.SMTPPort,
		User: c.SMTPUser, Password: c.SMTPPassword, From: c.MailFrom, Security: c.SMTPSecurity}}
}
