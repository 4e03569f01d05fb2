package web_test

import (
	"bytes"
	"errors"
	"fmt"
	"mime/multipart"
	"strings"
)

// choose ticks the box or the radio button whose label holds the text.
func (b *browser) choose(text string) error {
	label := b.element(func(n *node) bool { return n.Data == "label" && strings.Contains(visible(n), text) && usable(n) })
	if label == nil {
		return fmt.Errorf("no label %q", text)
	}
	control := b.element(func(n *node) bool {
		if n.Data != "input" {
			return false
		}
		return within(n, func(p *node) bool { return p == label }) != nil || (attr(label, "for") != "" && attr(label, "for") == attr(n, "id"))
	})
	if control == nil {
		return fmt.Errorf("the label %q has no field", text)
	}
	if attr(control, "type") == "radio" {
		for n := range b.page.Descendants() {
			if n.Data == "input" && attr(n, "name") == attr(control, "name") {
				b.chosen[n] = false
			}
		}
	}
	b.chosen[control] = true
	return nil
}

// parts packs a form with files; a value "@name.zip" stands for the file of that name.
func (b *browser) parts(fields []field) (contentType string, body []byte, err error) {
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	for _, f := range fields {
		name, isFile := strings.CutPrefix(f.value, "@")
		if !isFile {
			err = errors.Join(err, w.WriteField(f.name, f.value))
			continue
		}
		part, createErr := w.CreateFormFile(f.name, name)
		if createErr != nil {
			return "", nil, createErr
		}
		_, writeErr := part.Write(upload(b.site.t, name))
		err = errors.Join(err, writeErr)
	}
	err = errors.Join(err, w.Close()) // which writes the end
	return w.FormDataContentType(), buf.Bytes(), err
}
