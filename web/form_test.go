package web_test

import (
	"bytes"
	"errors"
	"fmt"
	"mime/multipart"
	"net/url"
	"strings"

	xhtml "golang.org/x/net/html"
)

// A form is sent the way of a browser without scripts: by pressing one of its buttons, with what its fields hold.

type node = xhtml.Node

// attr is an attribute of an element.
func attr(n *node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// element finds the first element of the page that fits.
func (b *browser) element(fits func(*node) bool) *node {
	if b.page == nil {
		return nil
	}
	for n := range b.page.Descendants() {
		if n.Type == xhtml.ElementNode && fits(n) {
			return n
		}
	}
	return nil
}

// within tells whether a node or one around it fits.
func within(n *node, fits func(*node) bool) *node {
	for ; n != nil; n = n.Parent {
		if n.Type == xhtml.ElementNode && fits(n) {
			return n
		}
	}
	return nil
}

// usable leaves out what only a script shows.
func usable(n *node) bool {
	return within(n, func(n *node) bool { return has(n, "hidden") || n.Data == "dialog" }) == nil
}

// press sends the form of the button with this text.
func (b *browser) press(text string) error {
	button := b.element(func(n *node) bool {
		return n.Data == "button" && attr(n, "type") != "button" && visible(n) == text && usable(n)
	})
	if button == nil {
		return fmt.Errorf("no button %q", text)
	}
	form := within(button, func(n *node) bool { return n.Data == "form" })
	if id := attr(button, "form"); id != "" {
		form = b.element(func(n *node) bool { return n.Data == "form" && attr(n, "id") == id })
	}
	if form == nil {
		return fmt.Errorf("the button %q has no form", text)
	}
	action := attr(button, "formaction")
	if action == "" {
		action = attr(form, "action")
	}
	fields := b.fields(form, button)
	switch {
	case attr(form, "method") != "post":
		return b.send(request{method: "GET", path: action + "?" + encode(fields)})
	case attr(form, "enctype") == "multipart/form-data":
		contentType, body, err := b.parts(fields)
		if err != nil {
			return err
		}
		return b.send(request{method: "POST", path: action, contentType: contentType, body: body})
	}
	return b.send(request{method: "POST", path: action, contentType: formType, body: []byte(encode(fields))})
}

// field is one name with its value, in the order of the form.
type field struct{ name, value string }

func encode(fields []field) string {
	pairs := make([]string, len(fields))
	for i, f := range fields {
		pairs[i] = url.QueryEscape(f.name) + "=" + url.QueryEscape(f.value)
	}
	return strings.Join(pairs, "&")
}

func (b *browser) fields(form, button *node) []field {
	var fields []field
	for n := range form.Descendants() {
		if n.Type != xhtml.ElementNode || attr(n, "name") == "" || has(n, "disabled") {
			continue
		}
		if value, ok := b.value(n, button); ok {
			fields = append(fields, field{attr(n, "name"), value})
		}
	}
	return fields
}

// value is what a control sends; ok is false when it sends nothing.
func (b *browser) value(n, button *node) (string, bool) {
	typed, isTyped := b.filled[attr(n, "name")]
	switch n.Data {
	case "button":
		return attr(n, "value"), n == button
	case "select":
		return selected(n, typed, isTyped), true
	case "input", "textarea":
	default:
		return "", false
	}
	switch {
	case attr(n, "type") == "checkbox" || attr(n, "type") == "radio":
		return attr(n, "value"), b.isChosen(n)
	case isTyped && attr(n, "type") != "hidden":
		return typed, true
	}
	return attr(n, "value"), true
}

// selected is a list's choice: what was filled in, what the page chose, or else the first.
func selected(n *node, typed string, isTyped bool) string {
	var options []string
	chosen := 0
	for o := range n.Descendants() {
		if o.Data != "option" {
			continue
		}
		value := attr(o, "value")
		if (isTyped && value == typed) || (!isTyped && has(o, "selected")) {
			chosen = len(options)
		}
		options = append(options, value)
	}
	if len(options) == 0 {
		return ""
	}
	return options[chosen]
}

func (b *browser) isChosen(n *node) bool {
	if chosen, ok := b.chosen[n]; ok {
		return chosen
	}
	return has(n, "checked")
}

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
