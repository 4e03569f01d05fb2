package learn

import (
	"io"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"liem/internal/fault"
	"liem/web/page"
)

// Media sends a file of a course, whole or one range of it (RFC 9110, section 14), to those who may see one of the
// courses that hold it. Its address carries its content's digest, so a browser keeps it.
func (h *Handlers) Media(c *page.Ctx) error {
	digest := c.Params("digest")
	ok, err := h.training.MayReadMedia(c.Context(), c.Actor, digest)
	if err != nil {
		return err
	}
	if !ok {
		return page.NoSuchPage()
	}
	kind, err := h.training.MediaType(c.Context(), digest)
	if err != nil {
		return err
	}
	f, size, err := h.blobs.Open(c.Context(), digest)
	if err != nil {
		return err
	}
	c.Set("Cache-Control", "private, max-age=31536000, immutable")
	c.Set("ETag", `"`+digest+`"`)
	c.Set("Accept-Ranges", "bytes")
	// A picture that is opened by itself must not run anything (SVG can hold scripts).
	c.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'")
	return sendFile(c, f, size, kind)
}

// sendFile sends as much of a file as the request asks for, as it is read; the file is closed at the end.
func sendFile(c *page.Ctx, f io.ReadSeekCloser, size int64, kind string) error {
	start, length, status := wanted(c, size)
	c.Status(status)
	switch status {
	case fiber.StatusPartialContent:
		c.Set("Content-Range", "bytes "+strconv.FormatInt(start, 10)+"-"+strconv.FormatInt(start+length-1, 10)+"/"+strconv.FormatInt(size, 10))
	case fiber.StatusRequestedRangeNotSatisfiable:
		c.Set("Content-Range", "bytes */"+strconv.FormatInt(size, 10))
	}
	if length == 0 {
		c.Release()
		return f.Close()
	}
	if _, err := f.Seek(start, io.SeekStart); err != nil {
		f.Close()
		return fault.New(fault.Unavailable, "fault.unavailable").Because(err)
	}
	c.Set("Content-Type", kind)
	c.Ctx.Context().SetBodyStream(&piece{io.LimitReader(f, length), f, c.Release}, int(length))
	return nil
}

// wanted is the piece that a request asks for, with the status of the answer: all of it, one range, nothing that the
// browser does not have, or nothing that there is. Several ranges at once get the whole (RFC 9110, section 14.2).
func wanted(c *page.Ctx, size int64) (start, length int64, status int) {
	tag := string(c.Response().Header.Peek("ETag"))
	if kept := c.Get("If-None-Match"); kept != "" && holdsTag(kept, tag) {
		return 0, 0, fiber.StatusNotModified
	}
	ranges, condition := c.Get("Range"), c.Get("If-Range")
	if c.Method() != fiber.MethodGet || !strings.HasPrefix(ranges, "bytes=") || strings.Contains(ranges, ",") || (condition != "" && condition != tag) {
		return 0, size, fiber.StatusOK
	}
	first, last, err := fasthttp.ParseByteRange([]byte(ranges), int(size))
	if err != nil {
		return 0, 0, fiber.StatusRequestedRangeNotSatisfiable
	}
	return int64(first), int64(last-first) + 1, fiber.StatusPartialContent
}

// holdsTag tells whether a list of tags holds this one; that one of them is called weak makes no difference here.
func holdsTag(list, tag string) bool {
	for t := range strings.SplitSeq(list, ",") {
		if t = strings.TrimPrefix(strings.TrimSpace(t), "W/"); t == tag || t == "*" {
			return true
		}
	}
	return false
}

// piece is a part of an open file. Once it was sent, or could not be, the file is closed and the request's context ends.
type piece struct {
	io.Reader
	file    io.Closer
	release func()
}

// Close closes the file.
func (p *piece) Close() error {
	p.release()
	return p.file.Close()
}
