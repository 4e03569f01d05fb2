package people

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"liem/internal/clock"
	"liem/internal/fault"
)

// Erasing takes an officer for an erasure by the actor: HR in whose scope the officer was last, and only of somebody who
// serves nowhere any more (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, khoản 2 Điều 25: data is deleted when somebody leaves,
// unless the law says otherwise). Nobody erases herself.
func (s *Store) Erasing(ctx context.Context, a Actor, id string, today clock.Date, now time.Time) (Officer, error) {
	o, err := s.takeOfficer(ctx, id, now)
	if err != nil {
		return o, err
	}
	history, err := s.Postings(ctx, id)
	if err != nil {
		return o, err
	}
	home := homeOf(history, today)
	if !sees(a, home) {
		return o, fault.New(fault.NotFound, "fault.not_found")
	}
	if err := requireIn(a, ActManagePeople, home); err != nil {
		return o, err
	}
	if id == a.OfficerID {
		return o, fault.New(fault.Forbidden, "erasure.own")
	}
	for _, p := range history {
		if p.ValidTo >= today {
			return o, fault.New(fault.Conflict, "erasure.serving")
		}
	}
	erased, err := s.Erased(ctx, id)
	if err == nil && erased {
		err = fault.New(fault.Conflict, "erasure.done_already")
	}
	return o, err
}

const maxErasureReason = 500 // letters

// CheckErasureReason refuses an erasure without a ground.
func CheckErasureReason(reason string) error {
	switch {
	case strings.TrimSpace(reason) == "":
		return fault.New(fault.Invalid, "erasure.reason_missing").At("reason")
	case utf8.RuneCountInString(reason) > maxErasureReason:
		return fault.New(fault.Invalid, "erasure.reason_long").At("reason").With("Max", maxErasureReason)
	}
	return nil
}
