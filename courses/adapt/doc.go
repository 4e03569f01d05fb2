// Package adapt makes a draft course out of a folder of plain Markdown as public projects keep it: an mdBook with its
// SUMMARY.md, a docs folder of MkDocs or Docusaurus, or any folder of pages with links and images.
//
// Words:
//
//   - Source: the folder as it arrived. Nothing is taken from it but what the pages need, and nothing outside of it.
//   - Plan: what kind of folder it is, which pages it has and in which order.
//   - Note: one thing that was changed on the way, or could not be taken over, with the file it stands in.
//   - Report: all notes, and which page and file became what.
//
// Adapt is pure: a folder goes in, a course folder and a report come out; the course folder has no problem that blocks, or
// there is none at all. What cannot be said in the course format is said more simply, and noted; a page that cannot be read
// is left out whole, and noted.
package adapt
