package roster

import (
	"context"
	"io"

	"liem/internal/clock"
	"liem/internal/fault"
	"liem/internal/i18n"
	"liem/internal/sheet"
	"liem/people"
)

// Order is an import that is made in one go, without anybody looking at it in between: everything that can be applied is.
type Order struct {
	Name  string // the file's
	File  io.ReaderAt
	Size  int64
	Dry   bool   // only compare; nothing is stored
	AsOf  string // a day as people write it; today when empty
	Whole string // code of the unit whose whole roster the file is; empty when it is not
	// WholeAll says that the file is the whole roster of everything: of the highest unit that there is.
	WholeAll bool
}

// Run makes an import in one go and reports it in the printer's language. Rows that are refused or ask a question are left
// alone.
func (s *Service) Run(ctx context.Context, a people.Actor, o Order, p *i18n.Printer) (*Report, error) {
	if err := mayManage(a); err != nil {
		return nil, err
	}
	t, err := s.terms(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := s.checkTerms(ctx, a, t); err != nil {
		return nil, err
	}
	if o.Dry {
		return s.dryRun(ctx, a, o, t, p)
	}
	id, err := s.Upload(ctx, a, o.Name, o.File, o.Size)
	if err != nil {
		return nil, err
	}
	i, err := s.Find(ctx, a, id)
	if err != nil {
		return nil, err
	}
	if err := s.compareFile(ctx, a, id, i.Mapping, t, true); err != nil {
		return nil, err
	}
	return s.applyAll(ctx, a, id, p)
}

func (s *Service) terms(ctx context.Context, o Order) (Terms, error) {
	t := Terms{AsOf: s.people.Today()}
	if o.AsOf != "" {
		day, ok := clock.ParseDate(o.AsOf)
		if !ok {
			return t, fault.New(fault.Invalid, "roster.as_of").At("as_of")
		}
		t.AsOf = day
	}
	if o.Whole == "" && !o.WholeAll {
		return t, nil
	}
	tree, err := s.people.Tree(ctx, t.AsOf)
	if err != nil {
		return t, err
	}
	if o.WholeAll {
		roots := tree.Roots()
		if len(roots) != 1 {
			return t, fault.New(fault.Invalid, "roster.whole_unit").At("whole_unit")
		}
		t.WholeUnitID = roots[0].ID
		return t, nil
	}
	u, ok := tree.ByCode(o.Whole)
	if !ok {
		return t, fault.New(fault.Invalid, "people.unit_unknown").At("whole_unit").With("Code", o.Whole)
	}
	t.WholeUnitID = u.ID
	return t, nil
}

func (s *Service) dryRun(ctx context.Context, a people.Actor, o Order, t Terms, p *i18n.Printer) (*Report, error) {
	book, err := sheet.Read(o.File, o.Size)
	if err != nil {
		return nil, err
	}
	own, err := s.ownFields(ctx, a)
	if err != nil {
		return nil, err
	}
	m, err := s.remembered(ctx, book, propose(book, newDictionary(own)))
	if err != nil {
		return nil, err
	}
	if err := m.Check(); err != nil {
		return nil, err
	}
	entries, notices, own, err := s.read(ctx, a, book, m, func(int, int) {})
	if err != nil {
		return nil, err
	}
	items, err := s.plan(ctx, s.db.Reader(), a, t, own, entries, nil)
	if err != nil {
		return nil, err
	}
	return report(items, notices, own, p), nil
}

// applyAll applies what was compared, when there is anything.
func (s *Service) applyAll(ctx context.Context, a people.Actor, id string, p *i18n.Printer) (*Report, error) {
	i, err := s.Find(ctx, a, id)
	if err != nil {
		return nil, err
	}
	items, err := s.Items(ctx, a, id, "", 0, 0)
	if err != nil {
		return nil, err
	}
	own, err := s.ownFields(ctx, a)
	if err != nil {
		return nil, err
	}
	r := report(items, i.Notices, own, p)
	if r.writes() == 0 {
		return r, s.Discard(ctx, a, id)
	}
	if err := s.apply(ctx, a, id); err != nil {
		return nil, err
	}
	r.Import, r.Applied = id, true
	return r, nil
}
