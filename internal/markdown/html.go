package markdown

import "html/template"

// HTML is text that has passed the allow-list and may be printed unescaped.
type HTML = template.HTML

// Stored marks HTML that came from Render or a fragment, was stored by the program and is read back. Nothing else may
// be passed to it.
func Stored(s string) HTML { return HTML(s) }
