package markdown

import (
	"path"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// image writes an image, or a player for a sound or a film, by the ending of the file's name.
func (r *rendering) image(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	t, link := r.target(n), r.doc.linkOf[n]
	switch element := mediaElement(link.Destination); {
	case t.URL == "":
		w.Write(util.EscapeHTML([]byte(link.Text)))
	case element == "img":
		writeImage(w, t, link, !r.inline && figureOf(n.Parent()) != nil)
	default:
		writePlayer(w, element, t, link)
	}
	return ast.WalkSkipChildren, nil
}

// mediaElement is the HTML element that shows a file, "" when none does.
func mediaElement(destination string) string {
	name, _, _ := strings.Cut(destination, "#")
	name, _, _ = strings.Cut(name, "?")
	switch strings.ToLower(path.Ext(name)) {
	case ".mp4", ".webm":
		return "video"
	case ".mp3", ".ogg", ".m4a":
		return "audio"
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg":
		return "img"
	}
	return ""
}

// writeImage writes an img; in a figure the title is the caption and not written again.
func writeImage(w util.BufWriter, t Target, link Link, figure bool) {
	w.WriteString("<img")
	attribute(w, "src", href(t.URL))
	w.WriteString(` alt="`)
	w.Write(util.EscapeHTML([]byte(link.Text)))
	w.WriteByte('"')
	if !figure {
		attribute(w, "title", link.Title)
	}
	if t.Width > 0 && t.Height > 0 {
		attribute(w, "width", strconv.Itoa(t.Width))
		attribute(w, "height", strconv.Itoa(t.Height))
	}
	w.WriteString(` loading="lazy" decoding="async">`)
}

func writePlayer(w util.BufWriter, element string, t Target, link Link) {
	w.WriteString("<" + element)
	attribute(w, "class", "media-"+element)
	attribute(w, "src", href(t.URL))
	attribute(w, "aria-label", link.Text)
	w.WriteString(` controls="" preload="metadata">`)
	if t.Captions != "" {
		w.WriteString("<track")
		attribute(w, "kind", "captions")
		attribute(w, "src", href(t.Captions))
		w.WriteString(` default="">`)
	}
	w.WriteString("</" + element + ">")
}
