package roster

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"

	"liem/internal/db"
	"liem/internal/sheet"
	"liem/people"
)

// Notices are what reading a file left out or turned round.
type Notices struct {
	List    []sheet.Notice `json:"list,omitempty"`
	Skipped int            `json:"skipped,omitempty"` // rows that are titles
	Sheets  []string       `json:"sheets,omitempty"`  // other sheets that are shown, and were not read
}

// Upload keeps a file and proposes what its columns hold. A file that cannot be read is refused.
func (s *Service) Upload(ctx context.Context, a people.Actor, name string, f io.ReaderAt, size int64) (string, error) {
	if err := mayManage(a); err != nil {
		return "", err
	}
	book, err := sheet.Read(f, size)
	if err != nil {
		return "", err
	}
	raw := make([]byte, size)
	if _, err := f.ReadAt(raw, 0); err != nil && err != io.EOF {
		return "", err
	}
	own, err := s.ownFields(ctx, a)
	if err != nil {
		return "", err
	}
	m, err := s.remembered(ctx, book, propose(book, newDictionary(own)))
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(raw)
	row := importRow{ID: db.NewID(), CreatedAt: s.now(), CreatedBy: a.AccountID, FileName: name, FileSize: size,
		FileDigest: hex.EncodeToString(sum[:]), State: Mapped, AsOf: s.people.Today(), TouchedAt: s.now(), Mapping: asJSON(m)}
	row.File = s.keys.Seal(packed(raw), fileContext(row.ID))
	err = s.db.InTx(ctx, func(ctx context.Context, tx db.Tx) error {
		if err := newStore(tx).insert(ctx, row); err != nil {
			return err
		}
		return s.people.Audit(ctx, tx, a.AccountID, "roster.upload", "import:"+row.ID, map[string]string{"digest": row.FileDigest})
	})
	return row.ID, err
}

func asJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values
	}
	return string(raw)
}

// ownFields are HR's fields in use. Sensitive ones take the right to see identity numbers, which HR has.
func (s *Service) ownFields(ctx context.Context, a people.Actor) ([]people.Field, error) {
	return s.ownFieldsIn(ctx, s.db.Reader(), a)
}

func (s *Service) ownFieldsIn(ctx context.Context, idb db.IDB, a people.Actor) ([]people.Field, error) {
	all, err := people.NewStore(idb).Fields(ctx)
	var own []people.Field
	for _, f := range all {
		if f.Enabled && (!f.Sensitive || people.Can(a, people.ActReportNationalID, people.Target{})) {
			own = append(own, f)
		}
	}
	return own, err
}

// remembered takes the mapping that somebody chose before for the same headings.
func (s *Service) remembered(ctx context.Context, b *sheet.Book, m Mapping) (Mapping, error) {
	table, err := m.sheetOf(b)
	if err != nil {
		return m, err
	}
	fields, err := newStore(s.db.Reader()).layout(ctx, m.layout(table))
	if err == nil && len(fields) == len(m.Fields) {
		m.Fields = fields
	}
	return m, err
}

// book reads the kept file of an import.
func (s *Service) book(ctx context.Context, id string) (*sheet.Book, error) {
	sealed, err := newStore(s.db.Reader()).file(ctx, id)
	if err != nil {
		return nil, err
	}
	whole, err := s.keys.Open(sealed, fileContext(id))
	if err != nil {
		return nil, err
	}
	raw, err := unpacked(whole)
	if err != nil {
		return nil, err
	}
	return sheet.Read(bytes.NewReader(raw), int64(len(raw)))
}

// Column is a column of the file as the mapping page shows it.
type Column struct {
	Letters string
	Heading string
	Samples []string // of the first rows that hold something
	Field   Field
}

// Look is a file before it is compared.
type Look struct {
	Book    *sheet.Book
	Sheet   string
	Mapping Mapping
	Columns []Column
	Rows    int // below the headings
	Own     []people.Field
}

// maxSamples is how many values of a column are shown.
const maxSamples = 3

// Look reads the file of an import for the mapping page. header and lines other than 0 read the headings anew from there.
func (s *Service) Look(ctx context.Context, a people.Actor, id, name string, header, lines int) (Look, error) {
	row, err := s.find(ctx, s.db.Reader(), a, id)
	if err != nil {
		return Look{}, err
	}
	i, err := row.view()
	if err != nil {
		return Look{}, err
	}
	book, err := s.book(ctx, id)
	if err != nil {
		return Look{}, err
	}
	own, err := s.ownFields(ctx, a)
	if err != nil {
		return Look{}, err
	}
	l := Look{Book: book, Mapping: i.Mapping, Own: own}
	if header > 0 {
		if l.Mapping, err = newDictionary(own).at(book, name, header, lines); err != nil {
			return l, err
		}
		if l.Mapping, err = s.remembered(ctx, book, l.Mapping); err != nil {
			return l, err
		}
	}
	table, err := l.Mapping.sheetOf(book)
	if err != nil {
		return l, err
	}
	l.Sheet = table.Name
	l.columns(table)
	return l, nil
}

func (l *Look) columns(table sheet.Sheet) {
	for column, heading := range l.Mapping.headings(table) {
		c := Column{Letters: sheet.Column(column), Heading: heading, Field: l.Mapping.Fields[column]}
		for _, r := range table.Rows {
			if v := r.Cell(column); r.Number >= l.Mapping.Header+l.Mapping.Headers && v.Kind != sheet.Empty && len(c.Samples) < maxSamples {
				c.Samples = append(c.Samples, sample(v.Text))
			}
		}
		l.Columns = append(l.Columns, c)
	}
	for _, r := range table.Rows {
		if r.Number >= l.Mapping.Header+l.Mapping.Headers {
			l.Rows++
		}
	}
}

// sample is a value cut where it fills a line.
func sample(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}
