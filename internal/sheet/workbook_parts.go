package sheet

import (
	"encoding/xml"
	"strings"
)

// readStrings reads the texts that cells refer to. Readings above East Asian text (rPh) are no part of it.
func (w *workbook) readStrings(name string) error {
	if name == "" {
		return nil
	}
	r, c, err := w.part(name)
	if err != nil {
		return err
	}
	defer c.Close()
	d := xml.NewDecoder(r)
	var b strings.Builder
	reading := false
	phonetic := 0
	for {
		token, err := d.RawToken()
		if err != nil {
			return broken(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				b.Reset()
			case "t":
				reading = phonetic == 0
			case "rPh":
				phonetic++
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "si":
				if len(w.shared) >= MaxCells {
					return errMany
				}
				w.shared = append(w.shared, plain(b.String()))
			case "t":
				reading = false
			case "rPh":
				phonetic--
			}
		case xml.CharData:
			if reading {
				b.Write(t)
			}
		}
	}
}

type stylesPart struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

// readStyles finds out which cell formats show dates, and which fill numbers up with zeros.
func (w *workbook) readStyles(name string) error {
	if name == "" {
		return nil
	}
	var part stylesPart
	if err := w.decode(name, &part); err != nil {
		return err
	}
	codes := make(map[int]string, len(part.Formats))
	for _, f := range part.Formats {
		codes[f.ID] = f.Code
	}
	for _, c := range part.Cells {
		code := codes[c.Format]
		w.dates = append(w.dates, isDateFormat(c.Format, code))
		zeros := 0
		if strings.Trim(code, "0") == "" {
			zeros = len(code)
		}
		w.padded = append(w.padded, zeros)
	}
	return nil
}

// isDateFormat tells whether a number format shows a day. The built-in ones are numbered (18.8.30 of the standard; 27 to
// 36 and 50 to 58 are dates in some languages); others hold a d or a y beside quoted text, colours and conditions.
func isDateFormat(id int, code string) bool {
	if code == "" {
		return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58
	}
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case bracket:
		case c == 'd' || c == 'D' || c == 'y' || c == 'Y':
			return true
		}
	}
	return false
}
