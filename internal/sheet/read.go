package sheet

import (
	"archive/zip"
	"bytes"
	"io"

	"liem/internal/fault"
)

// Read reads a file of any of the formats, told by its content.
func Read(f io.ReaderAt, size int64) (*Book, error) {
	if size > MaxFile {
		return nil, fault.New(fault.Invalid, "sheet.too_large").With("Limit", MaxFile>>20)
	}
	head := make([]byte, min(size, 512))
	if _, err := f.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, err
	}
	var b *Book
	var err error
	switch {
	case len(bytes.TrimSpace(head)) == 0:
		return nil, errEmpty
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		b, err = readZip(f, size)
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return nil, fault.New(fault.Invalid, "sheet.old_excel") // .xls, and workbooks locked with a password
	case bytes.HasPrefix(head, []byte("%PDF")), bytes.HasPrefix(head, []byte("{\\rtf")), bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")):
		return nil, errFormat
	default:
		raw := make([]byte, size)
		if _, err := f.ReadAt(raw, 0); err != nil && err != io.EOF {
			return nil, err
		}
		b, err = readCSV(raw)
	}
	if err != nil {
		return nil, err
	}
	b.modernise()
	if b.rows() == 0 {
		return nil, errEmpty
	}
	return b, nil
}

var (
	errEmpty  = fault.New(fault.Invalid, "sheet.empty")
	errFormat = fault.New(fault.Invalid, "sheet.format")
	errBroken = fault.New(fault.Invalid, "sheet.broken")
	errMany   = fault.New(fault.Invalid, "sheet.too_many").With("Rows", MaxRows).With("Columns", MaxColumns)
	errBomb   = fault.New(fault.Invalid, "sheet.too_large_unpacked").With("Limit", MaxUnpacked>>20)
)

func (b *Book) rows() int {
	n := 0
	for _, s := range b.Sheets {
		n += len(s.Rows)
	}
	return n
}

func readZip(f io.ReaderAt, size int64) (*Book, error) {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, errBroken.Because(err)
	}
	w := &workbook{files: map[string]*zip.File{}, left: MaxUnpacked}
	for _, part := range z.File {
		w.files[part.Name] = part
	}
	return w.read()
}

// note adds to a notice of a kind and a sheet, or begins one.
func (b *Book) note(kind NoticeKind, sheet, at string) {
	for i := range b.Notices {
		if n := &b.Notices[i]; n.Kind == kind && n.Sheet == sheet {
			n.Count++
			return
		}
	}
	b.Notices = append(b.Notices, Notice{Kind: kind, Sheet: sheet, At: at, Count: 1})
}
