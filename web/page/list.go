package page

import (
	"net/url"
	"strconv"

	"liem/internal/text"
)

// PerPage is how many rows a list shows.
const PerPage = 50

// maxPage keeps offsets in bounds whatever the address says.
const maxPage = 100_000

// List is a list's state as its address has it: filters, sorting and page. Links for other states come from it, so a
// list can be bookmarked, sent and gone back to.
type List struct {
	Path  string
	Query url.Values
	Sort  string // a column's name, with "-" before it for descending
	Page  int    // from 1
	Total int
}

// ReadList reads the state; filters names the parameters beside sort and page that the list knows, sorts the columns
// it can sort by, the first being the default.
func (c *Ctx) ReadList(sorts []string, filters ...string) List {
	l := List{Path: c.Path(), Query: url.Values{}, Page: 1}
	if len(sorts) > 0 {
		l.Sort = sorts[0]
	}
	for _, name := range filters {
		for _, raw := range c.Ctx.Context().QueryArgs().PeekMulti(name) {
			if clean, err := text.Clean(string(raw)); err == nil && clean != "" {
				l.Query.Add(name, clean)
			}
		}
	}
	want := c.Query("sort")
	for _, s := range sorts {
		if want == s || want == "-"+s {
			l.Sort = want
			l.Query.Set("sort", want)
		}
	}
	if n, err := strconv.Atoi(c.Query("page")); err == nil && n > 1 && n <= maxPage {
		l.Page = n
	}
	return l
}

// Get is one filter's value.
func (l List) Get(name string) string { return l.Query.Get(name) }

// Has tells whether a filter holds the value; filters may hold several.
func (l List) Has(name, value string) bool {
	for _, v := range l.Query[name] {
		if v == value {
			return true
		}
	}
	return false
}

// Filtered tells an empty list from one whose filters leave nothing.
func (l List) Filtered() bool {
	for name := range l.Query {
		if name != "sort" {
			return true
		}
	}
	return false
}

// Offset is the first row's number from 0.
func (l List) Offset() int { return (l.Page - 1) * PerPage }

// Pages is the number of pages, at least 1.
func (l List) Pages() int { return max(1, (l.Total+PerPage-1)/PerPage) }

// HasNext and HasPrevious say where there is more.
func (l List) HasNext() bool     { return l.Page < l.Pages() }
func (l List) HasPrevious() bool { return l.Page > 1 }

// First and Last are the numbers from 1 of the rows on this page.
func (l List) First() int { return min(l.Total, l.Offset()+1) }
func (l List) Last() int  { return min(l.Total, l.Offset()+PerPage) }

// At is the address of another page of this list.
func (l List) At(page int) string {
	q := l.copy()
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	return address(l.Path, q)
}

// SortBy is the address that sorts by a column, turning the order round when it is the current one.
func (l List) SortBy(column string) string {
	q := l.copy()
	if l.Sort == column {
		column = "-" + column
	}
	q.Set("sort", column)
	return address(l.Path, q)
}

// Order is ascending, descending or none: a column's aria-sort.
func (l List) Order(column string) string {
	switch l.Sort {
	case column:
		return "ascending"
	case "-" + column:
		return "descending"
	}
	return "none"
}

// To is the address of another path with the same filters, as a download needs it.
func (l List) To(path string) string { return address(path, l.copy()) }

// ToAs is To with one parameter more.
func (l List) ToAs(path, name, value string) string {
	q := l.copy()
	q.Set(name, value)
	return address(path, q)
}

func (l List) copy() url.Values {
	q := make(url.Values, len(l.Query))
	for k, v := range l.Query {
		q[k] = append([]string(nil), v...)
	}
	return q
}

func address(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}
