package main

import (
	"context"
	"fmt"
	"sync"

	"liem/people"
)

// Targets of a sign-in storm, and how it is made.
const (
	signInRate    = 0.85 // of what one core hashes
	stormLesson   = 2.0  // times the calm p99
	stormSize     = 32   // people signing in at the same time
	lessonsAtRate = 200  // lessons asked for in a second meanwhile
	readers       = 16
)

// measureSignIn lets many sign in at once while others read, and compares with one goroutine that only hashes, and with
// the same reading in calm.
func measureSignIn(ctx context.Context, b *bench) error {
	server, d, err := b.serve(ctx)
	if err != nil {
		return err
	}
	defer server.stop()
	clients, hangUp, err := d.connect(server.addr, readers)
	defer hangUp()
	if err != nil {
		return err
	}
	reading := d.lessons(clients)
	b.out.section(fmt.Sprintf("Sign-in storm of %d, %d lessons a second meanwhile", stormSize, lessonsAtRate))
	hash := people.HashPassword(password)
	alone, err := closed([]step{func() error {
		people.VerifyPassword(hash, password)
		return nil
	}}, b.span())
	if err != nil {
		return err
	}
	calm, err := paced(reading, lessonsAtRate, 2*b.span())
	if err != nil {
		return err
	}
	arriving, leave, err := arrivals(server.addr, d)
	defer leave()
	if err != nil {
		return err
	}
	storm, during, err := atOnce(
		func() (load, error) {
			return server.measure(func() (load, error) { return closed(arriving, 2*b.span()) })
		},
		func() (load, error) { return paced(reading, lessonsAtRate, 2*b.span()) })
	if err != nil {
		return err
	}
	b.out.load("one goroutine that hashes", alone)
	b.out.load("sign-ins", storm)
	b.out.load("lessons in calm", calm)
	b.out.load("lessons during the storm", during)
	b.out.atLeast("sign-ins", storm.rate(), "hashes", alone.rate(), "/s", signInRate)
	b.out.atMost("lesson p99 during the storm", during.percentile(99), "calm", calm.percentile(99), stormLesson)
	return nil
}

// atOnce runs two loads at the same time.
func atOnce(one, other func() (load, error)) (a, b load, err error) {
	var wg sync.WaitGroup
	var errB error
	wg.Go(func() { b, errB = other() })
	a, err = one()
	wg.Wait()
	if err == nil {
		err = errB
	}
	return a, b, err
}

// arrivals are steps that sign people in, each step one person after the other, as from browsers that nobody signed in
// from before.
func arrivals(addr string, d *data) (steps []step, hangUp func(), err error) {
	clients, hangUp, err := connect(addr, stormSize)
	if err != nil {
		return nil, hangUp, err
	}
	for i, c := range clients {
		token, err := c.signInForm()
		if err != nil {
			return nil, hangUp, err
		}
		visit, next := c.cookies, i
		steps = append(steps, func() error {
			c.forget(visit)
			who := d.usernames[next%len(d.usernames)]
			next += stormSize
			return c.signIn(who, token)
		})
	}
	return steps, hangUp, nil
}
