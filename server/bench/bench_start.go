package main

import (
	"context"
	"path/filepath"
	"time"
)

// Targets of starting.
const (
	startWithin = time.Second
	idleBelow   = 48 * mib
	idleAfter   = 2 * time.Second
)

// measureStart starts the server in an empty folder and again in what it made there, each until the first page, and
// looks at its memory once it has been idle.
func measureStart(_ context.Context, b *bench) error {
	b.out.heading("Start")
	dir := filepath.Join(b.dir, "start")
	for _, what := range []string{"from nothing to the first page", "second start to the first page"} {
		p, err := b.start(dir)
		if err != nil {
			return err
		}
		b.out.within(what, p.ready, startWithin)
		time.Sleep(idleAfter)
		used, err := p.memory()
		p.stop()
		if err != nil {
			return err
		}
		b.out.below("memory when idle", used, idleBelow)
	}
	return nil
}
