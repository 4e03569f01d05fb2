package training

import (
	"context"

	"liem/courses"
	"liem/people"
)

// MayReadMedia tells whether the actor may see a file of a course by its digest: officers what their courses and the
// courses on offer hold, managers what the courses in their scope hold.
func (s *Service) MayReadMedia(ctx context.Context, a people.Actor, digest string) (bool, error) {
	return s.read().MayReadBlob(ctx, a.OfficerID, a.Scope(people.ActPreviewCourse), digest)
}

// MediaType is the type of a course's file by its digest.
func (s *Service) MediaType(ctx context.Context, digest string) (string, error) {
	return courses.NewStore(s.DB.Reader()).MediaType(ctx, digest)
}
