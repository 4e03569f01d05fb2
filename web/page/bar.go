package page

import (
	"bytes"
	"html/template"
)

// writeBar writes what stands above every page of somebody who acts in another's place, or looks through another's
// eyes. It belongs to one person and is
// never kept.
func writeBar(buf *bytes.Buffer, set *template.Template, b *Base) error {
	if b.IsCopy() || b.Actor.Viewer == nil && len(b.Actor.ActsFor()) == 0 {
		return nil
	}
	return set.ExecuteTemplate(buf, "bar", b)
}
