package page

import (
	"crypto/subtle"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"os"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"

	"liem/internal/fault"
	"liem/internal/text"
)

// Upload is one file that arrived as a stream, kept in a temporary file, with the form's fields. Close removes it.
type Upload struct {
	Name   string // the file's name as given, without folders
	Size   int64
	File   *os.File
	Fields map[string]string
}

// Close removes the temporary file.
func (u *Upload) Close() {
	if u.File == nil {
		return
	}
	u.File.Close()
	os.Remove(u.File.Name())
}

// ReadUpload streams a multipart form to disk. The token must come before the file (as a field, or in the header), so a
// forged request costs nothing; a file over limit bytes is refused as soon as it is.
func (c *Ctx) ReadUpload(field string, limit int64) (*Upload, error) {
	_, params, err := mime.ParseMediaType(c.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return nil, fault.New(fault.Invalid, "form.unreadable").Because(err)
	}
	var body io.Reader = c.Ctx.Context().RequestBodyStream()
	if body == nil {
		return nil, fault.New(fault.Invalid, "form.unreadable")
	}
	up := &Upload{Fields: map[string]string{}}
	err = c.readParts(up, multipart.NewReader(body, params["boundary"]), field, limit)
	if err != nil {
		up.Close()
		DropRest(c.Ctx, body, limit)
		return nil, err
	}
	return up, nil
}

// DropRest takes and drops what is left of a refused body, up to a bound: a browser reads no answer before it has sent its
// form, and shows a fault of the network when the connection ends before. What may still follow is never read as another
// request.
func DropRest(c *fiber.Ctx, body io.Reader, limit int64) {
	_, _ = io.CopyN(io.Discard, body, limit)
	c.Context().SetConnectionClose()
}

func (c *Ctx) readParts(up *Upload, parts *multipart.Reader, field string, limit int64) error {
	trusted := c.ByToken || c.TokenMatches(c.Get("X-CSRF-Token"))
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fault.New(fault.Invalid, "form.cut_off").Because(err)
		}
		switch {
		case part.FormName() == "csrf":
			token, err := io.ReadAll(io.LimitReader(part, 1<<10))
			if err != nil {
				return fault.New(fault.Invalid, "form.cut_off").Because(err)
			}
			trusted = trusted || c.TokenMatches(string(token))
		case !trusted:
			return fault.New(fault.Forbidden, "fault.forged")
		case part.FormName() == field:
			if err := up.keep(part, field, limit); err != nil {
				return err
			}
		default:
			if err := up.field(part); err != nil {
				return err
			}
		}
	}
	if !trusted {
		return fault.New(fault.Forbidden, "fault.forged")
	}
	if up.File == nil || up.Size == 0 {
		return fault.New(fault.Invalid, "form.file_missing").At(field)
	}
	return nil
}

func (up *Upload) keep(part *multipart.Part, field string, limit int64) error {
	if up.File != nil {
		return fault.New(fault.Invalid, "form.one_file").At(field)
	}
	f, err := os.CreateTemp("", "liem-upload-*")
	if err != nil {
		return fault.New(fault.Unavailable, "fault.unavailable").Because(err)
	}
	up.File = f
	name, err := text.Clean(path.Base(strings.ReplaceAll(part.FileName(), `\`, "/")))
	if err != nil {
		return err
	}
	up.Name = name
	up.Size, err = io.Copy(f, io.LimitReader(part, limit+1))
	if err != nil {
		return fault.New(fault.Invalid, "form.cut_off").Because(err)
	}
	if up.Size > limit {
		return fault.New(fault.Invalid, "form.too_large").At(field).With("Limit", limit>>20)
	}
	return nil
}

func (up *Upload) field(part *multipart.Part) error {
	raw, err := io.ReadAll(io.LimitReader(part, maxField+1))
	if err != nil {
		return fault.New(fault.Invalid, "form.cut_off").Because(err)
	}
	if len(raw) > maxField || len(up.Fields) > 50 {
		return fault.New(fault.Invalid, "form.too_long").At(part.FormName())
	}
	clean, err := text.Clean(string(raw))
	if err != nil {
		return err
	}
	up.Fields[part.FormName()] = clean
	return nil
}

// TokenMatches compares a form token with this session's in constant time.
func (c *Ctx) TokenMatches(token string) bool {
	return token != "" && c.Token != "" && subtle.ConstantTimeCompare([]byte(token), []byte(c.CSRF())) == 1
}
