package training

import (
	"context"
	"strings"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"

	"liem/people"
)

// waiting remembers for a moment how many questions wait in a scope, because every page of those who answer shows it.
type waiting struct{ counts *expirable.LRU[string, int] }

const waitingStaleness = 2 * time.Second

func newWaiting() waiting { return waiting{expirable.NewLRU[string, int](1000, nil, waitingStaleness)} }

// forget drops the counts after a write that changed one.
func (w waiting) forget() { w.counts.Purge() }

// OpenInquiries counts the questions that wait for the actor's answer; it may be two seconds old.
func (s *Service) OpenInquiries(ctx context.Context, a people.Actor) (int, error) {
	scope := a.Scope(people.ActPublishCourse)
	if scope.Empty() {
		return 0, nil
	}
	key := "*"
	if !scope.All {
		key = strings.Join(scope.UnitIDs, " ")
	}
	if n, ok := s.waiting.counts.Get(key); ok {
		return n, nil
	}
	n, err := s.read().openInquiries(ctx, scope)
	if err == nil {
		s.waiting.counts.Add(key, n)
	}
	return n, err
}
