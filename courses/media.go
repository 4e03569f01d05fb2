package courses

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"image"
	_ "image/gif"  // sizes of GIF,
	_ "image/jpeg" // JPEG
	_ "image/png"  // and PNG
	"io"
	"net/http"
	"path"
	"strconv"
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
	if err != nil || int64(n)+rest > MaxMedia {
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
	config, _, err := image.DecodeConfig(bytes.NewReader(head))
	if err != nil || config.Width > maxPixels || config.Height > maxPixels {
		c.fail(f.Path, "course.image_size", fault.Args{"Max": maxPixels})
		return false
	}
	file.width, file.height = config.Width, config.Height
	return true
}

// maxSVG bounds a diagram.
const maxSVG = 2 << 20

// svgElements are refused in diagrams: they run, embed or fetch. Everything in an SVG is checked although browsers run
// no script in an image, since people open media in a tab of its own.
var svgElements = map[string]bool{"script": true, "foreignobject": true, "iframe": true, "embed": true, "object": true, "handler": true,
	"listener": true, "set": true, "animate": true, "animatetransform": true, "animatemotion": true, "audio": true, "video": true, "image": true, "feimage": true}

func (c *compiler) checkSVG(f *File, file *compiledFile) bool {
	raw, err := f.read(maxSVG)
	if err != nil {
		c.fail(f.Path, "course.file_too_large", fault.Args{"Max": maxSVG >> 20})
		return false
	}
	d := xml.NewDecoder(bytes.NewReader(raw))
	root := true
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			c.fail(f.Path, "course.svg_broken", nil)
			return false
		}
		switch t := token.(type) {
		case xml.StartElement:
			if root && t.Name.Local != "svg" {
				c.fail(f.Path, "course.svg_broken", nil)
				return false
			}
			if root {
				file.width, file.height = svgSize(t)
			}
			root = false
			if what := dangerous(t); what != "" {
				c.fail(f.Path, "course.svg_active", fault.Args{"What": what})
				return false
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				c.fail(f.Path, "course.svg_active", fault.Args{"What": "<?" + t.Target + "?>"})
				return false
			}
		case xml.Directive:
			if strings.Contains(strings.ToUpper(string(t)), "ENTITY") {
				c.fail(f.Path, "course.svg_active", fault.Args{"What": "<!ENTITY>"})
				return false
			}
		}
	}
	if root {
		c.fail(f.Path, "course.svg_broken", nil)
	}
	return !root
}

// dangerous names what an element must not be or have.
func dangerous(e xml.StartElement) string {
	if svgElements[strings.ToLower(e.Name.Local)] {
		return "<" + e.Name.Local + ">"
	}
	for _, a := range e.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		switch {
		case strings.HasPrefix(name, "on"):
			return a.Name.Local
		case (name == "href" || name == "src") && !strings.HasPrefix(value, "#"):
			return a.Name.Local
		case strings.Contains(value, "javascript:") || (strings.Contains(value, "url(") && !strings.Contains(value, "url(#")):
			return a.Name.Local
		}
	}
	return ""
}

// svgSize is a diagram's size from its viewBox, or 0.
func svgSize(e xml.StartElement) (width, height int) {
	for _, a := range e.Attr {
		if a.Name.Local != "viewBox" {
			continue
		}
		fields := strings.Fields(strings.ReplaceAll(a.Value, ",", " "))
		if len(fields) != 4 {
			return 0, 0
		}
		w, errW := strconv.ParseFloat(fields[2], 64)
		h, errH := strconv.ParseFloat(fields[3], 64)
		if errW == nil && errH == nil && w > 0 && h > 0 && w <= maxPixels && h <= maxPixels {
			return int(w), int(h)
		}
	}
	return 0, 0
}
