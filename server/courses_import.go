package main

import (
	"context"
	"errors"

	"liem/courses"
	"liem/server/app"
)

// courseImportCmd stores a course as a draft, or publishes it.
type courseImportCmd struct {
	Course  string `arg:"" name:"course" placeholder:"DIR|ZIP"`
	Publish bool
	Note    string

	Revision courses.Revision `enum:"editorial,substantive" default:"editorial"`
	Move     bool
	AskAgain bool
	AgainBy  string `placeholder:"DATE"`

	adaptFlags
}

// publication is what the flags say of the version.
func (cmd *courseImportCmd) publication() (p courses.Publication, err error) {
	p = courses.Publication{Note: cmd.Note, Revision: cmd.Revision, Moves: cmd.Move, AsksAgain: cmd.AskAgain}
	if cmd.AgainBy != "" {
		p.AgainBy, err = day("--again-by", cmd.AgainBy)
	}
	if err == nil && !cmd.Publish && p != (courses.Publication{Revision: courses.RevisionEditorial}) {
		err = misuse("server.usage.note_without_publish")
	}
	return p, err
}

// imported is what import did.
type imported struct {
	Slug      string        `json:"slug"`
	CourseID  string        `json:"course_id,omitempty"`
	VersionID string        `json:"version_id,omitempty"`
	State     courses.State `json:"state,omitempty"` // empty when it was refused
	Number    int           `json:"number,omitempty"`
	Digest    string        `json:"digest,omitempty"`
	Unchanged bool          `json:"unchanged"` // it was there already, just so
	Problems  []problem     `json:"problems"`

	Adapted *adapted `json:"adapted,omitempty"` // of a folder that was no course
}

// Run stores the course, all or nothing. Importing the same folder again changes nothing.
func (cmd *courseImportCmd) Run(ctx context.Context, c *console) error {
	p, err := cmd.publication()
	if err != nil {
		return err
	}
	source, err := openCourse(cmd.Course)
	if err != nil {
		return err
	}
	defer source.close()
	switch {
	case source.IsForeign() && cmd.Publish:
		return misuse("server.usage.publish_adapted")
	case source.IsForeign():
		return cmd.adapt(ctx, c, source)
	case cmd.given():
		return misuse("server.usage.not_adapted")
	}
	return c.with(ctx, func(a *app.App) error { return cmd.store(ctx, c, a, source, p) })
}

func (cmd *courseImportCmd) store(ctx context.Context, c *console, a *app.App, source *courseSource, p courses.Publication) error {
	draft, err := a.Courses.Upload(ctx, cli(), source.Folder)
	if err != nil {
		return err
	}
	result := imported{Slug: draft.Compiled.Slug, Unchanged: draft.Same, Problems: c.problems(draft.Problems)}
	if draft.Blocked() {
		return c.refused(source, result)
	}
	v := draft.Version
	if cmd.Publish && v.State == courses.StateDraft {
		v, err = a.Training.Publish(ctx, cli(), v.ID, p)
		var refused *courses.Refused
		if errors.As(err, &refused) {
			result.Problems = c.problems(refused.Problems)
			return c.refused(source, result)
		}
		if err != nil {
			return err
		}
		result.Unchanged = false
	}
	result.CourseID, result.VersionID, result.State, result.Number, result.Digest = v.CourseID, v.ID, v.State, v.Number, v.Digest
	return c.imported(source, result)
}

// refused prints why nothing was stored.
func (c *console) refused(source *courseSource, r imported) error {
	if c.json {
		return errors.Join(c.print(r), errFound)
	}
	if err := c.printProblems(source.dir, r.Problems); err != nil {
		return err
	}
	return errors.Join(c.line(c.p.T("server.courses.refused", "Slug", r.Slug)), errFound)
}

func (c *console) imported(source *courseSource, r imported) error {
	if !c.json {
		if err := c.printProblems(source.dir, r.Problems); err != nil { // warnings
			return err
		}
	}
	switch {
	case r.State == courses.StatePublished && r.Unchanged:
		return c.say(r, "server.courses.unchanged", "Slug", r.Slug, "Number", r.Number)
	case r.State == courses.StatePublished:
		return c.say(r, "server.courses.published", "Slug", r.Slug, "Number", r.Number, "Digest", r.Digest)
	}
	return c.say(r, "server.courses.drafted", "Slug", r.Slug)
}
