package main

import (
	"context"
	"errors"
	"log/slog"

	"liem/internal/clock"
	"liem/server/app"
)

// How much there is. Every learner has begun the course and opened its quiz; every officer completed the other course so
// often that there are a hundred thousand completions.
const (
	officers       = 1000
	learners       = 64
	completionsFor = 100
)

// data is what was seeded, as the measurements need it.
type data struct {
	dir       string
	firstDay  clock.Date // on which every officer completed the other course once
	usernames []string
	learners  []learner
	sessions  []session // of the first learners, as far as somebody needed them
}

// learner is an officer with an account and an open attempt.
type learner struct {
	username  string
	attemptID string
}

// seed makes a data folder by the program's own packages, before the server starts.
func seed(ctx context.Context, dir string) (d *data, err error) {
	c := app.Config{Dir: dir, MaxConns: 2}
	a, err := app.Open(ctx, c, clock.System, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	people, err := seedPeople(ctx, a)
	if err != nil {
		return nil, err
	}
	d = &data{dir: dir}
	for _, account := range people.accounts {
		d.usernames = append(d.usernames, account.Username)
	}
	if d.learners, err = seedCourse(ctx, a, people); err != nil {
		return nil, err
	}
	d.firstDay, err = seedCompletions(ctx, a, people)
	return d, err
}
