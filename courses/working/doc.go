// Package working keeps courses as they are written in the browser: a working copy of a course's files, with what they were
// before, who wrote in them and who has them open.
//
// A working copy belongs to a course's id; the course itself may not be there yet. A save names the revision that it began
// from, and one that began from an older revision changes nothing: nobody's text is ever overwritten unseen. What leaves the
// working copy goes through courses.Service.Upload like any folder, as a draft.
package working
