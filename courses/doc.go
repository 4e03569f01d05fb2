// Package courses holds what is taught: the course format, checking, versions, publishing.
//
// A course arrives as a Folder of files, from a zip or a disk. Compile checks it, reports every problem at once, and
// renders it: nothing is rendered again when people read. An upload without blocking problems becomes a draft Version;
// publishing gives the version its number and freezes it. A published version is never changed: enrolments, attempts
// and completions name it by its number and its digest.
//
// The digest is "h1:…" of golang.org/x/mod/sumdb/dirhash over the folder's files, text in Unicode NFC. Files are kept as
// blobs by content, once.
package courses
