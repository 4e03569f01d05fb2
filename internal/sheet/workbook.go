package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// workbook is an XLSX file (ECMA-376) while it is read.
type workbook struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be unpacked

	shared   []string
	dates    []bool // by cell format: it shows a date
	padded   []int  // by cell format: digits that a number is filled up to with zeros
	date1904 bool
	book     *Book
	cells    int
}

// part opens a part of the file. What is read of all parts together is bounded.
func (w *workbook) part(name string) (*bufio.Reader, io.Closer, error) {
	f, ok := w.files[name]
	if !ok {
		return nil, nil, errBroken.Because(errors.New("no part " + name))
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, errBroken.Because(err)
	}
	return bufio.NewReaderSize(&bounded{r: r, w: w}, 64<<10), r, nil
}

// maxRun is how many bytes may stand between two tags. A cell holds 32,767 characters at most.
const maxRun = 1 << 20

// bounded counts what is unpacked, whatever the file says its size is, and stops where no tag comes any more.
type bounded struct {
	r   io.Reader
	w   *workbook
	run int // bytes since the last tag began
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if last := bytes.LastIndexByte(p[:n], '<'); last >= 0 {
		b.run = n - last
	} else {
		b.run += n
	}
	if b.w.left -= int64(n); b.w.left < 0 || b.run > maxRun {
		return 0, errBomb
	}
	return n, err
}

type relations struct {
	All []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

type bookPart struct {
	Properties struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string     `xml:"name,attr"`
		State string     `xml:"state,attr"`
		Attrs []xml.Attr `xml:",any,attr"` // r:id, whose name space differs between two editions of the format
	} `xml:"sheets>sheet"`
}

// decode reads a small part as a whole.
func (w *workbook) decode(name string, v any) error {
	r, c, err := w.part(name)
	if err != nil {
		return err
	}
	defer c.Close()
	return broken(xml.NewDecoder(r).Decode(v))
}

// broken makes a fault of what the reader of XML says, and leaves faults as they are.
func broken(err error) error {
	switch {
	case err == nil || errors.Is(err, io.EOF):
		return nil
	case errors.Is(err, errBomb):
		return errBomb
	case errors.Is(err, errMany):
		return errMany
	}
	return errBroken.Because(err)
}

// related are the targets of a part's relations: by id, and by the last word of their type.
func (w *workbook) related(name string) (byID, byType map[string]string, err error) {
	var rels relations
	dir := path.Dir(name)
	if err := w.decode(path.Join(dir, "_rels", path.Base(name)+".rels"), &rels); err != nil {
		return nil, nil, err
	}
	byID, byType = map[string]string{}, map[string]string{}
	for _, r := range rels.All {
		target := path.Join(dir, r.Target)
		if strings.HasPrefix(r.Target, "/") {
			target = r.Target[1:]
		}
		byID[r.ID], byType[path.Base(r.Type)] = target, target
	}
	return byID, byType, nil
}

// read reads the sheets that are shown.
func (w *workbook) read() (*Book, error) {
	w.book = &Book{Format: XLSX}
	var root relations
	if err := w.decode("_rels/.rels", &root); err != nil {
		return nil, errFormat.Because(err) // another kind of zip: OpenDocument, a course
	}
	main := ""
	for _, r := range root.All {
		if path.Base(r.Type) == "officeDocument" {
			main = strings.TrimPrefix(r.Target, "/")
		}
	}
	if !strings.HasSuffix(main, ".xml") {
		return nil, errFormat
	}
	var part bookPart
	if err := w.decode(main, &part); err != nil {
		return nil, err
	}
	if len(part.Sheets) == 0 {
		return nil, errFormat // a text document has none
	}
	byID, byType, err := w.related(main)
	if err != nil {
		return nil, err
	}
	if w.date1904 = isTrue(part.Properties.Date1904); w.date1904 {
		w.book.note(Date1904, "", "")
	}
	if err := w.readStrings(byType["sharedStrings"]); err != nil {
		return nil, err
	}
	if err := w.readStyles(byType["styles"]); err != nil {
		return nil, err
	}
	for _, s := range part.Sheets {
		if s.State != "" && s.State != "visible" {
			w.book.note(HiddenSheet, s.Name, "")
			continue
		}
		target := ""
		for _, a := range s.Attrs {
			if a.Name.Local == "id" {
				target = byID[a.Value]
			}
		}
		if !strings.Contains(target, "worksheets/") {
			continue // a sheet of a chart
		}
		if err := w.readSheet(s.Name, target); err != nil {
			return nil, err
		}
	}
	return w.book, nil
}

func isTrue(s string) bool { return s == "1" || s == "true" || s == "on" }
