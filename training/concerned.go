package training

import (
	"context"

	"liem/courses"
	"liem/internal/fault"
	"liem/people"
)

// Group is what a version means, or would mean, to some of those who know the course.
type Group string

// The groups.
const (
	GroupMoves Group = "moves" // under way on an earlier version: they would be moved, or were
	GroupStays Group = "stays" // under way on an earlier version, and staying there
	GroupAsked Group = "asked" // completed an earlier version, not this one or a later one
	GroupDone  Group = "done"  // completed an earlier version, and this one or a later one since
)

// Groups lists them as pages do.
var Groups = []Group{GroupMoves, GroupStays, GroupAsked, GroupDone}

// Concerned is somebody whom a version concerns.
type Concerned struct {
	people.OfficerRow
	Number      int  // of the version that they stand on, or completed last
	Done, Total int  // under way: needed parts done, of how many
	Again       int  // under way: parts done that are to be done again
	Stay        Stay // why they stay
}

// Concern is whom a version concerns, within what the actor may see.
type Concern struct {
	Course  courses.Course
	Version *courses.Loaded
	Count   map[Group]int
	Rows    []Concerned // of one group, by name
	Partial bool        // the course has learners beyond the actor's scope, or may have
}

// standing is what a group knows of an officer.
type reason struct {
	group Group
	Concerned
}

// Concerned shows whom a version of a course concerns: of a draft whom publishing it would, of a published one whom it did
// and how far they are. The rows are those of one group; limit 0 asks for the numbers alone.
func (s *Service) Concerned(ctx context.Context, a people.Actor, versionID string, group Group, limit, offset int) (Concern, error) {
	v, err := s.version(ctx, versionID)
	if err != nil {
		return Concern{}, err
	}
	course, _, err := s.Courses.Course(ctx, a, v.Version.CourseID)
	if err != nil {
		return Concern{}, err
	}
	if err := people.Require(a, people.ActReportCompletions, people.Target{}); err != nil {
		return Concern{}, err
	}
	if v.Version.State == courses.StateDiscarded {
		return Concern{}, fault.New(fault.NotFound, "fault.not_found")
	}
	c := Concern{Course: course, Version: v, Count: map[Group]int{}, Partial: !a.Scope(people.ActReportCompletions).All}
	reasons, err := s.reasons(ctx, v)
	if err != nil {
		return c, err
	}
	for _, g := range Groups {
		if err := s.group(ctx, a, &c, reasons, g, group, limit, offset); err != nil {
			return c, err
		}
	}
	return c, nil
}

// group counts one group, and lists it where it is the one asked for.
func (s *Service) group(ctx context.Context, a people.Actor, c *Concern, reasons map[string]reason, g, asked Group, limit, offset int) error {
	ids := []string{}
	for id, r := range reasons {
		if r.group == g {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	q := people.OfficerQuery{Scope: a.Scope(people.ActReportCompletions), IDs: ids, On: s.today()}
	if g == asked {
		q.Limit, q.Offset = limit, offset
	}
	rows, total, err := people.NewStore(s.DB.Reader()).Officers(ctx, q)
	c.Count[g] = total
	for _, row := range rows {
		r := reasons[row.ID].Concerned
		r.OfficerRow = row
		c.Rows = append(c.Rows, r)
	}
	return err
}

// reasons says of every officer whom a version concerns why. Who completed the course before and is inside it again is
// counted with those inside.
func (s *Service) reasons(ctx context.Context, v *courses.Loaded) (map[string]reason, error) {
	completed, err := s.read().completedOf(ctx, v.Version.CourseID)
	if err != nil {
		return nil, err
	}
	reasons := make(map[string]reason, len(completed))
	number := v.Version.Number
	for _, c := range completed {
		switch {
		case number > 0 && c.First >= number || number > 0 && !v.Version.AsksAgain:
		case number > 0 && c.Last >= number:
			reasons[c.OfficerID] = reason{GroupDone, Concerned{Number: c.Last}}
		default:
			reasons[c.OfficerID] = reason{GroupAsked, Concerned{Number: c.Last}}
		}
	}
	return reasons, s.addUnderWay(ctx, v, reasons)
}

func (s *Service) addUnderWay(ctx context.Context, v *courses.Loaded, reasons map[string]reason) error {
	m, err := s.mover(ctx, v.Version.ID)
	if err != nil {
		return err
	}
	inside, err := s.read().underWay(ctx, v.Version.CourseID, v.Version.ID)
	if err != nil {
		return err
	}
	for i := range inside {
		e := &inside[i]
		from := m.from[e.VersionID]
		if from == nil || v.Version.Number > 0 && from.Version.Number > v.Version.Number {
			continue
		}
		r := reason{group: GroupMoves}
		r.Number = from.Version.Number
		r.Done, r.Total = tally(from, e.Done)
		reopened, stay := m.plan(e)
		if r.Again, r.Stay = len(reopened), stay; stay != "" || v.Version.Number > 0 {
			r.group = GroupStays
		}
		reasons[e.OfficerID] = r
	}
	if v.Version.Number == 0 {
		return nil
	}
	return s.addMoved(ctx, v, reasons)
}

// addMoved adds those who were moved to a published version.
func (s *Service) addMoved(ctx context.Context, v *courses.Loaded, reasons map[string]reason) error {
	moved, err := s.read().movedTo(ctx, v.Version.ID)
	if err != nil {
		return err
	}
	for _, e := range moved {
		from, err := s.version(ctx, e.FromVersionID)
		if err != nil {
			return err
		}
		r := reason{group: GroupMoves}
		r.Number = from.Version.Number
		r.Done, r.Total = tally(v, e.Done)
		reasons[e.OfficerID] = r
	}
	return nil
}
