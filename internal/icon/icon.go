// Package icon holds the interface's icons as inline SVG. They come from the built assets, which hold just the icons
// that templates and pages name; without built assets an icon is an empty element, so that programs and tests run.
package icon

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"sync/atomic"
)

// loaded maps an icon's name to its whole element.
var loaded atomic.Pointer[map[string]template.HTML]

// Load reads name (a JSON object: icon name → inner SVG markup, as the assets' build wrote it) from files.
func Load(files fs.FS, name string) error {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	var inner map[string]string
	if err := json.Unmarshal(raw, &inner); err != nil {
		return fmt.Errorf("icons: %w", err)
	}
	icons := make(map[string]template.HTML, len(inner))
	for name, markup := range inner {
		icons[name] = element(markup)
	}
	loaded.Store(&icons)
	return nil
}

// SVG is the icon's element, hidden from screen readers: a word always stands beside it.
func SVG(name string) template.HTML {
	icons := loaded.Load()
	if icons == nil {
		return element("")
	}
	if svg, ok := (*icons)[name]; ok {
		return svg
	}
	return element("")
}

// Known reports whether the built assets hold the icon.
func Known(name string) bool {
	icons := loaded.Load()
	if icons == nil {
		return false
	}
	_, ok := (*icons)[name]
	return ok
}

func element(inner string) template.HTML {
	return template.HTML(`<svg class="icon" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" ` +
		`stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">` + inner + `</svg>`)
}
