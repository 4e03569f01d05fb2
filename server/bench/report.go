package main

import (
	"fmt"
	"io"
	"time"
)

// report prints what was measured and counts the targets that were missed.
type report struct {
	w      io.Writer
	met    int
	missed int
}

func (r *report) note(format string, args ...any) { fmt.Fprintf(r.w, format+"\n", args...) }

// heading begins a measurement.
func (r *report) heading(title string) { r.note("\n%s", title) }

// section begins a measurement of loads.
func (r *report) section(title string) {
	r.heading(title)
	fmt.Fprintf(r.w, "  %-34s %10s %9s %9s %9s\n", "", "per second", "p50", "p99", "CPU each")
}

// load prints a measured load.
func (r *report) load(name string, l load) {
	cpu := "–"
	if l.cpu > 0 {
		cpu = short(l.cpuEach())
	}
	fmt.Fprintf(r.w, "  %-34s %10.0f %9s %9s %9s\n", name, l.rate(), short(l.percentile(50)), short(l.percentile(99)), cpu)
}

// target is a figure that was measured, the reference that it is compared with, and what it was meant to reach.
type target struct {
	what      string
	got       string
	reference string // empty for a target that is no ratio
	ratio     float64
	want      string
	ok        bool
}

func (r *report) target(t target) {
	verdict := "ok"
	if t.ok {
		r.met++
	} else {
		r.missed++
		verdict = "MISSED"
	}
	compared := ""
	if t.reference != "" {
		compared = fmt.Sprintf("%s, ratio %.2f", t.reference, t.ratio)
	}
	fmt.Fprintf(r.w, "  %-34s %12s  %-36s target %-12s %s\n", t.what, t.got, compared, t.want, verdict)
}

// within is a target in time.
func (r *report) within(what string, got, most time.Duration) {
	r.target(target{what: what, got: short(got), want: "< " + short(most), ok: got < most})
}

// atMost is a target of a time compared with a reference's.
func (r *report) atMost(what string, got time.Duration, name string, reference time.Duration, ratio float64) {
	t := target{what: what, got: short(got), reference: name + " " + short(reference), want: fmt.Sprintf("≤ %.3g ×", ratio)}
	t.ratio = float64(got) / float64(reference)
	t.ok = t.ratio <= ratio
	r.target(t)
}

// atLeast is a target of a rate compared with a reference's.
func (r *report) atLeast(what string, got float64, name string, reference float64, unit string, ratio float64) {
	t := target{what: what, got: fmt.Sprintf("%.4g %s", got, unit), reference: fmt.Sprintf("%s %.4g %s", name, reference, unit),
		want: fmt.Sprintf("≥ %.3g ×", ratio)}
	t.ratio = got / reference
	t.ok = t.ratio >= ratio
	r.target(t)
}

// below is a target in memory.
func (r *report) below(what string, got, most size) {
	r.target(target{what: what, got: got.String(), want: "< " + most.String(), ok: got < most})
}

func (r *report) summary() { r.note("\n%d targets met, %d missed.", r.met, r.missed) }

// size is an amount of memory in bytes.
type size int64

const mib size = 1 << 20

func (s size) String() string { return fmt.Sprintf("%.1f MiB", float64(s)/float64(mib)) }

// short writes a duration with three digits.
func short(d time.Duration) string {
	switch {
	case d >= 100*time.Millisecond:
		return fmt.Sprintf("%.3g s", d.Seconds())
	case d >= time.Millisecond:
		return fmt.Sprintf("%.3g ms", float64(d)/float64(time.Millisecond))
	}
	return fmt.Sprintf("%.3g µs", float64(d)/float64(time.Microsecond))
}
