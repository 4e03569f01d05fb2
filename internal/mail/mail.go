// Package mail sends messages through any SMTP server. A message is queued in the transaction that makes it necessary and
// sent by the jobs, so a mail server that is away loses nothing: it is tried again, later each time, and what was given up
// stays until somebody revives it (server doctor names it).
package mail

import (
	"context"
	"crypto/tls"
	"fmt"
	"time"

	gomail "github.com/wneessen/go-mail"

	"liem/internal/db"
	"liem/internal/jobs"
)

// Message is a letter in plain text to one person.
type Message struct {
	To      string `json:"to"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
}

// Sender sends a message, or says why it could not.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// Ways to speak with the server in private.
const (
	StartTLS = "starttls" // the line becomes private before anything is said; a server that cannot is refused
	TLS      = "tls"      // private from the first byte, port 465
	Plain    = "none"     // for a server on this machine
)

// SMTP is a server to send through.
type SMTP struct {
	Host           string
	Port           int
	User, Password string // no signing in when empty
	From           string // "Liêm <liem@example.vn>"
	Security       string // StartTLS, TLS or Plain

	roots *tls.Config // of tests; nil for the system's
}

// timeout bounds one conversation.
const timeout = 30 * time.Second

// Send says the message to the server.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	msg, err := s.compose(m)
	if err != nil {
		return err
	}
	options := []gomail.Option{gomail.WithPort(s.Port), gomail.WithTimeout(timeout)}
	switch s.Security {
	case TLS:
		options = append(options, gomail.WithSSL())
	case Plain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.roots != nil {
		options = append(options, gomail.WithTLSConfig(s.roots))
	}
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	client, err := gomail.NewClient(s.Host, options...)
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	if err := client.DialAndSendWithContext(ctx, msg); err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	return nil
}

func (s *SMTP) compose(m Message) (*gomail.Msg, error) {
	msg := gomail.NewMsg()
	if err := msg.From(s.From); err != nil {
		return nil, fmt.Errorf("mail: sender: %w", err)
	}
	if err := msg.To(m.To); err != nil {
		return nil, fmt.Errorf("mail: receiver: %w", err)
	}
	msg.Subject(m.Subject)
	msg.SetDate()
	msg.SetMessageID()
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // so that out-of-office replies do not answer
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	return msg, nil
}

// Kind names the work of sending a message.
const Kind = "mail.send"

// Enqueue queues a message in the caller's transaction.
func Enqueue(ctx context.Context, idb db.IDB, m Message, at time.Time) error {
	return jobs.Enqueue(ctx, idb, Kind, "", m, at)
}

// Handler does the work of Kind.
func Handler(s Sender) jobs.Handler {
	return func(ctx context.Context, payload []byte) error {
		m, err := jobs.Decode[Message](payload)
		if err != nil {
			return err
		}
		return s.Send(ctx, m)
	}
}

// ValidFrom tells whether a sender's address can be used.
func ValidFrom(address string) bool { return gomail.NewMsg().From(address) == nil }
