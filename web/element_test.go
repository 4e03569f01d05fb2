package web_test

import xhtml "golang.org/x/net/html"

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
