// Package app wires the program together: configuration, database, keys, services, background work and the web.
package app

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"liem/courses"
	"liem/internal/audit"
	"liem/internal/blob"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/jobs"
	"liem/internal/secret"
	"liem/people"
	"liem/people/roster"
	"liem/quiz"
	"liem/records"
	"liem/reports"
	"liem/training"
	"liem/web/manage"
)

// App is the assembled program. Close ends it.
type App struct {
	Config   Config
	Log      *slog.Logger
	DB       *db.DB
	Keys     *secret.Keys
	Blobs    *blob.Dir
	Business clock.Clock
	System   clock.Clock

	People   *people.Service
	Roster   *roster.Service
	Courses  *courses.Service
	Cache    *courses.Cache
	Answerer *quiz.Answerer
	Training *training.Service
	Reports  *reports.Service
	Jobs     *jobs.Runner // its work is named by Start

	Watch *manage.Watch // a folder that a demonstration watches; nil elsewhere

	started bool
}

// Open opens the database, brings its schema up to date, and assembles the services. Nothing runs in the background
// but the saving of answers until Start.
func Open(ctx context.Context, c Config, business clock.Clock, log *slog.Logger) (*App, error) {
	a := &App{Config: c, Log: log, Business: business, System: clock.System}
	if err := a.openStores(ctx); err != nil {
		a.closeStores()
		return nil, err
	}
	if err := a.assemble(); err != nil {
		a.closeStores()
		return nil, err
	}
	if err := a.People.IndexIdentities(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *App) openStores(ctx context.Context) (err error) {
	if a.DB, err = OpenDB(ctx, a.Config, a.Log); err != nil {
		return err
	}
	if err = Migrate(ctx, a.DB); err != nil {
		return err
	}
	if a.Keys, err = LoadKeys(a.Config); err != nil {
		return err
	}
	if a.Blobs, err = blob.OpenDir(a.Config.MediaDir()); err != nil {
		return err
	}
	return a.bind(ctx)
}

func (a *App) assemble() error {
	outside, err := a.Config.outside()
	if err != nil {
		return err
	}
	note := func(ctx context.Context, idb db.IDB, actor, action, target string, detail any) error {
		e := audit.Entry{Actor: actor, Action: action, Target: target, Detail: detail}
		return audit.Write(ctx, idb, e, a.System.Now())
	}
	a.People = people.NewService(people.Options{DB: a.DB, System: a.System, Business: a.Business, Keys: a.Keys, Log: a.Log,
		Factors: people.FactorPolicy(a.Config.TwoFactor), Mail: a.Config.mailer(), Outside: outside,
		Audit: note, Recorded: records.Recorded, Idle: a.Config.SessionIdle, Absolute: a.Config.SessionAbsolute})
	a.Roster = roster.NewService(a.People)
	a.Cache = courses.NewCache(a.DB)
	a.Courses = courses.NewService(a.DB, a.Blobs, a.Business, note)
	a.Courses.Changed = a.Cache.Forget
	a.Courses.OwnApproval = a.Config.CourseOwnApproval
	a.Answerer = quiz.NewAnswerer(a.DB, a.Business, a.System)
	a.Jobs = jobs.NewRunner(a.DB, a.System, a.Log)
	a.Training = training.NewService(training.Options{DB: a.DB, Courses: a.Courses, Cache: a.Cache, Answerer: a.Answerer, Business: a.Business,
		System: a.System, Log: a.Log, Sealed: func() { a.Jobs.Nudge(jobSequence) }})
	a.Reports = reports.NewService(a.DB, a.Keys, a.Business, a.System)
	return nil
}

// Close stops the background work, writes what waits, and closes the database.
func (a *App) Close() error {
	var err error
	if a.started {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		err = a.Jobs.Stop(ctx)
	}
	a.Answerer.Close()
	a.Training.Close()
	return errors.Join(err, a.closeStores())
}

func (a *App) closeStores() error {
	var err error
	if a.Blobs != nil {
		err = a.Blobs.Close()
	}
	if a.DB != nil {
		err = errors.Join(err, a.DB.Close())
	}
	return err
}
