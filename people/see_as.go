package people

import (
	"context"
	"slices"
	"strings"
	"time"

	"liem/internal/audit"
	"liem/internal/db"
	"liem/internal/fault"
)

// seeAsFor is how long somebody sees the site as another person does, by the system clock.
const seeAsFor = 30 * time.Minute

// seeable are the actions whose pages may be seen through another's eyes; everything else stays closed: one's own account,
// settings, exports and identity numbers.
var seeable = []Action{ActLearn, ActPreviewCourse, ActReportCompletions, ActSeePeople, ActReadAudit, ActSeeRoles}

// Seeable tells whether the pages of an action may be seen through another's eyes.
func Seeable(act Action) bool { return slices.Contains(seeable, act) }

// Viewer is who looks through an actor's eyes, to read only.
type Viewer struct {
	Actor Actor // as oneself
	Until time.Time
}

// Behind is who really asks: whoever looks through the actor's eyes, or the actor.
func (a Actor) Behind() Actor {
	if a.Viewer != nil {
		return a.Viewer.Actor
	}
	return a
}

// Offers tells whether the actor's menu holds an action: through another's eyes the menu is that person's, and what
// behind it is closed to the viewer says so when it is opened.
func (a Actor) Offers(act Action) bool {
	if a.Viewer == nil {
		return Can(a, act, Target{})
	}
	return a.offers[act]
}

// through is another actor seen by a viewer: what that actor may see and the viewer may see too, and no more. One's learning
// is seen by who may read the learning of officers there.
func (a Actor) through(viewer Actor, until time.Time) Actor {
	a.offers = map[Action]bool{ActLearn: a.OfficerID != ""}
	scopes := map[Action]Scope{}
	for act, scope := range a.scopes {
		a.offers[act] = true
		if Seeable(act) {
			scopes[act] = scope.intersect(viewer.Scope(act))
		}
	}
	if !within(viewer, ActReadLearning, a.UnitID) {
		a.OfficerID = "" // for the viewer this is no learner
	}
	a.scopes, a.Viewer = scopes, &Viewer{viewer, until}
	a.SessionID, a.Locale, a.Theme, a.MustChangePassword = viewer.SessionID, viewer.Locale, viewer.Theme, false
	a.TextSize, a.ShortcutsOff = viewer.TextSize, viewer.ShortcutsOff
	a.MustSetFactor, a.HasFactor, a.ProvenAt, a.NewDevice, a.DeviceID = false, viewer.HasFactor, viewer.ProvenAt, false, viewer.DeviceID
	return a
}

// intersect is what two scopes both reach.
func (s Scope) intersect(o Scope) Scope {
	switch {
	case s.All:
		return o
	case o.All:
		return s
	}
	return s.Within(o.UnitIDs)
}

// SeeAs begins to show the actor's session the site as another person sees it, to read only, until the actor ends it or
// half an hour is over. The other person is told.
func (s *Service) SeeAs(ctx context.Context, a Actor, username, reason string) error {
	if a.SessionID == "" || a.Viewer != nil {
		return fault.New(fault.Forbidden, "fault.forbidden")
	}
	if err := Require(a, ActSeeAs, Target{}); err != nil {
		return err
	}
	var list fault.List
	if checkReason(&list, reason); list.Err() != nil {
		return list.Err()
	}
	acc, err := s.reachable(ctx, a, a.Scope(ActSeeAs), Username(username))
	if e, ok := fault.As(err); ok && e.Key == "roles.oneself" {
		return fault.New(fault.Invalid, "see_as.oneself").At("username")
	}
	if err != nil {
		return err
	}
	now := s.System.Now()
	row := seeAsRow{ID: db.NewID(), SessionID: a.SessionID, ViewerID: a.AccountID, AccountID: acc.ID, Reason: strings.TrimSpace(reason),
		StartedAt: now, ExpiresAt: now.Add(seeAsFor)}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := NewStore(tx).insertSeeAs(ctx, row); err != nil {
			return err
		}
		if acc.OfficerID != nil {
			d := Disclosure{Kind: DiscloseSeeAs, Purpose: row.Reason}
			if err := NewStore(tx).Disclose(ctx, a, d, now, []string{*acc.OfficerID}); err != nil {
				return err
			}
		}
		return s.Audit(ctx, tx, a.AccountID, "see_as.start", "account:"+acc.ID, audit.Change{Reason: row.Reason})
	})
	s.actors.Purge()
	return err
}

// EndSeeAs gives the session back to its owner.
func (s *Service) EndSeeAs(ctx context.Context, a Actor) error {
	if a.Viewer == nil {
		return nil // it had ended
	}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := NewStore(tx).endSeeAs(ctx, a.SessionID, s.System.Now()); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.Behind().AccountID, "see_as.end", "account:"+a.AccountID, nil)
	})
	s.actors.Purge()
	return err
}

// Look is a time at which somebody saw the site as another person.
type Look struct {
	Name, Username string // of the other side: the viewer in one's own list, the person in the viewer's
	Reason         string
	From, To       time.Time // To is when it ended or will end
}

// SeenAs lists who saw the site as the actor, newest first.
func (s *Service) SeenAs(ctx context.Context, a Actor) ([]Look, error) {
	return NewStore(s.DB.Reader()).seen(ctx, "s.account_id = ?", "s.viewer_id", a.AccountID)
}

// SawAs lists as whom the actor saw the site, newest first.
func (s *Service) SawAs(ctx context.Context, a Actor) ([]Look, error) {
	return NewStore(s.DB.Reader()).seen(ctx, "s.viewer_id = ?", "s.account_id", a.AccountID)
}

// eyes is the actor of a session through whose eyes it looks now, which is the session's own unless it began to see as
// another.
func (s *Service) eyes(ctx context.Context, own Actor) (Actor, error) {
	if own.Scope(ActSeeAs).Empty() {
		return own, nil
	}
	row, err := NewStore(s.DB.Reader()).seeing(ctx, own.SessionID, s.System.Now())
	if fault.Is(err, fault.NotFound) {
		return own, nil
	}
	if err != nil {
		return own, err
	}
	ok, err := NewStore(s.DB.Reader()).within(ctx, row.AccountID, own.Scope(ActSeeAs), s.Today())
	if err != nil || !ok { // moved out of scope meanwhile
		return own, err
	}
	other, err := s.actorOf(ctx, row.AccountID)
	if fault.Is(err, fault.Unauthenticated) { // closed meanwhile
		return own, nil
	}
	if err != nil {
		return own, err
	}
	return other.through(own, row.ExpiresAt), nil
}
