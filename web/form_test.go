package web_test

import (
	"fmt"
	"net/url"
	"strings"

	xhtml "golang.org/x/net/html"
)

// A form is sent the way of a browser without scripts: by pressing one of its buttons, with what its fields hold.

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
