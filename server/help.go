package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/alecthomas/kong"

	"liem/internal/i18n"
)

// describe gives every command, operand and flag its text in the person's language.
func describe(n *kong.Node, p *i18n.Printer) {
	n.Help = p.T(helpKey(n))
	for _, v := range n.Positional {
		v.Help = p.T(textKey(p, "server.arg.", n, v.Name))
	}
	for _, f := range n.Flags {
		f.Help = p.T(textKey(p, "server.flag.", n, f.Name))
	}
	for _, child := range n.Children {
		describe(child, p)
	}
}

// textKey is the key of a flag or an operand: one for this command alone where there is one, or else that of its name.
func textKey(p *i18n.Printer, prefix string, n *kong.Node, name string) string {
	if own := prefix + words(n) + "." + name; p.Has(own) {
		return own
	}
	return prefix + name
}

// helpKey is "server.help.courses.check"; "server.help" for the program itself.
func helpKey(n *kong.Node) string { return strings.TrimSuffix("server.help."+words(n), ".") }

// words are a command's words with dots between them.
func words(n *kong.Node) string {
	return strings.ReplaceAll(strings.TrimPrefix(strings.TrimPrefix(commandOf(n), "server"), " "), " ", ".")
}

// commandOf is a command's words, "server courses check".
func commandOf(n *kong.Node) string {
	if n == nil || n.Parent == nil {
		return "server"
	}
	return commandOf(n.Parent) + " " + n.Name
}

// help prints what a command is for, how it is called, an example, its operands and flags, or the commands below it.
func (c *console) help(_ kong.HelpOptions, ctx *kong.Context) error {
	node := ctx.Selected()
	if node == nil {
		node = ctx.Model.Node
	}
	h := &helpWriter{c.p, c.out}
	h.usage(node)
	h.flags("server.help_flags", own(node))
	if node.Leaf() || node == ctx.Model.Node {
		h.flags("server.help_globals", ctx.Model.Flags)
	}
	if node == ctx.Model.Node {
		fmt.Fprintf(h, "\n%s\n", c.p.T("server.help_more"))
	}
	return nil
}

// own are the flags of the command alone.
func own(n *kong.Node) []*kong.Flag {
	if n.Parent == nil {
		return nil
	}
	return n.Flags
}

type helpWriter struct {
	p *i18n.Printer
	io.Writer
}

func (h *helpWriter) usage(n *kong.Node) {
	fmt.Fprintf(h, "%s\n\n%s\n  %s%s\n", n.Help, h.p.T("server.help_usage"), commandOf(n), shape(n))
	if example := n.Tag.Get("example"); example != "" {
		fmt.Fprintf(h, "\n%s\n  %s\n", h.p.T("server.help_example"), strings.ReplaceAll(example, "\n", "\n  "))
	}
	if len(n.Positional) > 0 {
		rows := make([][2]string, len(n.Positional))
		for i, v := range n.Positional {
			rows[i] = [2]string{operand(v), v.Help}
		}
		h.table("server.help_operands", rows)
	}
	var rows [][2]string
	for _, leaf := range n.Leaves(true) {
		if leaf != n {
			rows = append(rows, [2]string{strings.TrimPrefix(commandOf(leaf), "server "), leaf.Help})
		}
	}
	h.table("server.help_commands", rows)
}

// shape is what follows the command's words.
func shape(n *kong.Node) string {
	var b strings.Builder
	for _, v := range n.Positional {
		fmt.Fprintf(&b, " %s", operand(v))
	}
	for _, f := range own(n) {
		if f.Required {
			fmt.Fprintf(&b, " %s", spelled(f))
		}
	}
	if len(n.Children) > 0 {
		b.WriteString(" …")
	}
	return b.String()
}

func operand(v *kong.Value) string {
	if v.Tag.PlaceHolder != "" {
		return v.Tag.PlaceHolder
	}
	return strings.ToUpper(v.Name)
}

func spelled(f *kong.Flag) string {
	switch {
	case f.IsBool() && f.Tag.Negatable != "":
		return "--[no-]" + f.Name
	case f.IsBool():
		return "--" + f.Name
	case f.PlaceHolder != "":
		return "--" + f.Name + " " + f.PlaceHolder
	case f.Enum != "":
		return "--" + f.Name + " " + strings.Trim(strings.ReplaceAll(f.Enum, ",", "|"), "|")
	}
	return "--" + f.Name + " " + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
}

func (h *helpWriter) flags(title string, flags []*kong.Flag) {
	var rows [][2]string
	for _, f := range flags {
		text := f.Help
		if f.HasDefault && f.Default != "" {
			text += " " + h.p.T("server.help_default", "Value", f.Default)
		}
		rows = append(rows, [2]string{spelled(f), text})
	}
	h.table(title, rows)
}

func (h *helpWriter) table(title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(h, "\n%s\n", h.p.T(title))
	t := tabwriter.NewWriter(h, 0, 0, 3, ' ', 0)
	for _, r := range rows {
		fmt.Fprintf(t, "  %s\t%s\n", r[0], r[1])
	}
	t.Flush()
}
