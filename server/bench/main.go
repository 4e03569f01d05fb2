package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// options are the command line.
type options struct {
	binary string
	dir    string
	only   string
	short  bool
	strict bool
}

// span is how long one measurement runs.
func (o options) span() time.Duration {
	if o.short {
		return time.Second
	}
	return 5 * time.Second
}

// measurement is one part of the benchmark; it measures a server on the seeded data.
type measurement struct {
	name string
	run  func(context.Context, *bench) error
}

var measurements = []measurement{
	{"start", measureStart},
	{"lesson", measureLesson},
	{"answers", measureAnswers},
	{"signin", measureSignIn},
	{"export", measureExport},
	{"search", measureSearch},
}

func main() {
	var o options
	plain := flag.Bool("plain", false, "be the reference: serve the file -bytes at every path on -addr")
	addr := flag.String("addr", "", "with -plain: address to listen on")
	bytes := flag.String("bytes", "", "with -plain: file to serve")
	flag.StringVar(&o.binary, "binary", "bin/server", "the built server")
	flag.StringVar(&o.dir, "dir", "", "folder for the databases, on the disk to be measured; empty: the system's temporary folder")
	flag.StringVar(&o.only, "only", "", "what to measure: names with commas; empty: everything")
	flag.BoolVar(&o.short, "short", false, "a quick run, for trying it out")
	flag.BoolVar(&o.strict, "strict", false, "exit with 1 when a target is missed")
	flag.Parse()
	if *plain {
		exit(servePlain(*addr, *bytes))
	}
	missed, err := run(context.Background(), o)
	exit(err)
	if o.strict && missed > 0 {
		os.Exit(1)
	}
}

// exit ends the program with 2 when something could not be measured.
func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

// run measures what was asked for and returns how many targets were missed.
func run(ctx context.Context, o options) (missed int, err error) {
	chosen, err := choose(o.only)
	if err != nil {
		return 0, err
	}
	dir, err := os.MkdirTemp(o.dir, "liem-bench-*")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	b := &bench{options: o, dir: dir, out: report{w: os.Stdout}}
	b.out.note("%d processors, %s; the load client shares them with what it measures.", runtime.NumCPU(), runtime.Version())
	for _, m := range chosen {
		if err := m.run(ctx, b); err != nil {
			return b.out.missed, fmt.Errorf("%s: %w", m.name, err)
		}
	}
	b.out.summary()
	return b.out.missed, nil
}

// choose finds measurements by name.
func choose(only string) ([]measurement, error) {
	if only == "" {
		return measurements, nil
	}
	var chosen []measurement
	for _, name := range strings.Split(only, ",") {
		found := false
		for _, m := range measurements {
			if m.name == strings.TrimSpace(name) {
				chosen, found = append(chosen, m), true
			}
		}
		if !found {
			return nil, fmt.Errorf("nothing to measure is called %q", name)
		}
	}
	return chosen, nil
}
