package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http/httputil"
	"time"

	"liem/internal/clock"
)

// Targets of an export of all completions.
const (
	exportRate   = 0.6 // of the same query written raw
	exportBegins = 100 * time.Millisecond
	exportGrows  = 16 * mib // in memory, from one row of each officer to all rows
)

// file is a download as it went.
type file struct {
	rows, bytes int
	first, took time.Duration // until the first byte, until the last
}

func (f file) rate() float64 { return float64(f.rows) / f.took.Seconds() }

// and adds another download; the slower first byte counts.
func (f file) and(o file) file {
	return file{f.rows + o.rows, f.bytes + o.bytes, max(f.first, o.first), f.took + o.took}
}

func (f file) line(name string) string {
	return fmt.Sprintf("  %-34s %10.0f rows/s %8.1f MB/s, first byte after %s", name, f.rate(),
		float64(f.bytes)/1e6/f.took.Seconds(), short(f.first))
}

// measureExport downloads every completion as CSV, beside the same query scanned and written by hand.
func measureExport(ctx context.Context, b *bench) error {
	server, d, err := b.serve(ctx)
	if err != nil {
		return err
	}
	defer server.stop()
	hr, err := openSession(server.addr, hrName)
	if err != nil {
		return err
	}
	c, err := hr.resume(server.addr)
	if err != nil {
		return err
	}
	defer c.close()
	few, err := c.exportFew(server, d.firstDay)
	if err != nil {
		return err
	}
	peak := server.watchMemory()
	var mine, reference file
	for range rounds {
		for _, side := range []struct {
			total *file
			run   func() (file, error)
		}{{&reference, func() (file, error) { return exportRaw(ctx, d) }}, {&mine, c.export}} {
			f, err := side.run()
			if err != nil {
				return err
			}
			*side.total = side.total.and(f)
		}
	}
	most := peak()
	b.out.heading(fmt.Sprintf("Export of %d completions as CSV", officers*completionsFor))
	b.out.note("%s\n%s", reference.line("the same query by hand"), mine.line("export"))
	b.out.atLeast("rows exported", mine.rate(), "by hand", reference.rate(), "/s", exportRate)
	b.out.within("first byte", mine.first, exportBegins)
	b.out.note("  memory at most %s for %d rows, %s for all", few, officers, most)
	b.out.below("memory grown by", most-few, exportGrows)
	return nil
}

// exportFew is the most memory that the server takes to export one completion of each officer.
func (c *client) exportFew(server *process, day clock.Date) (size, error) {
	peak := server.watchMemory()
	f, err := c.download("/reports/completions.csv?kind=range&from=" + string(day) + "&to=" + string(day))
	if most := peak(); err != nil || f.rows == officers {
		return most, err
	}
	return 0, fmt.Errorf("the export of %s has %d rows, not %d", day, f.rows, officers)
}

// export downloads all completions.
func (c *client) export() (file, error) {
	f, err := c.download("/reports/completions.csv?kind=range&from=2020-01-01&to=2029-12-31")
	if want := officers * completionsFor; err == nil && f.rows != want {
		return f, fmt.Errorf("the export has %d rows, not %d", f.rows, want)
	}
	return f, err
}

// download reads a file, looking at it as it comes.
func (c *client) download(path string) (file, error) {
	c.begin("GET", path)
	start := time.Now()
	if err := c.write(); err != nil {
		return file{}, err
	}
	if err := c.resp.Header.Read(c.in); err != nil {
		return file{}, err
	}
	if status := c.resp.StatusCode(); status != 200 {
		return file{}, fmt.Errorf("the export answered %d", status)
	}
	f := file{rows: -1} // the heading is no row
	buf := make([]byte, 64<<10)
	for body := httputil.NewChunkedReader(c.in); ; {
		n, err := body.Read(buf)
		if f.bytes == 0 {
			f.first = time.Since(start)
		}
		f.bytes += n
		f.rows += bytes.Count(buf[:n], []byte("\n"))
		if err == io.EOF {
			break
		}
		if err != nil {
			return f, err
		}
	}
	f.took = time.Since(start)
	_, err := c.in.Discard(2) // the line after the last chunk
	return f, err
}
