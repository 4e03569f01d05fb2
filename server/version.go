package main

import (
	"runtime"
	"runtime/debug"
)

// release is the version's name where the build sets it (-ldflags "-X main.release=v1.2.3").
var release string

// version is the release, or the commit that the program was built from.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	commit, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			commit = s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+"
		}
	}
	if commit == "" {
		return info.Main.Version
	}
	return commit + changed
}

type versionCmd struct{}

// Run prints the version.
func (*versionCmd) Run(c *console) error {
	v := struct {
		Version  string `json:"version"`
		Go       string `json:"go"`
		Platform string `json:"platform"`
	}{version(), runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}
	return c.say(v, "server.version", "Version", v.Version, "Go", v.Go, "Platform", v.Platform)
}
