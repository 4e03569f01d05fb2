package markdown

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// calloutKind is the name under which a quote that is a callout keeps its kind.
const calloutKind = "liem-callout"

var calloutMark = regexp.MustCompile(`^\[!([^\[\]\n]+)\]:?(?:[ \t]+|\n|$)`)

// A calloutTitle is the line after [!NOTE]; it may be empty.
type calloutTitle struct{ ast.BaseBlock }

var kindCalloutTitle = ast.NewNodeKind("CalloutTitle")

// Kind implements ast.Node.
func (*calloutTitle) Kind() ast.NodeKind { return kindCalloutTitle }

// Dump implements ast.Node.
func (n *calloutTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// calloutMarks turns the first line of a quote that reads [!NOTE] into a calloutTitle. It runs before inlines are parsed,
// and before link references, which `[!NOTE]: text` would otherwise be.
type calloutMarks struct{}

// Transform implements parser.ParagraphTransformer.
func (calloutMarks) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	quote, ok := node.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(node) || node.Lines().Len() == 0 {
		return
	}
	first := node.Lines().At(0)
	value := first.Value(reader.Source())
	match := calloutMark.FindSubmatchIndex(value)
	if match == nil {
		return
	}
	kind := strings.ToLower(string(value[match[2]:match[3]]))
	if !slices.Contains(CalloutKinds, kind) {
		guardOf(pc).note(first.Start, "markdown.unknown_callout", map[string]any{"Kind": string(value[match[2]:match[3]])})
		return
	}
	quote.SetAttributeString(calloutKind, kind)
	title := &calloutTitle{}
	title.SetPos(first.Start)
	rest := first.WithStart(first.Start + match[1])
	if rest = rest.TrimRightSpace(reader.Source()); rest.Len() > 0 {
		title.Lines().Append(rest)
	}
	quote.InsertBefore(quote, node, title)
	lines := node.Lines().Sliced(1, node.Lines().Len())
	if len(lines) == 0 {
		quote.RemoveChild(quote, node)
		return
	}
	segments := text.NewSegments()
	segments.AppendAll(lines)
	node.SetLines(segments)
}

func calloutOf(n ast.Node) string {
	kind, _ := n.AttributeString(calloutKind)
	s, _ := kind.(string)
	return s
}

func renderCalloutTitle(labels Labels) func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		label := labels.Callouts[calloutOf(n.Parent())]
		switch {
		case !n.HasChildren() && label == "":
		case entering:
			w.WriteString(`<p class="callout-title">`)
			if !n.HasChildren() {
				w.Write(util.EscapeHTML([]byte(label)))
			}
		default:
			w.WriteString("</p>\n")
		}
		return ast.WalkContinue, nil
	}
}
