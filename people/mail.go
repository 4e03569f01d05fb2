package people

import (
	"context"
	"net/url"
	"strings"
	"time"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/internal/jobs"
	"liem/internal/mail"
)

// The work that mail to account owners is. It is queued whoever was named, and only the work looks the person up: neither
// an answer nor its time tells whether there is such an account.
const (
	kindReset     = "mail.reset"
	kindNewDevice = "mail.new_device"
)

// resetTime is how long a link by mail is good.
const resetTime = time.Hour

// resetLimit is how often somebody may ask from one address in a window.
const resetLimit = 10

// Mailer is what mail to account owners stands on.
type Mailer struct {
	Sender mail.Sender
	Public string // the address of the site, without a trailing slash
}

type resetWork struct {
	Who string `json:"who"`
}

type deviceWork struct {
	Account string    `json:"account"`
	Agent   string    `json:"agent"`
	IP      string    `json:"ip"`
	At      time.Time `json:"at"`
}

// ByMail tells whether a forgotten password can be set by mail.
func (s *Service) ByMail() bool { return s.Mail != nil }

// AskReset queues a link to set a new password for whoever signs in by that name or has that address.
func (s *Service) AskReset(ctx context.Context, who, ip string) error {
	if s.Mail == nil {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	who = Username(who)
	if who == "" || len(who) > 254 {
		return fault.New(fault.Invalid, "mail.who_missing").At("who")
	}
	if n, err := s.countOwn(ctx, "reset:address:"+ip); err != nil || n > resetLimit {
		return s.orTooMany(err)
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		return jobs.Enqueue(ctx, tx, kindReset, who, resetWork{who}, s.System.Now())
	})
}

// HandleMail names who does the work of mail; nothing is sent before.
func (s *Service) HandleMail(r *jobs.Runner) {
	if s.Mail == nil {
		return
	}
	r.Handle(kindReset, s.sendReset)
	r.Handle(kindNewDevice, s.sendNewDevice)
	r.Handle(mail.Kind, mail.Handler(s.Mail.Sender))
}

// sendReset makes the link as it is sent, so that it lies nowhere in between. A second try makes another link, and the one
// before is worth nothing.
func (s *Service) sendReset(ctx context.Context, payload []byte) error {
	w, err := jobs.Decode[resetWork](payload)
	if err != nil {
		return err
	}
	to, err := NewStore(s.DB.Reader()).addressee(ctx, w.Who)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	var code string
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) (err error) {
		if code, err = s.startCode(ctx, tx, to.AccountID, wayMail, "", s.System.Now().Add(resetTime)); err != nil {
			return err
		}
		return s.Audit(ctx, tx, "", "account.reset_asked", "account:"+to.AccountID, nil)
	})
	if err != nil {
		return err
	}
	p := i18n.For(i18n.Locale(to.Locale))
	link := s.Mail.Public + "/login/start?code=" + url.QueryEscape(code)
	return s.Mail.Sender.Send(ctx, mail.Message{To: to.Email, Subject: p.T("mail.reset_subject"),
		Text: p.T("mail.reset_text", "Name", to.Name, "Username", to.Username, "Link", link, "Minutes", int(resetTime/time.Minute))})
}

// tellOfDevice queues a letter to the account's owner, where one can be sent.
func (s *Service) tellOfDevice(ctx context.Context, tx db.Tx, accountID, agent, ip string, at time.Time) error {
	if s.Mail == nil {
		return nil
	}
	return jobs.Enqueue(ctx, tx, kindNewDevice, "", deviceWork{accountID, agent, ip, at}, at)
}

func (s *Service) sendNewDevice(ctx context.Context, payload []byte) error {
	w, err := jobs.Decode[deviceWork](payload)
	if err != nil {
		return err
	}
	to, err := NewStore(s.DB.Reader()).addresseeOf(ctx, w.Account)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	p := i18n.For(i18n.Locale(to.Locale))
	return s.Mail.Sender.Send(ctx, mail.Message{To: to.Email, Subject: p.T("mail.device_subject"),
		Text: p.T("mail.device_text", "Name", to.Name, "Time", p.Time(w.At), "IP", w.IP, "Agent", strings.TrimSpace(w.Agent), "Link", s.Mail.Public+"/account")})
}
