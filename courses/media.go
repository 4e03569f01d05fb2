package courses

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	_ "image/gif"  // sizes of GIF,
	_ "image/jpeg" // JPEG
	_ "image/png"  // and PNG
	"io"
	"net/http"
	"path"
	"strings"

	"liem/internal/fault"
)

// mediaKind is a kind of media by the ending of its name: its type, and what its content looks like to a browser.
type mediaKind struct {
	mediaType string
	sniffed   []string // what http.DetectContentType may say; none = checked otherwise
}

var mediaKinds = map[string]mediaKind{
	".png":  {"image/png", []string{"image/png"}},
	".jpg":  {"image/jpeg", []string{"image/jpeg"}},
	".jpeg": {"image/jpeg", []string{"image/jpeg"}},
	".gif":  {"image/gif", []string{"image/gif"}},
	".webp": {"image/webp", []string{"image/webp"}},
	".svg":  {"image/svg+xml", nil},
	".mp3":  {"audio/mpeg", []string{"audio/mpeg", "application/octet-stream"}},
	".ogg":  {"audio/ogg", []string{"application/ogg", "audio/ogg"}},
	".m4a":  {"audio/mp4", []string{"video/mp4", "audio/mp4", "application/octet-stream"}},
	".mp4":  {"video/mp4", []string{"video/mp4", "application/octet-stream"}},
	".webm": {"video/webm", []string{"video/webm"}},
	".vtt":  {"text/vtt; charset=utf-8", []string{"text/plain; charset=utf-8"}},
	".pdf":  {"application/pdf", []string{"application/pdf"}},
}

// maxPixels bounds either side of an image.
const maxPixels = 16_000

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// loadMedia checks a media file by its name and its content, and takes its digest as it streams by.
func (c *compiler) loadMedia(f *File) {
	kind, ok := mediaKinds[strings.ToLower(path.Ext(f.Path))]
	if !ok {
		c.fail(f.Path, "course.media_type", fault.Args{"Path": f.Path})
		return
	}
	r, err := f.Open()
	if err != nil {
		c.fail(f.Path, "course.unreadable", nil)
		return
	}
	defer r.Close()
	h := sha256.New()
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		c.fail(f.Path, "course.unreadable", nil)
		return
	}
	head = head[:n]
	h.Write(head)
	rest, err := io.Copy(h, io.LimitReader(r, MaxMedia+1-int64(n)))
	switch {
	case err != nil: // also what ReadFull took for the end
		c.fail(f.Path, "course.unreadable", nil)
		return
	case int64(n)+rest > MaxMedia:
		c.fail(f.Path, "course.file_too_large", fault.Args{"Max": MaxMedia >> 20})
		return
	}
	file := &compiledFile{path: f.Path, digest: hex.EncodeToString(h.Sum(nil)), mediaType: kind.mediaType, size: int64(n) + rest, open: f.Open}
	if c.checkMedia(f, file, kind, head) {
		c.files[f.Path] = file
	}
}

func (c *compiler) checkMedia(f *File, file *compiledFile, kind mediaKind, head []byte) bool {
	if kind.sniffed == nil {
		return c.checkSVG(f, file)
	}
	found := http.DetectContentType(head)
	fits := false
	for _, t := range kind.sniffed {
		fits = fits || found == t
	}
	if !fits {
		c.fail(f.Path, "course.media_mismatch", fault.Args{"Path": f.Path, "Found": found})
		return false
	}
	if !strings.HasPrefix(kind.mediaType, "image/") || kind.mediaType == "image/webp" {
		return true
	}
	config, err := f.imageConfig()
	if err != nil || config.Width > maxPixels || config.Height > maxPixels {
		c.fail(f.Path, "course.image_size", fault.Args{"Max": maxPixels})
		return false
	}
	file.width, file.height = config.Width, config.Height
	return true
}

// imageConfig reads the file from its beginning: before a photograph's size stands whatever its camera wrote.
func (f *File) imageConfig() (image.Config, error) {
	r, err := f.Open()
	if err != nil {
		return image.Config{}, err
	}
	defer r.Close()
	config, _, err := image.DecodeConfig(bufio.NewReader(r))
	return config, err
}
