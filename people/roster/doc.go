// Package roster brings the officers of a file into the organisation.
//
// A dry run is the only way in. A sheet's columns are mapped to fields (Mapping), its rows read into Entries, and these
// compared with who serves (base) into a Plan of Items: new, changed, transferred, left, unchanged, refused, or a question
// that a person answers. A row belongs to an officer by staff number, then by identity number; a name with a birth date
// only asks. What is ticked is applied in one transaction, after the comparison was made once more inside it: when it
// differs, nothing is written and the fresh one is shown. An import can be undone as a whole while nothing builds on it.
//
// An empty cell leaves what is known, but for the position: who holds none has an empty one. Officers outside the actor's
// scope are neither shown nor touched, before and after.
package roster
