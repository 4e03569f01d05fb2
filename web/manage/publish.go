package manage

import (
	"errors"

	"liem/courses"
	"liem/internal/clock"
	"liem/internal/fault"
	"liem/people"
	"liem/training"
	"liem/web/page"
)

// PublishPage says whom publishing a substantive change concerns, before it is done.
type PublishPage struct {
	page.Base
	page.Form
	Course courses.Course
	V      *courses.Loaded
	P      courses.Publication
	Moves  training.Concern // with the first of those who would be moved
	Asked  training.Concern // with the first of those who would be asked again
	Fields []string         // what the form carries along

	last int // the number of the newest version
}

var publishPage = page.Parse[PublishPage](files, "publish.html")

// publishFields are what a publisher states of a version.
var publishFields = []string{"note", "no_secrets", "revision", "moves", "asks_again", "again_by"}

// shownFirst is how many names the confirmation shows of each group; the rest is a click away.
const shownFirst = 10

// Publish gives a draft its number. The publisher states that it holds no state secret and no real case file, and of a new
// version what it means for those who learn; what concerns somebody is shown first, and done when it is confirmed.
func (h *Handlers) Publish(c *page.Ctx) error {
	f, err := c.ReadForm(append(publishFields, "step")...)
	if err != nil {
		return err
	}
	p := publication(f)
	if f.Get("no_secrets") == "" {
		return h.notPublished(c, f, fault.New(fault.Invalid, "manage.no_secrets_missing").At("no_secrets"))
	}
	if (p.Moves || p.AsksAgain) && f.Get("step") != "save" {
		return h.askToPublish(c, f, p)
	}
	if _, err = h.training.Publish(c.Context(), c.Actor, c.Params("version"), p); err != nil {
		return h.notPublished(c, f, err)
	}
	return c.Done(versionPath(c.Params("id"), c.Params("version")), "notice.manage_published")
}

// publication is what the form states. A day that cannot be read stays as typed, to be refused.
func publication(f page.Form) courses.Publication {
	by := clock.Date(f.Get("again_by"))
	if d, ok := clock.ParseDate(f.Get("again_by")); ok {
		by = d
	}
	return courses.Publication{Note: f.Get("note"), Revision: courses.Revision(f.Get("revision")), Moves: f.Get("moves") != "",
		AsksAgain: f.Get("asks_again") != "", AgainBy: by}
}

// Number is the number that the version would get.
func (p *PublishPage) Number() int { return p.last + 1 }

// Moving, Staying, UnderWay and Asking are how many would be moved, would not, are inside an earlier version, and
// completed one.
func (p *PublishPage) Moving() int   { return p.Moves.Count[training.GroupMoves] }
func (p *PublishPage) Staying() int  { return p.Moves.Count[training.GroupStays] }
func (p *PublishPage) UnderWay() int { return p.Moving() + p.Staying() }
func (p *PublishPage) Asking() int   { return p.Asked.Count[training.GroupAsked] }

// newest is the highest number among versions.
func newest(versions []courses.Version) (n int) {
	for _, v := range versions {
		n = max(n, v.Number)
	}
	return n
}

// askToPublish shows whom it concerns.
func (h *Handlers) askToPublish(c *page.Ctx, f page.Form, pub courses.Publication) error {
	course, versions, v, err := h.version(c)
	if err != nil {
		return err
	}
	if err := people.Require(c.Actor, people.ActPublishCourse, people.Target{UnitID: course.UnitID}); err != nil {
		return err
	}
	if v.Version.State != courses.StateDraft {
		return h.notPublished(c, f, fault.New(fault.Conflict, "courses.changed_meanwhile"))
	}
	if err := h.courses.Check(course, pub); err != nil {
		return h.notPublished(c, f, err)
	}
	p := &PublishPage{Form: f, Course: course, V: v, P: pub, Fields: publishFields, last: newest(versions)}
	if p.Moves, err = h.concerned(c, training.GroupMoves, shownFirst, 0); err != nil {
		return err
	}
	if p.Asked, err = h.concerned(c, training.GroupAsked, shownFirst, 0); err != nil {
		return err
	}
	p.Base = c.Base(page.SectionManage, "publishing.confirm_title", "Course", v.Meta.Title)
	p.Crumbs = append(crumbs(c, course.ID, v.Meta.Title), page.Link{Text: versionTitle(c, v.Version), Href: versionPath(course.ID, v.Version.ID)})
	return publishPage.Render(c, p)
}

// notPublished says on the version's page why it was not published. Who sent the form twice published it the first time.
func (h *Handlers) notPublished(c *page.Ctx, f page.Form, err error) error {
	if !f.Refuse(c, err) {
		return err
	}
	p := &VersionPage{Form: f}
	status := 422
	if fault.Is(err, fault.Conflict) {
		status = 409
		_, _, v, loadErr := h.version(c)
		if loadErr != nil {
			return loadErr
		}
		if v.Version.State == courses.StatePublished && v.Version.PublishedBy == c.Actor.AccountID {
			return c.Done(versionPath(c.Params("id"), c.Params("version")), "notice.manage_published")
		}
	}
	var refused *courses.Refused
	if errors.As(err, &refused) {
		p.Problems = showProblems(c.P, refused.Problems)
	}
	return h.showVersion(c, p, status)
}

// Discard drops a draft; one that is gone already leads to the course all the same.
func (h *Handlers) Discard(c *page.Ctx) error {
	if err := h.courses.Discard(c.Context(), c.Actor, c.Params("version")); err != nil {
		f, formErr := c.ReadForm()
		if formErr != nil {
			return formErr
		}
		if !f.Refuse(c, err) {
			return err
		}
		return h.showVersion(c, &VersionPage{Form: f}, 409)
	}
	return c.Done(coursePath(c.Params("id")), "notice.manage_discarded")
}
