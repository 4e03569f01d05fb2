package people

import (
	"context"

	"liem/internal/clock"
	"liem/internal/fault"
)

// OfficerFile is one officer as the actor may see them.
type OfficerFile struct {
	Officer
	Home      string // the unit that decides who may see and manage the officer
	History   []PostingOn
	Values    []FieldText // of the fields in use; sensitive ones for HR only
	Account   *Account    // nil without one, and for who does not look after accounts or officers
	MayManage bool

	MayIdentity bool   // whether the actor may read the identity number
	Identity    string // it, where the actor may and one is known
}

// PostingOn is a posting with the unit's name, as it was on the posting's last day or is today.
type PostingOn struct {
	Posting
	Unit  string
	State PostingState
}

// PostingState tells what is from what was and what will be.
type PostingState string

// The states.
const (
	PostingNow    PostingState = "now"
	PostingBefore PostingState = "before"
	PostingComing PostingState = "coming"
)

// FieldText is a field of HR's with what it says of an officer.
type FieldText struct {
	Field
	Value string
}

// HasLeft tells whether the officer's last day is over.
func (f *OfficerFile) HasLeft(today clock.Date) bool { return f.hasLeft(today) }

// OfficerFile is what is known of an officer. One whom the actor may not see does not exist for them.
func (s *Service) OfficerFile(ctx context.Context, a Actor, id string) (OfficerFile, error) {
	var f OfficerFile
	store, err := NewStore(s.DB.Reader()), error(nil)
	if f.Officer, err = store.Officer(ctx, id); err != nil {
		return f, err
	}
	history, err := store.Postings(ctx, id)
	if err != nil {
		return f, err
	}
	f.Home = homeOf(history, s.Today())
	if !sees(a, f.Home) {
		return OfficerFile{}, fault.New(fault.NotFound, "fault.not_found")
	}
	f.MayManage = within(a, ActManagePeople, f.Home)
	if f.History, err = s.named(ctx, store, history); err != nil {
		return f, err
	}
	if f.Values, err = s.fieldTexts(ctx, store, id, f.MayManage); err != nil {
		return f, err
	}
	if f.MayIdentity = within(a, ActReportNationalID, f.Home); f.MayIdentity {
		if f.Identity, err = f.OpenNationalID(s.Keys); err != nil {
			return f, err
		}
	}
	if f.MayManage || Can(a, ActManageAccounts, Target{UnitID: f.Home}) {
		if f.Account, err = store.accountOf(ctx, id); err != nil {
			return f, err
		}
	}
	return f, s.Disclose(ctx, a, Disclosure{Kind: DiscloseOfficer}, id)
}

// named adds the units' names and the states.
func (s *Service) named(ctx context.Context, store *Store, history []Posting) ([]PostingOn, error) {
	today := s.Today()
	list := make([]PostingOn, len(history))
	for i, p := range history {
		list[i] = PostingOn{Posting: p, State: PostingNow}
		day := today
		switch {
		case p.ValidTo < today:
			day, list[i].State = p.ValidTo, PostingBefore
		case p.ValidFrom > today:
			day, list[i].State = p.ValidFrom, PostingComing
		}
		tree, err := s.Tree(ctx, day)
		if err != nil {
			return nil, err
		}
		if u, ok := tree.Unit(p.UnitID); ok {
			list[i].Unit = u.Name
			continue
		}
		if list[i].Unit, err = store.lastName(ctx, p.UnitID); err != nil { // a unit that ended before the posting did
			return nil, err
		}
	}
	return list, nil
}

// fieldTexts are the fields in use with their values; sensitive ones only where they may be read.
func (s *Service) fieldTexts(ctx context.Context, store *Store, id string, sensitive bool) ([]FieldText, error) {
	fields, err := store.Fields(ctx)
	if err != nil {
		return nil, err
	}
	values, err := s.openValues(ctx, store, id)
	if err != nil {
		return nil, err
	}
	var list []FieldText
	for _, f := range fields {
		if f.Enabled && (sensitive || !f.Sensitive) {
			list = append(list, FieldText{f, values[f.ID]})
		}
	}
	return list, nil
}
