package app

import (
	"github.com/gofiber/fiber/v2"

	"liem/web"
)

// Web assembles the pages.
func (a *App) Web(version string) (*fiber.App, error) {
	return web.New(web.Options{DB: a.DB, People: a.People, Roster: a.Roster, Courses: a.Courses, Cache: a.Cache, Training: a.Training,
		Reports: a.Reports, Blobs: a.Blobs, Keys: a.Keys, Business: a.Business, System: a.System, Log: a.Log,
		Watch: a.Watch, PublicURL: a.Config.PublicURL, TrustedProxies: a.Config.TrustedProxies, Version: version})
}

// Built says whether the program holds its scripts and styles; the error tells how to build them.
func Built() error { return web.Built() }
