// Package sheet reads tables that people send as files, XLSX and CSV, into rows of typed cells that know where they
// stand, and writes small workbooks.
//
// A Book has the sheets that are shown; what was left out or turned round is told by its Notices: hidden sheets, formulas
// of which only the stored result was read, merged cells whose value stands in all of them, text in old fonts that was
// converted. All text is NFC.
//
// Workbooks are read by a reader of its own that goes through each part once. That bounds what a file may grow to when it
// is unpacked, and knows of each cell whether it is a number, a date, a text or a formula, which a library that hands out
// formatted text does not tell; memory holds the cells alone.
//
// Files are other people's: every part has a limit, and what is over it is refused with a fault.
package sheet
