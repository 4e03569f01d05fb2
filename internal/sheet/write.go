package sheet

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// Head is a column of a workbook that is written for people to fill in.
type Head struct {
	Text  string
	Note  string   // what belongs there, shown when the cell is chosen
	Among []string // the values that it takes; any when empty
	Width float64  // in characters
	Must  bool     // shown in bold
}

// WriteForm writes a workbook of one sheet: the columns' names, some rows as examples, and places to fill in. All cells
// are text, so that numbers keep their zeros and dates stay as they were typed.
func WriteForm(w io.Writer, name string, heads []Head, examples [][]string) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName(f.GetSheetName(0), name); err != nil {
		return err
	}
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Family: "Arial", Size: 11}})
	if err != nil {
		return err
	}
	for i, h := range heads {
		if err := writeHead(f, name, i, h, text); err != nil {
			return err
		}
	}
	for r, row := range examples {
		for c, value := range row {
			if err := f.SetCellStr(name, Address(c, r+2), value); err != nil {
				return err
			}
		}
	}
	err = f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	if err != nil {
		return err
	}
	return f.Write(w)
}

func writeHead(f *excelize.File, sheet string, column int, h Head, text int) error {
	letters := Column(column)
	if err := f.SetColStyle(sheet, letters, text); err != nil {
		return err
	}
	if err := f.SetColWidth(sheet, letters, letters, h.Width); err != nil {
		return err
	}
	style, err := f.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Family: "Arial", Size: 11, Bold: h.Must},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E3E8EE"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
	if err != nil {
		return err
	}
	at := Address(column, 1)
	if err := f.SetCellStr(sheet, at, h.Text); err != nil {
		return err
	}
	if err := f.SetCellStyle(sheet, at, at, style); err != nil {
		return err
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(fmt.Sprintf("%s2:%s%d", letters, letters, MaxRows))
	v.SetInput(h.Text, h.Note)
	if len(h.Among) > 0 {
		if err := v.SetDropList(h.Among); err != nil {
			return err
		}
	}
	return f.AddDataValidation(sheet, v)
}
