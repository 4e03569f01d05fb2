package main

import (
	"context"
	"os/exec"
	"path/filepath"
)

// bench is a running benchmark: its options, its folder, and the seeded data once something needs it.
type bench struct {
	options
	dir  string
	out  report
	data *data
}

// seeded is the data that all measurements but the first share.
func (b *bench) seeded(ctx context.Context) (*data, error) {
	if b.data != nil {
		return b.data, nil
	}
	d, err := seed(ctx, filepath.Join(b.dir, "data"))
	b.data = d
	return d, err
}

// start starts the measured server on a data folder and waits for its first page. Nothing of this program's environment
// reaches it.
func (b *bench) start(dir string) (p *process, err error) {
	binary, err := filepath.Abs(b.binary)
	if err != nil {
		return nil, err
	}
	addr, err := freeAddr()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(binary)
	cmd.Dir = b.dir
	cmd.Env = []string{"LIEM_DIR=" + dir, "ADDR=" + addr, "LOG_LEVEL=error",
		"TWO_FACTOR=optional"} // or HR would have to set up a second factor before the export
	return launch(cmd, addr, "/login")
}

// serve seeds the data and starts the server on it.
func (b *bench) serve(ctx context.Context) (*process, *data, error) {
	d, err := b.seeded(ctx)
	if err != nil {
		return nil, nil, err
	}
	p, err := b.start(d.dir)
	return p, d, err
}
