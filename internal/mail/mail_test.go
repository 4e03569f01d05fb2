package mail_test

import (
	"context"
	"io"
	"log/slog"
	"mime"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/jobs"
	"liem/internal/mail"
	"liem/internal/mail/mailtest"
)

var letter = mail.Message{To: "hoa@vks.example", Subject: "Đặt mật khẩu mới", Text: "Kính gửi Nguyễn Thị Hoa,\n\nMở liên kết sau.\n"}

func to(s *mailtest.Server) *mail.SMTP {
	return &mail.SMTP{Host: "127.0.0.1", Port: s.Port, From: "Liêm <liem@vks.example>", Security: mail.Plain}
}

func TestALetterArrivesAsItWasWritten(t *testing.T) {
	s := mailtest.New(t)
	require.NoError(t, to(s).Send(context.Background(), letter))
	require.Len(t, s.Letters(), 1)
	m, err := netmail.ReadMessage(strings.NewReader(s.Letters()[0]))
	require.NoError(t, err)
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	require.NoError(t, err)
	require.Equal(t, letter.Subject, subject)
	require.Equal(t, "<hoa@vks.example>", m.Header.Get("To"))
	require.Equal(t, "quoted-printable", m.Header.Get("Content-Transfer-Encoding"))
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	require.NoError(t, err)
	require.Equal(t, strings.TrimSpace(letter.Text), strings.TrimSpace(strings.ReplaceAll(string(body), "\r\n", "\n")))
}

// TestNothingIsSaidInTheClearUnlessAllowed: a server without encryption gets nothing where it is asked for, and an address
// with a line break in it adds no header.
func TestNothingIsSaidInTheClearUnlessAllowed(t *testing.T) {
	s := mailtest.New(t)
	for _, security := range []string{mail.StartTLS, mail.TLS} {
		smtp := to(s)
		smtp.Security = security
		require.Error(t, smtp.Send(context.Background(), letter), security)
	}
	m := letter
	m.To = "a@b.example\r\nBcc: c@d.example"
	require.Error(t, to(s).Send(context.Background(), m))
	m = letter
	m.Subject = "x\r\nBcc: c@d.example"
	_ = to(s).Send(context.Background(), m)
	for _, got := range s.Letters() {
		require.NotContains(t, strings.ToLower(got), "\nbcc:")
	}
}

// TestAMailServerThatIsAwayLosesNothing queues a letter while nobody is there.
func TestAMailServerThatIsAwayLosesNothing(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		s, now := mailtest.New(t), clock.At(time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC))
		s.Away(true)
		r := jobs.NewRunner(d, now, slog.New(slog.DiscardHandler))
		r.Handle(mail.Kind, mail.Handler(to(s)))
		require.NoError(t, d.InTx(context.Background(), func(ctx context.Context, tx db.Tx) error { return mail.Enqueue(ctx, tx, letter, now.Now()) }))
		r.Start(context.Background())
		defer func() { _ = r.Stop(context.Background()) }()
		failed := func() bool {
			var n int
			err := d.Reader().QueryRowContext(context.Background(), "SELECT COUNT(*) FROM jobs WHERE state = 'waiting' AND last_error <> ''").Scan(&n)
			return err == nil && n == 1
		}
		require.Eventually(t, failed, 20*time.Second, 20*time.Millisecond)
		require.Empty(t, s.Letters())
		s.Away(false)
		now.Add(time.Minute)
		require.Eventually(t, func() bool { return len(s.Letters()) == 1 }, 20*time.Second, 20*time.Millisecond)
	})
}
