package main

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Targets of a signed-in lesson page.
const (
	lessonCPU = 4.0 // times the plain handler's
	lessonP99 = 20 * time.Millisecond
	rounds    = 4 // of server and reference by turns, so that a busy moment meets both
)

// measureLesson reads a lesson, each connection as an officer of its own, beside a plain handler with the same bytes.
func measureLesson(ctx context.Context, b *bench) error {
	server, d, err := b.serve(ctx)
	if err != nil {
		return err
	}
	defer server.stop()
	clients, hangUp, err := d.connect(server.addr, learners)
	defer hangUp()
	if err != nil {
		return err
	}
	if err := clients[0].page(lessonPath)(); err != nil {
		return err
	}
	body := slices.Clone(clients[0].resp.Body())
	plain, err := b.startPlain(body)
	if err != nil {
		return err
	}
	defer plain.stop()
	lessons := d.lessons(clients)
	b.out.section(fmt.Sprintf("Lesson page of %.1f KB, signed in", float64(len(body))/1000))
	for _, n := range []int{16, 64} {
		if err := b.compareLesson(server, plain, lessons[:n]); err != nil {
			return err
		}
	}
	return b.zippedLesson(server, clients)
}

func (b *bench) compareLesson(server, plain *process, lessons []step) error {
	n := len(lessons)
	strangers, hangUp, err := connect(plain.addr, n)
	defer hangUp()
	if err != nil {
		return err
	}
	bare := make([]step, n)
	for i, c := range strangers {
		bare[i] = c.page("/")
	}
	var mine, reference load
	for range rounds {
		for _, side := range []struct {
			total *load
			p     *process
			steps []step
		}{{&reference, plain, bare}, {&mine, server, lessons}} {
			l, err := side.p.measure(func() (load, error) { return closed(side.steps, b.span()/2) })
			if err != nil {
				return err
			}
			*side.total = side.total.and(l)
		}
	}
	b.out.load(fmt.Sprintf("plain handler, %d connections", n), reference)
	b.out.load(fmt.Sprintf("lesson, %d connections", n), mine)
	b.out.atMost(fmt.Sprintf("CPU per request at %d", n), mine.cpuEach(), "plain", reference.cpuEach(), lessonCPU)
	if n == learners {
		b.out.within(fmt.Sprintf("p99 at %d", n), mine.percentile(99), lessonP99)
	}
	return nil
}

// zippedLesson is the same page as browsers ask for it, compressed: for the record, without a target.
func (b *bench) zippedLesson(server *process, clients []*client) error {
	steps := make([]step, len(clients))
	for i, c := range clients {
		c.headers["Accept-Encoding"] = "gzip"
		steps[i] = c.page(lessonPath)
	}
	l, err := server.measure(func() (load, error) { return closed(steps, b.span()) })
	if err == nil {
		b.out.load(fmt.Sprintf("lesson, gzip, %d connections", len(clients)), l)
	}
	return err
}
