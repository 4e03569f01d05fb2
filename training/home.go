package training

import (
	"context"
	"sort"

	"liem/courses"
	"liem/people"
	"liem/quiz"
	"liem/records"
)

// Home is the officer's first page: the one next step, what is due, what is begun, what is on offer, and the year's
// hours. It costs a fixed number of queries, however many courses there are.
func (s *Service) Home(ctx context.Context, a people.Actor) (Home, error) {
	if err := learner(a); err != nil {
		return Home{}, err
	}
	enrolments, err := s.read().OfOfficer(ctx, a.OfficerID)
	if err != nil {
		return Home{}, err
	}
	year := s.today().Year()
	home := Home{Year: year}
	if home.Done, err = records.NewStore(s.DB.Reader()).OfOfficer(ctx, a.OfficerID, year); err != nil {
		return home, err
	}
	home.Tally = records.TallyOf(year, home.Done)
	for i := range enrolments {
		if err := s.addBegun(ctx, &home, &enrolments[i]); err != nil {
			return home, err
		}
	}
	if err := s.addAsked(ctx, &home, a.OfficerID, enrolments); err != nil {
		return home, err
	}
	sort.SliceStable(home.Again, func(i, j int) bool { return home.Again[i].before(&home.Again[j]) })
	sort.SliceStable(home.Due, func(i, j int) bool { return home.Due[i].DueOn < home.Due[j].DueOn })
	if home.Answers, err = s.read().ownInquiries(ctx, a.OfficerID, true); err != nil {
		return home, err
	}
	if home.Offers, err = s.offers(ctx, enrolments); err != nil {
		return home, err
	}
	home.Next, err = s.next(ctx, enrolments, home)
	return home, err
}

func (s *Service) addBegun(ctx context.Context, home *Home, e *Enrolment) error {
	if e.ClosedAt != nil {
		return nil
	}
	v, err := s.version(ctx, e.VersionID)
	if err != nil {
		return err
	}
	it := item(v, e)
	if e.DueOn != "" {
		home.Due = append(home.Due, it)
		return nil
	}
	home.Begun = append(home.Begun, it)
	return nil
}

func item(v *courses.Loaded, e *Enrolment) Item {
	it := Item{Slug: v.Version.Slug, Title: v.Meta.Title, Category: string(v.Meta.Category), Hours: v.Meta.Hours,
		ValidAsOf: v.Meta.ValidAsOf, Summary: v.Meta.Summary, Total: v.NeededCount()}
	if e != nil {
		it.Enrolled, it.DueOn, it.Completed = true, e.DueOn, e.ClosedAt != nil
		if it.Done, _ = tally(v, e.Done); it.Completed {
			it.Done = it.Total // also where a later version has more parts
		}
	}
	return it
}

// offers are the published courses that the officer never began.
func (s *Service) offers(ctx context.Context, enrolments []Enrolment) ([]Item, error) {
	begun := make(map[string]bool, len(enrolments))
	for _, e := range enrolments {
		begun[e.CourseID] = true
	}
	rows, _, err := courses.NewStore(s.DB.Reader()).List(ctx, courses.ListQuery{OnlyPublished: true, Limit: maxOffers + len(begun)})
	if err != nil {
		return nil, err
	}
	var items []Item
	for _, row := range rows {
		if begun[row.Course.ID] || len(items) == maxOffers {
			continue
		}
		v, err := s.version(ctx, row.Course.CurrentVersionID)
		if err != nil {
			return nil, err
		}
		items = append(items, item(v, nil))
	}
	return items, nil
}

// maxOffers is how many courses on offer the first page shows.
const maxOffers = 6

// next picks the one next step: an attempt under way first (its time runs), then what is due soonest, also of what is to
// be taken again, then what was read last, then the first course on offer.
func (s *Service) next(ctx context.Context, enrolments []Enrolment, home Home) (*Step, error) {
	var pick *Enrolment
	for i := range enrolments {
		e := &enrolments[i]
		if e.ClosedAt != nil {
			continue
		}
		if pick == nil || sooner(e, pick) {
			pick = e
		}
	}
	attempt, owner, err := s.openAttempt(ctx, enrolments)
	if err != nil {
		return nil, err
	}
	if attempt != nil {
		pick = owner
	}
	if attempt == nil && len(home.Again) > 0 && againFirst(&home.Again[0], pick) {
		return &Step{Item: home.Again[0]}, nil
	}
	if pick == nil {
		if len(home.Offers) == 0 {
			return nil, nil
		}
		return &Step{Item: home.Offers[0]}, nil
	}
	return s.step(ctx, pick, attempt)
}

func (s *Service) step(ctx context.Context, e *Enrolment, attempt *quiz.Attempt) (*Step, error) {
	v, err := s.version(ctx, e.VersionID)
	if err != nil {
		return nil, err
	}
	step := &Step{Item: item(v, e), Begun: true}
	part := nextOpen(v, e)
	if last, ok := v.PartByID(e.LastPartID); ok && !e.IsDone(last.ID) {
		part = last
	}
	if attempt != nil {
		step.AttemptID = attempt.ID
		part, _ = v.PartByID(attempt.PartID)
	}
	if part != nil {
		step.PartTitle, step.PartStem = part.Title, part.Stem
	}
	if attempt != nil {
		return step, nil
	}
	return step, s.resume(ctx, step, e.OfficerID, v.Version.ID, part)
}

// sooner orders open enrolments: by due date, those without one last, then by when they were last read.
func sooner(a, b *Enrolment) bool {
	if a.DueOn != b.DueOn {
		return a.DueOn != "" && (b.DueOn == "" || a.DueOn < b.DueOn)
	}
	return a.SeenAt.After(b.SeenAt)
}

func (s *Service) openAttempt(ctx context.Context, enrolments []Enrolment) (*quiz.Attempt, *Enrolment, error) {
	ids := make([]string, 0, len(enrolments))
	byID := make(map[string]*Enrolment, len(enrolments))
	for i := range enrolments {
		if enrolments[i].ClosedAt == nil {
			ids = append(ids, enrolments[i].ID)
			byID[enrolments[i].ID] = &enrolments[i]
		}
	}
	open, err := quiz.NewStore(s.DB.Reader()).OpenOf(ctx, ids...)
	if err != nil {
		return nil, nil, err
	}
	for i := range open {
		if !open[i].Over(s.Business.Now()) {
			return &open[i], byID[open[i].EnrolmentID], nil
		}
	}
	return nil, nil, nil
}
