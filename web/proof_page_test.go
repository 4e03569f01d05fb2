package web_test

import (
	"bytes"
	"encoding/csv"
	"strings"

	"github.com/xuri/excelize/v2"
	xhtml "golang.org/x/net/html"
)

// rows are the cells of the page's first list, without what stands in badges.
func (q *inquiry) rows() (rows [][]string) {
	table := q.first(func(n *xhtml.Node) bool { return n.Data == "table" && attr(n, "class") == "list" })
	if table == nil {
		return nil
	}
	for n := range table.Descendants() {
		if n.Type != xhtml.ElementNode || n.Data != "tr" || n.Parent.Data != "tbody" {
			continue
		}
		var cells []string
		for cell := n.FirstChild; cell != nil; cell = cell.NextSibling {
			if cell.Type == xhtml.ElementNode {
				cells = append(cells, visible(cell))
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

// heads are the headings of the page's first list.
func (q *inquiry) heads() (heads []string) {
	table := q.first(func(n *xhtml.Node) bool { return n.Data == "table" && attr(n, "class") == "list" })
	if table == nil {
		return nil
	}
	for n := range table.Descendants() {
		if n.Type == xhtml.ElementNode && n.Data == "th" && attr(n, "scope") == "col" {
			heads = append(heads, visible(n))
		}
	}
	return heads
}

// total is the number that the page counts in words above its list; 0 where there is none.
func (q *inquiry) total() int {
	n := q.first(func(n *xhtml.Node) bool { return attr(n, "class") == "count" })
	count := 0
	for _, c := range visible(n) {
		if c < '0' || c > '9' {
			break
		}
		count = 10*count + int(c-'0')
	}
	return count
}

// options are the texts that a field offers, without the empty one; indents are not part of them.
func (q *inquiry) options(id string) (list []string) {
	field := q.first(func(n *xhtml.Node) bool { return attr(n, "id") == id && (n.Data == "select" || n.Data == "datalist") })
	if field == nil {
		return nil
	}
	for n := range field.Descendants() {
		if n.Type != xhtml.ElementNode || n.Data != "option" || attr(n, "value") == "" {
			continue
		}
		text := strings.TrimLeft(visible(n), "\u2003 ")
		if field.Data == "datalist" {
			text = attr(n, "value")
		}
		list = append(list, text)
	}
	return list
}

func (q *inquiry) first(is func(*xhtml.Node) bool) *xhtml.Node {
	if q.page == nil {
		return nil
	}
	for n := range q.page.Descendants() {
		if n.Type == xhtml.ElementNode && is(n) {
			return n
		}
	}
	return nil
}

// columnsOf picks columns by their headings, in the order given, with a bar between.
func (q *inquiry) columnsOf(heads []string, rows [][]string, wanted ...string) (list []string) {
	places := make([]int, len(wanted))
	for i, name := range wanted {
		places[i] = -1
		for j, head := range heads {
			if head == name {
				places[i] = j
			}
		}
		if places[i] < 0 && len(rows) > 0 {
			q.Fatalf("%s has no column %q among %q", q.path, name, heads)
		}
	}
	for _, row := range rows {
		cells := make([]string, len(places))
		for i, place := range places {
			if place < len(row) {
				cells[i] = row[place]
			}
		}
		list = append(list, strings.Join(cells, "|"))
	}
	return list
}

// csv reads a file with semicolons.
func (q *inquiry) csv() (heads []string, rows [][]string) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(q.body, []byte("\uFEFF"))))
	r.Comma = ';'
	all, err := r.ReadAll()
	if err != nil || len(all) == 0 {
		q.Fatalf("%s is no CSV: %v", q.path, err)
	}
	return all[0], all[1:]
}

// xlsx reads a workbook's first sheet.
func (q *inquiry) xlsx() (heads []string, rows [][]string) {
	book, err := excelize.OpenReader(bytes.NewReader(q.body))
	if err != nil {
		q.Fatalf("%s is no workbook: %v", q.path, err)
	}
	defer book.Close()
	all, err := book.GetRows(book.GetSheetName(0))
	if err != nil || len(all) == 0 {
		q.Fatalf("%s: %v", q.path, err)
	}
	return all[0], all[1:]
}
