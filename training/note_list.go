package training

import (
	"context"
	"slices"

	"liem/courses"
	"liem/people"
)

// NoteRow is a note where it can be found again.
type NoteRow struct {
	Note
	Href string // of the place; of the lesson where the heading is gone; empty where the lesson is gone
}

// NoteGroup is the notes on one lesson.
type NoteGroup struct {
	CourseTitle, PartTitle string
	Notes                  []NoteRow
}

// Notes lists one's own notes and bookmarks that hold all words of a search, by course and lesson. It costs a fixed number
// of queries, however many there are.
func (s *Service) Notes(ctx context.Context, a people.Actor, search string) ([]NoteGroup, error) {
	if err := learner(a); err != nil {
		return nil, err
	}
	notes, err := s.read().notes(ctx, a.OfficerID, search)
	if err != nil || len(notes) == 0 {
		return nil, err
	}
	enrolments, err := s.read().OfOfficer(ctx, a.OfficerID)
	if err != nil {
		return nil, err
	}
	latest := map[string]*Enrolment{}
	for i := range enrolments {
		e := &enrolments[i]
		if best := latest[e.CourseID]; best == nil || e.newer(best) {
			latest[e.CourseID] = e
		}
	}
	type place struct{ course, part string }
	var order []place
	byPlace := map[place][]Note{}
	for _, n := range notes {
		p := place{n.CourseID, n.PartID}
		if byPlace[p] == nil {
			order = append(order, p)
		}
		byPlace[p] = append(byPlace[p], n)
	}
	groups := make([]NoteGroup, 0, len(order))
	for _, p := range order {
		g, err := s.noteGroup(ctx, latest[p.course], byPlace[p])
		if err != nil {
			return nil, err
		}
		groups = append(groups, g)
	}
	return groups, nil
}

// noteGroup finds where the notes on a lesson stand in the version that the officer takes.
func (s *Service) noteGroup(ctx context.Context, e *Enrolment, notes []Note) (NoteGroup, error) {
	g := NoteGroup{PartTitle: notes[0].PartTitle}
	if e == nil {
		return g, nil
	}
	v, err := s.version(ctx, e.VersionID)
	if err != nil {
		return g, err
	}
	g.CourseTitle = v.Meta.Title
	part, ok := v.PartByID(notes[0].PartID)
	if !ok {
		part = nil
	} else {
		g.PartTitle = part.Title
	}
	for _, n := range inOrder(part, slices.Clone(notes)) {
		g.Notes = append(g.Notes, NoteRow{n, noteHref(v, part, &n)})
	}
	return g, nil
}

func noteHref(v *courses.Loaded, part *courses.LoadedPart, n *Note) string {
	if part == nil {
		return ""
	}
	href := "/courses/" + v.Version.Slug + "/" + part.Stem
	if _, ok := headingOf(part, n.Anchor); ok {
		href += "#" + n.Anchor
	}
	return href
}
