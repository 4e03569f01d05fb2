package people

import (
	"context"

	"liem/internal/clock"
	"liem/internal/db"
	"liem/internal/fault"
)

// Appoint gives an officer a posting. A main one is a transfer: it ends the main posting that there is the day before, and
// brings somebody back who had left. Others stand beside the main one.
func (s *Service) Appoint(ctx context.Context, a Actor, officerID string, n NewPosting) (Posting, error) {
	if err := n.Check(); err != nil {
		return Posting{}, err
	}
	if n.To == "" {
		n.To = clock.Forever
	}
	post := Posting{ID: db.NewID(), OfficerID: officerID, UnitID: n.UnitID, Kind: n.Kind, Position: n.Position, Title: n.Title,
		Decision: n.Decision, ValidFrom: n.From, ValidTo: n.To}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		o, history, err := s.takeManaged(ctx, tx, a, officerID)
		if err != nil {
			return err
		}
		if err := s.requireUnit(ctx, tx, a, n.UnitID, n.From); err != nil {
			return err
		}
		r, err := appointed(&o, history, post)
		if err != nil {
			return err
		}
		if err := NewStore(tx).ApplyRoster(ctx, r); err != nil {
			return err
		}
		detail := map[string]string{"kind": string(n.Kind), "unit": n.UnitID, "from": string(n.From)}
		if was := LastMain(history); was != nil && post.IsMain() {
			detail["unit"] = arrow(was.UnitID, n.UnitID)
		}
		return s.Audit(ctx, tx, a.AccountID, "officer.appoint", "officer:"+officerID, detail)
	})
	s.actors.Purge()
	return post, err
}

// appointed is what a new posting changes.
func appointed(o *Officer, history []Posting, post Posting) (Roster, error) {
	r := Roster{Postings: []Posting{post}}
	left := o.LeftOn != "" && post.ValidTo > o.LeftOn
	switch {
	case !post.IsMain() && left:
		return r, fault.New(fault.Conflict, "people.has_left").At("from").With("Date", o.LeftOn)
	case !post.IsMain():
		for _, p := range history {
			if p.Kind == post.Kind && p.UnitID == post.UnitID && p.ValidFrom <= post.ValidTo && p.ValidTo >= post.ValidFrom {
				return r, fault.New(fault.Conflict, "people.posting_same").At("unit")
			}
		}
		return r, nil
	case left && post.ValidFrom <= o.LeftOn:
		return r, fault.New(fault.Conflict, "people.has_left").At("from").With("Date", o.LeftOn)
	case left:
		o.LeftOn = ""
		r.Officers = []Officer{*o}
	}
	ended, err := succeed(history, post.ValidFrom)
	r.Postings = append(ended, post)
	return r, err
}

// requireUnit refuses a unit that is not there on the day, and one for which the actor does not manage people: both alike,
// so that nobody learns of units elsewhere.
func (s *Service) requireUnit(ctx context.Context, tx db.Tx, a Actor, unitID string, on clock.Date) error {
	if err := NewStore(tx).takeUnit(ctx, unitID); err != nil {
		return err
	}
	tree, err := LoadTree(ctx, tx, on)
	if err != nil {
		return err
	}
	if _, ok := tree.Unit(unitID); !ok || !within(a, ActManagePeople, unitID) {
		return fault.New(fault.Invalid, "people.posting_unit").At("unit")
	}
	return nil
}

// EndPosting ends a posting beside the main one on its last day. A main one ends by a transfer or when the officer leaves.
func (s *Service) EndPosting(ctx context.Context, a Actor, officerID, postingID string, last clock.Date) error {
	if !last.Valid() {
		return fault.New(fault.Invalid, "people.posting_to").At("last")
	}
	err := s.changePosting(ctx, a, officerID, postingID, "officer.end_posting", func(p *Posting) error {
		switch {
		case p.IsMain():
			return fault.New(fault.Conflict, "people.posting_main_stays").At("last")
		case last < p.ValidFrom:
			return fault.New(fault.Invalid, "people.posting_days_turned").At("last")
		}
		p.ValidTo = last
		return nil
	})
	return err
}

// CorrectPosting mends what was typed wrong in a posting; its unit and its days stay.
func (s *Service) CorrectPosting(ctx context.Context, a Actor, officerID, postingID, position, title, decision string) error {
	return s.changePosting(ctx, a, officerID, postingID, "officer.correct_posting", func(p *Posting) error {
		p.Position, p.Title, p.Decision = position, title, decision
		return nil
	})
}

func (s *Service) changePosting(ctx context.Context, a Actor, officerID, postingID, action string, change func(*Posting) error) error {
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		_, history, err := s.takeManaged(ctx, tx, a, officerID)
		if err != nil {
			return err
		}
		for _, p := range history {
			if p.ID != postingID {
				continue
			}
			was := p
			if err := change(&p); err != nil {
				return err
			}
			if err := NewStore(tx).ApplyRoster(ctx, Roster{Postings: []Posting{p}}); err != nil {
				return err
			}
			return s.Audit(ctx, tx, a.AccountID, action, "officer:"+officerID, postingDetail(&was, &p))
		}
		return fault.New(fault.NotFound, "fault.not_found")
	})
	s.actors.Purge()
	return err
}

func postingDetail(was, now *Posting) map[string]string {
	detail := map[string]string{"kind": string(now.Kind), "unit": now.UnitID, "from": string(now.ValidFrom)}
	for _, f := range []struct{ name, old, now string }{{"position", was.Position, now.Position}, {"title", was.Title, now.Title},
		{"decision", was.Decision, now.Decision}, {"to", string(was.ValidTo), string(now.ValidTo)}} {
		if f.old != f.now {
			detail[f.name] = arrow(f.old, f.now)
		}
	}
	return detail
}

// Leave ends an officer's service on its last day, and all postings with it. From the day after, the account signs nobody
// in. What was learned and recorded stays.
func (s *Service) Leave(ctx context.Context, a Actor, officerID string, last clock.Date, reason string) error {
	if !last.Valid() {
		return fault.New(fault.Invalid, "people.leave_last").At("last")
	}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		o, history, err := s.takeManaged(ctx, tx, a, officerID)
		if err != nil {
			return err
		}
		if o.LeftOn != "" {
			return fault.New(fault.Conflict, "people.has_left").At("last").With("Date", o.LeftOn)
		}
		ended, err := leave(history, last)
		if err != nil {
			return err
		}
		o.LeftOn = last
		if err := NewStore(tx).ApplyRoster(ctx, Roster{Officers: []Officer{o}, Postings: ended}); err != nil {
			return err
		}
		return s.Audit(ctx, tx, a.AccountID, "officer.leave", "officer:"+officerID, map[string]string{"last": string(last), "reason": reason})
	})
	s.actors.Purge()
	return err
}
