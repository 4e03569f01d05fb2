// Package markdown reads the Markdown that courses and quizzes are written in and renders it as safe HTML.
//
// Parse reads CommonMark and GFM with footnotes, definition lists, callouts, figures and formulas into a Document: a tree of
// Blocks that know where they stand in the file, the links they make, an outline, and the Problems an author has to
// mend. What a Document renders to has passed an allow-list of elements and attributes as its last step; it is the only
// HTML in the program that a template may print unescaped.
//
// Words:
//
//   - Problem: something wrong at a place in a file. Its sentence is the text "problem.<code>", how to mend it
//     "problem.<code>.mend". The same type serves all formats built on Markdown.
//   - Position: line and column from 1; columns count runes of the text in Unicode NFC, which is what an editor shows.
//   - Resolver: turns what the author wrote as a link into the address the reader follows.
//   - Fragment: some blocks of a document rendered on their own, such as a question's prompt.
//
// Invariants: raw HTML is a Problem and never rendered; an address is http, https, mailto, tel or local, anything else
// is a Problem and never rendered; images and media are local; input is capped in size, depth and breadth so that
// reading takes time in proportion to its length. Nothing of goldmark leaves this package.
package markdown
