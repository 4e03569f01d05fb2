package people

import "context"

// ActorByID is an account as it may act now, for work in the background that somebody asked for.
func (s *Service) ActorByID(ctx context.Context, accountID string) (Actor, error) {
	return s.actorOf(ctx, accountID)
}
