package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"liem/internal/db"
	"liem/quiz"
	"liem/server/app"
)

// Targets of saving answers.
const (
	answerRate = 0.3 // of bare group commit
	answerP99  = 25 * time.Millisecond
)

// writer is a learner who answers question after question, round and round, over one connection.
type writer struct {
	*client
	attemptID string
	seq       int64
	known     map[int]int64 // by place: the highest number that the server has acknowledged
}

// put saves the next answer.
func (w *writer) put() error {
	w.seq++
	n := int(w.seq%questions) + 1
	w.begin("PUT", fmt.Sprintf("/attempts/%s/answers/%d", w.attemptID, n))
	w.body("application/json", fmt.Sprintf(`{"seq":%d,"value":"%c"}`, w.seq, 'a'+w.seq%4))
	status, err := w.send()
	if err != nil {
		return err
	}
	if status != 200 {
		return fmt.Errorf("an answer was answered with %d: %s", status, w.resp.Body())
	}
	w.known[n] = w.seq
	return nil
}

// measureAnswers saves answers from all learners at once, beside bare group commit, and then kills the server under them
// to see whether anything that it acknowledged is lost.
func measureAnswers(ctx context.Context, b *bench) error {
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
	writers, steps := make([]*writer, learners), make([]step, learners)
	for i, c := range clients {
		c.headers["X-CSRF-Token"] = d.sessions[i].token
		writers[i] = &writer{client: c, attemptID: d.learners[i].attemptID, known: map[int]int64{}}
		steps[i] = writers[i].put
	}
	b.out.section(fmt.Sprintf("Answers saved durably, %d connections", learners))
	if err := b.compareAnswers(ctx, server, steps); err != nil {
		return err
	}
	return b.killAmidst(ctx, server, d, writers)
}

func (b *bench) compareAnswers(ctx context.Context, server *process, steps []step) error {
	raw, err := openRawAnswers(ctx, filepath.Join(b.dir, "raw.db"))
	if err != nil {
		return err
	}
	defer raw.close()
	var mine, reference load
	for range rounds {
		l, err := closed(raw.steps(ctx, len(steps)), b.span()/2)
		if err != nil {
			return err
		}
		reference = reference.and(l)
		if l, err = server.measure(func() (load, error) { return closed(steps, b.span()/2) }); err != nil {
			return err
		}
		mine = mine.and(l)
	}
	b.out.load("bare group commit", reference)
	b.out.load("PUT of an answer", mine)
	b.out.atLeast("answers saved", mine.rate(), "bare", reference.rate(), "/s", answerRate)
	b.out.within("p99", mine.percentile(99), answerP99)
	return nil
}

// killAmidst kills the server while everybody saves and compares what it had acknowledged with what the database holds.
func (b *bench) killAmidst(ctx context.Context, server *process, d *data, writers []*writer) error {
	var wg sync.WaitGroup
	for _, w := range writers {
		wg.Go(func() {
			for w.put() == nil { // until the connection breaks
			}
		})
	}
	time.Sleep(b.span() / 2)
	server.kill()
	wg.Wait()
	found, lost, err := audit(ctx, d, writers)
	if err == nil && found == 0 {
		err = errors.New("no answer was acknowledged before the server was killed")
	}
	b.out.target(target{what: "acknowledged, then lost by kill -9", got: fmt.Sprintf("%d of %d", lost, found), want: "0", ok: lost == 0})
	return err
}

// audit counts the places at which the database holds what was acknowledged, or something newer, and those at which it
// does not.
func audit(ctx context.Context, d *data, writers []*writer) (found, lost int, err error) {
	store, err := db.Open(ctx, db.Config{Path: app.Config{Dir: d.dir}.DatabasePath()})
	if err != nil {
		return 0, 0, err
	}
	defer store.Close()
	for _, w := range writers {
		saved, err := quiz.NewStore(store.Reader()).Answers(ctx, w.attemptID)
		if err != nil {
			return found, lost, err
		}
		for n, seq := range w.known {
			if saved[n].Seq >= seq {
				found++
			} else {
				lost++
			}
		}
	}
	return found, lost, nil
}
