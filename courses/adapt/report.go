package adapt

import (
	"slices"
	"strings"
)

// Kind is what a folder was recognised as.
type Kind string

// The kinds.
const (
	MDBook     Kind = "mdbook"     // SUMMARY.md names the chapters
	MkDocs     Kind = "mkdocs"     // mkdocs.yml names them, or the folder's order counts
	Docusaurus Kind = "docusaurus" // sidebar_position and _category_.json order them
	Contents   Kind = "contents"   // _sidebar.md, or a SUMMARY.md without a book
	Plain      Kind = "plain"      // names order them
)

// Note is one thing that was adapted, or was lost.
type Note struct {
	File  string `json:"file"` // in the source; empty for the folder as a whole
	Code  string `json:"code"` // its sentence is the text "adapt.note.<code>"
	What  string `json:"what,omitempty"`
	Count int    `json:"count"`
	Lost  bool   `json:"lost"`
}

// Key is the i18n key of the note's sentence; it takes What and Count.
func (n Note) Key() string { return "adapt.note." + n.Code }

// Moved is a page or a file that became another.
type Moved struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Title string `json:"title,omitempty"`
}

// Report is what became of a folder.
type Report struct {
	Kind  Kind    `json:"kind"`
	Root  string  `json:"root"` // the folder inside the source that the pages stand in; empty for the source itself
	Pages []Moved `json:"pages"`
	Media []Moved `json:"media"`
	Notes []Note  `json:"notes"`
}

// FileNotes are the notes of one file.
type FileNotes struct {
	File  string
	Notes []Note
}

// ByFile groups the notes that were lost, or those that were adapted, by file in the order of the pages; those of the
// folder as a whole come first.
func (r *Report) ByFile(lost bool) []FileNotes {
	place := map[string]int{"": -1}
	for i, p := range r.Pages {
		place[p.From] = i
	}
	var out []FileNotes
	at := map[string]int{}
	for _, n := range r.Notes {
		if n.Lost != lost {
			continue
		}
		i, ok := at[n.File]
		if !ok {
			i = len(out)
			at[n.File] = i
			out = append(out, FileNotes{File: n.File})
		}
		out[i].Notes = append(out[i].Notes, n)
	}
	rank := func(f FileNotes) int {
		if i, ok := place[f.File]; ok {
			return i
		}
		return len(r.Pages)
	}
	slices.SortStableFunc(out, func(a, b FileNotes) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a.File, b.File)
	})
	return out
}

// Count is how many things were lost, or adapted.
func (r *Report) Count(lost bool) int {
	n := 0
	for _, note := range r.Notes {
		if note.Lost == lost {
			n += note.Count
		}
	}
	return n
}

// maxNotes bounds a report: a folder made of nothing but dead links is told by its first ones.
const maxNotes = 5000

// notes gathers a report's notes, counting what comes again.
type notes struct {
	list    []Note
	at      map[Note]int
	skipped map[string]bool
}

// skip passes over what is said of a file: it is no page.
func (n *notes) skip(file string) {
	if n.skipped == nil {
		n.skipped = map[string]bool{}
	}
	n.skipped[file] = true
}

func (n *notes) add(file, code, what string, lost bool) {
	if len(what) > 200 {
		what = strings.ToValidUTF8(what[:200], "") + "…"
	}
	key := Note{File: file, Code: code, What: what, Lost: lost}
	if code == "not_listed" && n.skipped[file] {
		return
	}
	if n.at == nil {
		n.at = map[Note]int{}
	}
	i, ok := n.at[key]
	if !ok {
		if len(n.list) == maxNotes {
			return
		}
		i = len(n.list)
		n.at[key] = i
		n.list = append(n.list, key)
	}
	n.list[i].Count++
}

func (n *notes) changed(file, code, what string) { n.add(file, code, what, false) }
func (n *notes) lost(file, code, what string)    { n.add(file, code, what, true) }
