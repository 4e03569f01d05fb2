package page

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"sync"

	"liem/internal/icon"
)

//go:embed *.html
var shared embed.FS

// funcs are the few things that templates call beside the methods of their page.
var funcs = template.FuncMap{
	"icon": icon.SVG,
	"add":  func(a, b int) int { return a + b },
}

// Page is a parsed template with the type of its data.
type Page[T any] struct {
	name string
	set  *template.Template
}

// parsed remembers every page for the test that type-checks them.
var parsed struct {
	sync.Mutex
	pages []Checked
}

// Checked is a page's template beside a value of its data's type.
type Checked struct {
	Name     string
	Template *template.Template
	Data     any
}

// All lists the pages parsed so far.
func All() []Checked {
	parsed.Lock()
	defer parsed.Unlock()
	return append([]Checked(nil), parsed.pages...)
}

// Parse reads name (and more files it uses) from files beside the shared templates. It panics on a template that does
// not parse: pages are parsed as the program starts.
func Parse[T any](files fs.FS, name string, more ...string) *Page[T] {
	set := template.Must(template.New(name).Funcs(funcs).ParseFS(shared, "*.html"))
	template.Must(set.ParseFS(files, append([]string{name}, more...)...))
	for _, part := range []string{"page", "open", "bar", "nav", "top", "main", "close"} {
		if set.Lookup(part) == nil {
			panic(fmt.Sprintf("page %s: template %q is missing", name, part))
		}
	}
	parsed.Lock()
	defer parsed.Unlock()
	parsed.pages = append(parsed.pages, Checked{name, set.Lookup("page"), new(T)})
	return &Page[T]{name: name, set: set}
}

var buffers = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 64<<10)) }}

// Render sends the page with status 200.
func (p *Page[T]) Render(c *Ctx, data *T) error { return p.RenderStatus(c, 200, data) }

// RenderStatus sends the page with a status of its own; data must embed Base as made by Ctx.Base.
func (p *Page[T]) RenderStatus(c *Ctx, status int, data *T) error {
	b := any(data).(based).base()
	buf := buffers.Get().(*bytes.Buffer)
	defer putBuffer(buf)
	buf.Reset()
	if err := p.write(buf, b, data); err != nil {
		return fmt.Errorf("page %s: %w", p.name, err)
	}
	c.Set("Content-Type", "text/html; charset=utf-8")
	// A copy: Fiber's Send would keep the buffer, which the next page may be rendered to before this one is sent.
	c.Status(status).Response().SetBody(buf.Bytes())
	return nil
}

// RenderMain sends the page's main part alone, for scripts that put it into a page which is there.
func (p *Page[T]) RenderMain(c *Ctx, data *T) error {
	var buf bytes.Buffer
	if err := p.set.ExecuteTemplate(&buf, "main", data); err != nil {
		return fmt.Errorf("page %s: %w", p.name, err)
	}
	c.Set("Content-Type", "text/html; charset=utf-8")
	c.Response().SetBody(buf.Bytes())
	return nil
}

// putBuffer keeps buffers of usual size and lets the rare huge one go.
func putBuffer(buf *bytes.Buffer) {
	if buf.Cap() <= 1<<20 {
		buffers.Put(buf)
	}
}

func (p *Page[T]) write(buf *bytes.Buffer, b *Base, data *T) error {
	if err := p.set.ExecuteTemplate(buf, "open", data); err != nil {
		return err
	}
	if err := writeBar(buf, p.set, b); err != nil {
		return err
	}
	if !b.Narrow() {
		nav, err := navHTML(p.set, b)
		if err != nil {
			return err
		}
		buf.Write(nav)
	}
	return p.writeRest(buf, data)
}

// writeRest writes what follows the navigation.
func (p *Page[T]) writeRest(buf *bytes.Buffer, data *T) error {
	for _, part := range []string{"top", "main", "close"} {
		if err := p.set.ExecuteTemplate(buf, part, data); err != nil {
			return err
		}
	}
	return nil
}
