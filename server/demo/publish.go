package demo

import (
	"context"
	"fmt"

	"liem/courses"
	"liem/internal/audit"
	"liem/internal/clock"
	"liem/internal/db"
	"liem/people"
)

// publishAll publishes a course's editions from the first that is missing on; a seeding that was cut short goes on here.
func publishAll(ctx context.Context, o Options, cal calendar, name, id string, planned []release) error {
	there, err := published(ctx, o, id)
	if err != nil {
		return err
	}
	for _, r := range planned[min(len(there), len(planned)):] {
		if err := publish(ctx, o, cal, name, r); err != nil {
			return err
		}
	}
	return nil
}

// publish brings one edition through the same gate as anybody's course.
func publish(ctx context.Context, o Options, cal calendar, name string, r release) error {
	folder, err := r.folder(name)
	if err != nil {
		return err
	}
	then := cal.system(r.at)
	note := func(ctx context.Context, idb db.IDB, actor, action, target string, detail any) error {
		return audit.Write(ctx, idb, audit.Entry{ID: newID(then), Actor: actor, Action: action, Target: target, Detail: detail}, then)
	}
	service := courses.NewService(o.DB, o.Blobs, clock.At(r.at), note)
	manager := people.System(accountID("manager"))
	draft, err := service.Upload(ctx, manager, folder)
	if err != nil {
		return err
	}
	if draft.Blocked() {
		p := draft.Problems[0]
		return fmt.Errorf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Code)
	}
	_, err = service.Publish(ctx, manager, draft.Version.ID, r.publication())
	return err
}
