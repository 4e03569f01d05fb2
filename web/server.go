// Package web is the browser's face: it turns requests into calls of the use cases and their answers into pages,
// fragments and problem+json. It holds no rule of the domain and no SQL.
//
// routes.go shows every address on one screen with what it asks of the person; errors.go alone turns kinds of faults
// into status codes. The folders below hold a page's handler, its struct and its template side by side.
package web

import (
	"log/slog"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/compress"

	"liem/courses"
	"liem/internal/blob"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/secret"
	"liem/people"
	"liem/people/roster"
	"liem/reports"
	"liem/training"
	"liem/web/manage"
	"liem/web/page"
)

// Options is everything that the pages need; the server's main wires it.
type Options struct {
	DB       *db.DB
	People   *people.Service
	Roster   *roster.Service
	Courses  *courses.Service
	Cache    *courses.Cache
	Training *training.Service
	Reports  *reports.Service
	Blobs    blob.Store
	Keys     *secret.Keys
	Business clock.Clock
	System   clock.Clock
	Log      *slog.Logger
	Watch    *manage.Watch // a folder that a demonstration watches; nil elsewhere

	PublicURL      string   // for cookies and addresses that leave the site; empty = what the request says
	TrustedProxies []string // addresses whose X-Forwarded-For is believed
	Version        string
}

// Limits of what a request may be. Uploads have their own, checked while they stream.
const (
	maxBody      = 512 << 10
	maxDropped   = 16 << 20 // of a body over the limit that is taken so that its sender hears the answer
	deadline     = 20 * time.Second
	longDeadline = 10 * time.Minute
)

// Web is the assembled face.
type Web struct {
	Options
	site   *page.Site
	assets *assets
	routes []page.Route
	carry  page.Handler // asks for a proof and keeps the form that waits for it
}

// New assembles the Fiber app.
func New(o Options) (*fiber.App, error) {
	w := &Web{Options: o}
	var err error
	if w.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	w.site = newSite(o, w.assets)
	w.routes = w.routeTable()
	app := fiber.New(fiber.Config{
		AppName:                      "Liêm",
		Immutable:                    true, // strings taken from a request outlive it
		StreamRequestBody:            true, // uploads go to disk as they come; guard() bounds every other body
		DisablePreParseMultipartForm: true,
		DisableStartupMessage:        true,
		ReadTimeout:                  5 * time.Minute,
		WriteTimeout:                 longDeadline,
		IdleTimeout:                  2 * time.Minute,
		ErrorHandler:                 w.unrouted,
		EnableTrustedProxyCheck:      true, // by none: page.Site.Client reads who brought a request
	})
	app.Use(w.protect)
	w.mountAssets(app)
	squeeze := compress.New(compress.Config{Level: compress.LevelBestSpeed})
	for _, r := range w.routes {
		handlers := []fiber.Handler{w.handle(r)}
		if !r.Long && r.Method == fiber.MethodGet {
			handlers = append([]fiber.Handler{squeeze}, handlers...)
		}
		app.Add(r.Method, r.Path, handlers...)
		if r.Method == fiber.MethodGet {
			app.Add(fiber.MethodHead, r.Path, handlers...)
		}
	}
	return app, nil
}
