package page

import (
	"io"
	"log/slog"
	"net/url"
	"os"
	"strings"

	"github.com/gofiber/fiber/v2"

	"liem/internal/text"
)

// Attach names the file that a browser saves: in full by RFC 8187, and in plain letters for what cannot read that.
func (c *Ctx) Attach(contentType, name string) {
	c.Set("Content-Type", contentType)
	c.Set("Content-Disposition", `attachment; filename="`+plainName(name)+`"; filename*=UTF-8''`+url.PathEscape(name))
}

// plainName is a file's name without marks and without what needs quoting.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '.' || r == '-' || r == '_' || ('0' <= r && r <= '9') || ('a' <= r && r <= 'z') {
			return r
		}
		return '-'
	}, text.Fold(name))
}

// Stream answers with what write writes, in chunks as it comes, and releases the request's context at the end. When
// write fails the connection breaks, so that half a file never looks like a whole one; the error goes to the log.
// write runs after the handler has returned and must not touch the request.
func (c *Ctx) Stream(write func(io.Writer) error) error {
	if c.Method() == fiber.MethodHead {
		c.release()
		return nil
	}
	c.Ctx.Context().SetBodyStream(&stream{write: write, release: c.release, log: c.Site.Log.With("ref", c.Ref, "path", c.Path())}, -1)
	return nil
}

// SendTemp answers with a temporary file, which it removes once it was sent, and releases the request's context.
func (c *Ctx) SendTemp(f *os.File) error {
	size, err := f.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		DropTemp(f)
		return err
	}
	c.Ctx.Context().SetBodyStream(&tempFile{f, c.release}, int(size))
	return nil
}

// DropTemp closes and removes a temporary file.
func DropTemp(f *os.File) {
	f.Close()
	os.Remove(f.Name())
}

func (c *Ctx) release() {
	if c.Release != nil {
		c.Release()
	}
}

// stream is a body that fasthttp asks to write itself (its BodyWriterTo): no goroutine and no pipe stand between the
// rows and the connection, every write goes out at once, and an error closes the connection without the last chunk.
type stream struct {
	write   func(io.Writer) error
	release func()
	log     *slog.Logger
}

// SupportsBodyWriteTo lets fasthttp call WriteTo.
func (s *stream) SupportsBodyWriteTo() bool { return true }

// Read is never called: WriteTo takes its place.
func (s *stream) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// WriteTo writes the whole body.
func (s *stream) WriteTo(w io.Writer) (int64, error) {
	counted := &counter{w: w}
	err := s.write(counted)
	if err != nil {
		s.log.Warn("stream broken off", "bytes", counted.n, "error", err)
	}
	return counted.n, err
}

// Close ends the request's context, whether or not anything was written.
func (s *stream) Close() error {
	s.release()
	return nil
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

type tempFile struct {
	*os.File
	release func()
}

// Close removes the file.
func (t *tempFile) Close() error {
	DropTemp(t.File)
	t.release()
	return nil
}
