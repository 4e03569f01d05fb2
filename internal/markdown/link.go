package markdown

// A Link is a link or an embedded file, as the author wrote it.
type Link struct {
	Position    Position
	Destination string // entities and backslashes resolved; percent signs as written
	Image       bool   // an image, sound or film shown in place: ![…](…)
	Text        string // the link's text; of an image the description
	Title       string
}

// Local reports whether the destination is inside the course: no scheme and no host.
func (l Link) Local() bool { return isLocal(l.Destination) }

// A Target is where a link leads for the reader.
type Target struct {
	URL           string // empty: there is nothing there; the text is shown without a link, an image as its description
	Width, Height int    // of an image, in CSS pixels; 0 when unknown
	Captions      string // of a film: the address of its WebVTT file; empty when there is none
}

// A Resolver finds the target of a local link. Links with a scheme are never asked for. A nil Resolver keeps
// destinations as they were written.
type Resolver func(Link) Target

func (r Resolver) target(l Link) Target {
	if r == nil || !l.Local() {
		return Target{URL: l.Destination}
	}
	return r(l)
}
