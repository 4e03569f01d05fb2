package training

import (
	"context"

	"liem/courses"
	"liem/people"
)

// Catalogue is a page of the courses on offer, each with how far this officer is, and the number of all that match.
func (s *Service) Catalogue(ctx context.Context, a people.Actor, q courses.ListQuery) ([]Item, int, error) {
	if err := learner(a); err != nil {
		return nil, 0, err
	}
	q.OnlyPublished = true
	q.Scope = people.Scope{All: true} // courses are on offer to every officer
	rows, total, err := courses.NewStore(s.DB.Reader()).List(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	enrolments, err := s.read().OfOfficer(ctx, a.OfficerID)
	if err != nil {
		return nil, 0, err
	}
	newest := make(map[string]*Enrolment, len(enrolments))
	for i := len(enrolments) - 1; i >= 0; i-- { // newest first: the last one written wins
		newest[enrolments[i].CourseID] = &enrolments[i]
	}
	items := make([]Item, len(rows))
	for i, row := range rows {
		e := newest[row.Course.ID]
		versionID := row.Course.CurrentVersionID
		if e != nil && e.ClosedAt == nil {
			versionID = e.VersionID
		}
		v, err := s.version(ctx, versionID)
		if err != nil {
			return nil, 0, err
		}
		items[i] = item(v, e)
		items[i].Slug = row.Course.Slug
	}
	return items, total, nil
}
