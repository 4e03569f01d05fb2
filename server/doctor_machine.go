package main

import (
	"net"
	"net/url"
	"os"
	"path/filepath"

	"liem/server/app"
)

// assets tells whether the program holds its scripts and styles.
func (p *patient) assets() {
	if err := app.Built(); err != nil {
		p.found("assets", stateFail, "missing")
		return
	}
	p.found("assets", stateOK, "ok")
}

// publicURL checks that people can be sent to the site, and that cookies travel encrypted.
func (p *patient) publicURL() {
	c := p.c.config
	host, _, _ := net.SplitHostPort(c.Listen())
	u, _ := url.Parse(c.PublicURL) // the configuration was checked
	switch {
	case c.PublicURL == "" && !onLoopback(host):
		p.found("public_url", stateWarn, "empty")
	case c.PublicURL != "" && u.Scheme == "http" && !onLoopback(u.Hostname()):
		p.found("public_url", stateWarn, "plain", "URL", c.PublicURL)
	case c.PublicURL == "":
		p.found("public_url", stateOK, "local")
	default:
		p.found("public_url", stateOK, "ok", "URL", c.PublicURL)
	}
}

func onLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// How much room a disk should have, in bytes.
const (
	littleSpace  = 1 << 30
	tooFewInside = 100 << 20
)

// space checks the room on the data folder's disk.
func (p *patient) space() {
	dir := p.c.config.Dir
	for !exists(dir) && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir) // a folder that is yet to be made
	}
	free, ok := freeSpace(dir)
	switch {
	case !ok:
		return // not known on this system
	case free < tooFewInside:
		p.found("disk", stateFail, "full", "Free", p.c.p.Bytes(free), "Path", dir)
	case free < littleSpace:
		p.found("disk", stateWarn, "little", "Free", p.c.p.Bytes(free), "Path", dir)
	default:
		p.found("disk", stateOK, "ok", "Free", p.c.p.Bytes(free))
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
