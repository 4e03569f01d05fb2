package roster

import (
	"context"

	"liem/internal/db"
	"liem/internal/fault"
	"liem/internal/jobs"
	"liem/internal/sheet"
	"liem/people"
)

// The kinds of work in the background.
const (
	JobCompare = "roster.compare"
	JobApply   = "roster.apply"
)

// work is what the jobs are told.
type work struct {
	Import string `json:"import"`
	Actor  string `json:"actor"` // account id
}

// atOnce is how many rows are compared and applied while the person waits; more go to the background.
const atOnce = 2_000

// Compare keeps how a file is to be read and compares it with who serves, at once or in the background. The mapping is
// remembered for files with the same headings.
func (s *Service) Compare(ctx context.Context, a people.Actor, id string, m Mapping, t Terms) error {
	return s.compareFile(ctx, a, id, m, t, false)
}

// compareFile is Compare; with wait however many rows there are.
func (s *Service) compareFile(ctx context.Context, a people.Actor, id string, m Mapping, t Terms, wait bool) error {
	if err := m.Check(); err != nil {
		return err
	}
	if err := s.checkTerms(ctx, a, t); err != nil {
		return err
	}
	if _, err := s.find(ctx, s.db.Reader(), a, id); err != nil {
		return err
	}
	book, err := s.book(ctx, id)
	if err != nil {
		return err
	}
	table, err := m.sheetOf(book)
	if err != nil {
		return err
	}
	later := !wait && len(table.Rows) > atOnce
	err = s.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		store := newStore(tx)
		row, err := store.take(ctx, id, s.now(), Mapped, Compared)
		if err != nil {
			return err
		}
		row.Mapping, row.AsOf, row.WholeUnitID, row.Failure, row.Stale = asJSON(m), t.AsOf, t.WholeUnitID, "", false
		row.Done, row.Total = 0, len(table.Rows)
		if later {
			row.State = Comparing
			if err := jobs.Enqueue(ctx, tx, JobCompare, id, work{id, a.AccountID}, s.now()); err != nil {
				return err
			}
		}
		if err := store.save(ctx, row); err != nil {
			return err
		}
		return store.saveLayout(ctx, m.layout(table), asJSON(m.Fields), a.AccountID, s.now())
	})
	if err != nil || later {
		return err
	}
	return s.compare(ctx, a, id, book)
}

// checkTerms refuses a day that is none, and a unit whose officers the actor does not manage.
func (s *Service) checkTerms(ctx context.Context, a people.Actor, t Terms) error {
	if !t.AsOf.Valid() {
		return fault.New(fault.Invalid, "roster.as_of").At("as_of")
	}
	if t.WholeUnitID == "" {
		return nil
	}
	tree, err := s.people.Tree(ctx, t.AsOf)
	if err != nil {
		return err
	}
	if _, ok := tree.Unit(t.WholeUnitID); !ok || !people.Can(a, people.ActManagePeople, people.Target{UnitID: t.WholeUnitID}) {
		return fault.New(fault.Invalid, "roster.whole_unit").At("whole_unit")
	}
	return nil
}

// compare reads the file's rows and stores the difference.
func (s *Service) compare(ctx context.Context, a people.Actor, id string, book *sheet.Book) error {
	row, err := newStore(s.db.Reader()).find(ctx, id)
	if err != nil {
		return err
	}
	i, err := row.view()
	if err != nil {
		return err
	}
	entries, notices, own, err := s.read(ctx, a, book, i.Mapping, func(done, total int) {
		if row.State == Comparing {
			s.note(newStore(s.db.Writer()).progress(ctx, id, done/2, total)) // the other half is comparing and storing
		}
	})
	if err != nil {
		return err
	}
	items, err := s.plan(ctx, s.db.Reader(), a, i.Terms, own, entries, nil)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		row, err := newStore(tx).take(ctx, id, s.now(), Mapped, Compared, Comparing)
		if err != nil {
			return err
		}
		row.Notices = asJSON(notices)
		return s.store(ctx, tx, row, items, nil)
	})
}

// note logs what went wrong beside the work.
func (s *Service) note(err error) {
	if err != nil {
		s.log.Warn("roster import: progress not stored", "error", err)
	}
}

// read reads the entries of a book by a mapping.
func (s *Service) read(ctx context.Context, a people.Actor, b *sheet.Book, m Mapping, progress func(done, total int)) ([]Entry, Notices, []people.Field, error) {
	n := Notices{List: b.Notices}
	own, err := s.ownFields(ctx, a)
	if err != nil {
		return nil, n, nil, err
	}
	table, err := m.sheetOf(b)
	if err != nil {
		return nil, n, nil, err
	}
	for _, other := range b.Sheets {
		if other.Name != table.Name && len(other.Rows) > 0 {
			n.Sheets = append(n.Sheets, other.Name)
		}
	}
	entries, skipped := newReader(b, m, own).read(table, progress)
	n.Skipped = skipped
	if len(entries) == 0 {
		return nil, n, nil, fault.New(fault.Invalid, "roster.no_rows")
	}
	return entries, n, own, nil
}

// plan compares entries with who serves, as one moment has it when idb is a transaction.
func (s *Service) plan(ctx context.Context, idb db.IDB, a people.Actor, t Terms, own []people.Field, entries []Entry, answers map[int]string) ([]Item, error) {
	c, err := s.comparison(ctx, idb, a, t, own, answers)
	if err != nil {
		return nil, err
	}
	return c.items(entries)
}

func (s *Service) comparison(ctx context.Context, idb db.IDB, a people.Actor, t Terms, own []people.Field, answers map[int]string) (*comparison, error) {
	b, err := loadBase(ctx, idb, t.AsOf)
	if err != nil {
		return nil, err
	}
	c := &comparison{base: b, keys: s.keys, own: map[Field]people.Field{}, terms: t, scope: a.Scope(people.ActManagePeople), answers: answers}
	for _, f := range own {
		c.own[Field(people.FieldPrefix+f.Key)] = f
	}
	return c, nil
}

// store writes a plan; before are the items of the comparison that it takes the place of, whose ticks and answers hold for
// items of which it says the same.
func (s *Service) store(ctx context.Context, tx db.Tx, row importRow, items []Item, before []Item) error {
	old := make(map[string]*Item, len(before))
	for i := range before {
		old[before[i].key()] = &before[i]
	}
	rows := make([]itemRow, len(items))
	for n := range items {
		item := &items[n]
		item.Ticked = item.Kind.Applies()
		if was := old[item.key()]; was != nil {
			item.Answer = was.Answer
			if was.Kind == item.Kind && was.digest() == item.digest() {
				item.Ticked = was.Ticked
			}
		}
		content, err := s.seal(item, rowContext(row.ID))
		if err != nil {
			return err
		}
		rows[n] = itemRow{ImportID: row.ID, N: n, Kind: item.Kind, OfficerID: item.Person.OfficerID, Ticked: item.Ticked, Answer: item.Answer, Content: content}
	}
	row.State, row.Counts, row.Failure = Compared, asJSON(count(items)), ""
	if err := newStore(tx).saveBut(ctx, row); err != nil {
		return err
	}
	return newStore(tx).replaceRows(ctx, row.ID, rows)
}

// items reads stored items.
func (s *Service) items(rows []itemRow, importID string) ([]Item, error) {
	items := make([]Item, len(rows))
	for i, r := range rows {
		if err := s.open(r.Content, rowContext(importID), &items[i]); err != nil {
			return nil, err
		}
		items[i].N, items[i].Ticked, items[i].Answer = r.N, r.Ticked, r.Answer
	}
	return items, nil
}
