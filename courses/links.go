package courses

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"liem/internal/fault"
	"liem/internal/markdown"
	"liem/internal/text"
)

// partLinks stands before the stems that overviews and questions link to. Whoever shows them puts the address of the
// course's parts in its place: an overview has two addresses, the officer's and the preview's, and questions are shown
// on pages of attempts.
const partLinks = "/-/part/"

// besideLinks is the same for lessons, whose pages stand beside those that they link to.
const besideLinks = "./"

// target takes a local destination apart: the file it names, from the course's folder, and the fragment.
func target(link markdown.Link) (file, fragment string) {
	u, err := url.Parse(link.Destination)
	if err != nil {
		return link.Destination, ""
	}
	return text.NFC(path.Clean(u.Path)), text.NFC(u.Fragment) // percent signs hide other forms from the file's own NFC
}

// resolver turns links between files into addresses: parts under prefix, media by content.
func (c *compiler) resolver(prefix string) markdown.Resolver {
	return func(link markdown.Link) markdown.Target {
		file, fragment := target(link)
		if link.Destination != "" && link.Destination[0] == '#' {
			return markdown.Target{URL: link.Destination}
		}
		if f := c.files[file]; f != nil && strings.HasPrefix(file, mediaDir+"/") {
			t := markdown.Target{URL: mediaURL(f), Width: f.width, Height: f.height}
			if captions := c.files[strings.TrimSuffix(file, path.Ext(file))+".vtt"]; captions != nil && captions != f {
				t.Captions = mediaURL(captions)
				c.used[captions.path] = true
			}
			return t
		}
		_, stem, _, ok := splitName(file)
		if !ok || c.files[file] == nil {
			return markdown.Target{}
		}
		address := prefix + stem
		if fragment != "" {
			address += "#" + url.PathEscape(fragment)
		}
		return markdown.Target{URL: address}
	}
}

// mediaURL is the address of a media file: by content, so that it never goes stale, with its name for people who save it.
func mediaURL(f *compiledFile) string {
	return "/media/" + f.digest + "/" + url.PathEscape(path.Base(f.path))
}

// checkLinks refuses links that lead nowhere; own is the document for links within it.
func (c *compiler) checkLinks(file string, own *markdown.Document, links []markdown.Link) {
	for _, link := range links {
		if !link.Local() || link.Destination == "" {
			continue
		}
		name, fragment := target(link)
		if strings.HasPrefix(link.Destination, "#") {
			if own != nil && !hasHeading(own, fragment) {
				c.add(markdown.SeverityError, file, link.Position, "course.dead_fragment", fault.Args{"Target": link.Destination})
			}
			continue
		}
		c.checkTarget(file, link, name, fragment)
	}
}

func (c *compiler) checkTarget(file string, link markdown.Link, name, fragment string) {
	if strings.HasPrefix(name, mediaDir+"/") {
		c.used[name] = true
		if c.files[name] == nil && !c.listed(name) {
			c.add(markdown.SeverityError, file, link.Position, "course.missing_media", fault.Args{"Target": link.Destination})
		}
		return
	}
	at := slices.IndexFunc(c.parts, func(p *compiledPart) bool { return p.Path == name })
	switch {
	case at < 0:
		c.add(markdown.SeverityError, file, link.Position, "course.dead_link", fault.Args{"Target": link.Destination})
	case fragment != "" && c.parts[at].doc != nil && !hasHeading(c.parts[at].doc, fragment):
		c.add(markdown.SeverityError, file, link.Position, "course.dead_fragment", fault.Args{"Target": link.Destination})
	}
}

// listed tells whether a file is there though it was refused; its own problem says enough.
func (c *compiler) listed(name string) bool {
	return slices.ContainsFunc(c.folder.Files, func(f File) bool { return f.Path == name })
}

func hasHeading(doc *markdown.Document, id string) bool {
	return slices.ContainsFunc(doc.Outline(), func(h markdown.Heading) bool { return h.ID == id })
}

func (c *compiler) unusedMedia() {
	for name := range c.files {
		if strings.HasPrefix(name, mediaDir+"/") && !c.used[name] && path.Ext(name) != ".vtt" {
			c.add(markdown.SeverityWarning, name, markdown.Position{}, "course.unused_media", fault.Args{"Path": name})
		}
	}
}
