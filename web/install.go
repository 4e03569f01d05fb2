package web

import (
	"github.com/gofiber/fiber/v2"

	"liem/internal/i18n"
)

// worker sends the script that answers for kept courses without a line. Its address has no digest and its scope is the
// whole site; the browser asks for it again and again, and takes a new one when its content differs.
func (a *assets) worker(c *fiber.Ctx) error {
	name, ok := a.names["sw.js"]
	if !ok {
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
	c.Set("Cache-Control", "no-cache")
	c.Set("Content-Type", contentType(name))
	return c.Send(body)
}

// webManifest is what a browser reads to install the site as an app (W3C, Web Application Manifest).
type webManifest struct {
	ID          string         `json:"id"`
	Name        string         `json:"name"`
	ShortName   string         `json:"short_name"`
	Description string         `json:"description"`
	Lang        string         `json:"lang"`
	StartURL    string         `json:"start_url"`
	Scope       string         `json:"scope"`
	Display     string         `json:"display"`
	Theme       string         `json:"theme_color"`
	Background  string         `json:"background_color"`
	Icons       []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

// install sends the site's manifest, in the language of the site: a browser asks for it without a session.
func (w *Web) install(c *fiber.Ctx) error {
	p := i18n.For(w.site.Default)
	icon := func(name, sizes, kind, purpose string) manifestIcon {
		return manifestIcon{w.assets.Href(name), sizes, kind, purpose}
	}
	c.Set("Cache-Control", "no-cache")
	if err := c.JSON(webManifest{
		ID: "/", Name: p.T("offline.app_name"), ShortName: p.T("web.product"), Description: p.T("web.tagline"),
		Lang: string(w.site.Default), StartURL: "/", Scope: "/", Display: "standalone", Theme: "#1d4f91", Background: "#f6f8fa",
		Icons: []manifestIcon{
			icon("icon-192.png", "192x192", "image/png", "any"), icon("icon-512.png", "512x512", "image/png", "any"),
			icon("icon-maskable-512.png", "512x512", "image/png", "maskable"), icon("favicon.svg", "any", "image/svg+xml", "any"),
		},
	}); err != nil {
		return err
	}
	c.Set("Content-Type", "application/manifest+json")
	return nil
}
