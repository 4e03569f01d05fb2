package people_test

import (
	"context"
	"io"
	"log/slog"
	"mime/quotedprintable"
	netmail "net/mail"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"liem/internal/db"
	"liem/internal/db/dbtest"
	"liem/internal/jobs"
	"liem/internal/mail"
	"liem/internal/mail/mailtest"
	"liem/people"
)

// withMail lets the office write letters, by a mail server of its own.
func (o office) withMail(t *testing.T) *mailtest.Server {
	t.Helper()
	s := mailtest.New(t)
	o.Service.Mail = &people.Mailer{Public: "https://liem.example", Sender: &mail.SMTP{Host: "127.0.0.1", Port: s.Port, From: "liem@vks.example", Security: mail.Plain}}
	r := jobs.NewRunner(o.d, o.clock, slog.New(slog.DiscardHandler))
	o.HandleMail(r)
	r.Start(context.Background())
	t.Cleanup(func() { _ = r.Stop(context.Background()) })
	_, err := o.d.Writer().ExecContext(context.Background(), "UPDATE officers SET email = 'anh@vks.example' WHERE number = 'VKS-001'")
	require.NoError(t, err)
	return s
}

// jobsDone waits until nothing is queued.
func (o office) jobsDone(t *testing.T) {
	t.Helper()
	require.Eventually(t, func() bool {
		var n int
		err := o.d.Reader().QueryRowContext(context.Background(), "SELECT COUNT(*) FROM jobs").Scan(&n)
		return err == nil && n == 0
	}, 30*time.Second, 20*time.Millisecond)
}

func textOf(t *testing.T, letter string) string {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(letter))
	require.NoError(t, err)
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	require.NoError(t, err)
	return string(body)
}

var startLink = regexp.MustCompile(`https://liem\.example/login/start\?code=(\S+)`)

func TestAForgottenPasswordByMail(t *testing.T) {
	dbtest.Run(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		o := newOffice(t, d)
		s := o.withMail(t)
		for _, who := range []string{"khong-co-ai", "la@khac.example", "admin"} { // nobody, and somebody without an address
			require.NoError(t, o.AskReset(ctx, who, "10.0.0.1"))
		}
		o.jobsDone(t)
		require.Empty(t, s.Letters())

		var codes []string
		for i, who := range []string{"anh", " VKS-001 ", "Anh@VKS.example"} {
			require.NoError(t, o.AskReset(ctx, who, "10.0.0.1"))
			o.jobsDone(t)
			require.Len(t, s.Letters(), i+1)
			link := startLink.FindStringSubmatch(textOf(t, s.Letters()[i]))
			require.NotNil(t, link, s.Letters()[i])
			code, err := url.QueryUnescape(link[1])
			require.NoError(t, err)
			codes = append(codes, code)
		}
		in := people.SignIn{IP: "10.0.0.1"}
		_, err := o.Start(ctx, codes[1], "con đường dài ra biển", in)
		require.Error(t, err, "a newer link ends the older")
		signed, err := o.Start(ctx, codes[2], "con đường dài ra biển", in)
		require.NoError(t, err)
		require.Equal(t, "anh", signed.Actor.Username)
		_, err = o.Start(ctx, codes[2], "con đường dài ra rừng", in)
		require.Error(t, err, "a link is good once")
		_, err = o.SignIn(ctx, people.SignIn{Username: "anh", Password: "con đường dài ra biển"})
		require.NoError(t, err)

		// A link is good for an hour.
		require.NoError(t, o.AskReset(ctx, "anh", "10.0.0.1"))
		o.jobsDone(t)
		last := s.Letters()[len(s.Letters())-1]
		code, err := url.QueryUnescape(startLink.FindStringSubmatch(textOf(t, last))[1])
		require.NoError(t, err)
		o.clock.Add(time.Hour)
		_, err = o.CheckStart(ctx, code, "10.0.0.1")
		require.Error(t, err)
	})
}

func TestALetterAboutANewDevice(t *testing.T) {
	o := newOffice(t, dbtest.SQLite(t))
	s := o.withMail(t)
	in := people.SignIn{Username: "anh", Password: password, IP: "10.0.0.7", UserAgent: "Firefox/150.0"}
	first, err := o.SignIn(context.Background(), in)
	require.NoError(t, err)
	in.DeviceToken = first.DeviceToken
	_, err = o.SignIn(context.Background(), in)
	require.NoError(t, err)
	o.jobsDone(t)
	require.Empty(t, s.Letters(), "the first device, and the same again")
	in.DeviceToken = ""
	_, err = o.SignIn(context.Background(), in)
	require.NoError(t, err)
	o.jobsDone(t)
	require.Len(t, s.Letters(), 1)
	text := textOf(t, s.Letters()[0])
	require.Contains(t, text, "10.0.0.7")
	require.Contains(t, text, "Firefox/150.0")
}
