package courses

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"liem/internal/fault"
)

// maxSVG bounds a diagram.
const maxSVG = 2 << 20

// svgElements are refused in diagrams: they run, embed or fetch. Everything in an SVG is checked although browsers run
// no script in an image, since people open media in a tab of its own.
var svgElements = map[string]bool{"script": true, "foreignobject": true, "iframe": true, "embed": true, "object": true, "handler": true,
	"listener": true, "set": true, "animate": true, "animatetransform": true, "animatemotion": true, "audio": true, "video": true, "image": true, "feimage": true}

func (c *compiler) checkSVG(f *File, file *compiledFile) bool {
	raw, err := f.read(maxSVG)
	if err != nil {
		c.refuse(f.Path, err)
		return false
	}
	d := xml.NewDecoder(bytes.NewReader(raw))
	for root := true; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && !root {
			return true
		}
		if err != nil {
			c.fail(f.Path, "course.svg_broken", nil)
			return false
		}
		if what := dangerous(token); what != "" {
			c.fail(f.Path, "course.svg_active", fault.Args{"What": what})
			return false
		}
		if e, ok := token.(xml.StartElement); ok && root {
			if e.Name.Local != "svg" {
				c.fail(f.Path, "course.svg_broken", nil)
				return false
			}
			file.width, file.height = svgSize(e)
			root = false
		}
	}
}

// dangerous names what a diagram must not hold; empty for what it may.
func dangerous(token xml.Token) string {
	switch t := token.(type) {
	case xml.StartElement:
		return dangerousElement(t)
	case xml.CharData: // of a style element; in a text it is harmless, and rare
		return dangerousStyle(string(t))
	case xml.ProcInst:
		if t.Target != "xml" {
			return "<?" + t.Target + "?>"
		}
	case xml.Directive:
		if strings.Contains(strings.ToUpper(string(t)), "ENTITY") {
			return "<!ENTITY>"
		}
	}
	return ""
}

func dangerousElement(e xml.StartElement) string {
	if svgElements[strings.ToLower(e.Name.Local)] || e.Name.Space == "http://www.w3.org/1999/xhtml" {
		return "<" + e.Name.Local + ">"
	}
	for _, a := range e.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		switch {
		case strings.HasPrefix(name, "on"):
			return a.Name.Local
		case (name == "href" || name == "src") && !strings.HasPrefix(value, "#"):
			return a.Name.Local
		case strings.Contains(value, "javascript:") || dangerousStyle(value) != "":
			return a.Name.Local
		}
	}
	return ""
}

var (
	styleFetches = regexp.MustCompile(`(?i)@import|url\s*\(`)
	styleRefers  = regexp.MustCompile(`(?i)url\s*\(\s*['"]?#`) // to something within the diagram
)

// dangerousStyle names what makes a style fetch something.
func dangerousStyle(s string) string {
	if len(styleFetches.FindAllString(s, -1)) == len(styleRefers.FindAllString(s, -1)) {
		return ""
	}
	return styleFetches.FindString(s)
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
