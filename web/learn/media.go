package learn

import (
	"io"
	"net/http"
	"time"

	"github.com/valyala/fasthttp/fasthttpadaptor"

	"liem/web/page"
)

// Media sends a file of a course, whole or in ranges (RFC 9110, section 14), to those who may see one of the courses
// that hold it. Its address carries its content's digest, so a browser keeps it.
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
	f, _, err := h.blobs.Open(c.Context(), digest)
	if err != nil {
		return err
	}
	fasthttpadaptor.NewFastHTTPHandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer f.Close()
		serveMedia(w, r, digest, kind, f)
	})(c.Ctx.Context())
	return nil
}

func serveMedia(w http.ResponseWriter, r *http.Request, digest, kind string, f io.ReadSeeker) {
	head := w.Header()
	head.Set("Content-Type", kind)
	head.Set("Cache-Control", "private, max-age=31536000, immutable")
	head.Set("ETag", `"`+digest+`"`)
	// A picture that is opened by itself must not run anything (SVG can hold scripts).
	head.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'")
	http.ServeContent(w, r, "", time.Time{}, f)
}
