package web

import (
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
	"mime"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"

	"liem/internal/icon"
)

//go:embed all:dist
var dist embed.FS

const assetPrefix = "/assets/"

// assets are the built files: names carry their content's digest, so browsers keep them for ever.
type assets struct {
	files fs.FS
	names map[string]string // logical name → built name
}

// built is one entry of the build's manifest.
type built struct {
	File string `json:"file"`
}

// errUnbuilt is what a start without built assets says: which command builds them.
var errUnbuilt = errors.New("web/dist is empty: run `make assets` (it needs Node) and build again")

// loadAssets reads the build's manifest. A program without assets runs its tests, but does not serve: see Built.
func loadAssets() (*assets, error) {
	root, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, err
	}
	a := &assets{files: root, names: map[string]string{}}
	raw, err := fs.ReadFile(root, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	if err != nil {
		return nil, err
	}
	var manifest map[string]built
	if err := json.Unmarshal(raw, &manifest); err != nil {
		return nil, err
	}
	for logical, b := range manifest {
		a.names[logical] = b.File
	}
	return a, icon.Load(root, "icons.json")
}

// Built says whether the program holds its assets; the error tells how to build them.
func Built() error {
	if _, err := fs.Stat(dist, "dist/manifest.json"); err != nil {
		return errUnbuilt
	}
	return nil
}

// Href is the address of a built file.
func (a *assets) Href(name string) string {
	if file, ok := a.names[name]; ok {
		return assetPrefix + file
	}
	return assetPrefix + name
}

func (w *Web) mountAssets(app *fiber.App) {
	app.Get(assetPrefix+"*", w.assets.serve)
	app.Get("/favicon.ico", func(c *fiber.Ctx) error { return c.Redirect(w.assets.Href("favicon.svg")) })
	app.Get("/sw.js", w.assets.worker)
	app.Get("/manifest.webmanifest", w.install)
}

// serve sends a built file, compressed beforehand where the browser takes it.
func (a *assets) serve(c *fiber.Ctx) error {
	name := path.Clean(c.Params("*"))
	if !fs.ValidPath(name) {
		return fiber.ErrNotFound
	}
	body, encoding, err := a.read(name, c.Get("Accept-Encoding"))
	if err != nil {
		return fiber.ErrNotFound
	}
	if encoding != "" {
		c.Set("Content-Encoding", encoding)
	}
	c.Set("Vary", "Accept-Encoding")
	c.Set("Cache-Control", "public, max-age=31536000, immutable")
	c.Set("Content-Type", contentType(name))
	return c.Send(body)
}

func (a *assets) read(name, accepts string) ([]byte, string, error) {
	for _, e := range []struct{ coding, ending string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if strings.Contains(accepts, e.coding) {
			if body, err := fs.ReadFile(a.files, name+e.ending); err == nil {
				return body, e.coding, nil
			}
		}
	}
	body, err := fs.ReadFile(a.files, name)
	return body, "", err
}

func contentType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}
