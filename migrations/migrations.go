// Package migrations holds the schema as portable SQL for both engines, embedded in the binary. It imports nothing of
// the program. Where the engines truly differ, a file names its engine before the ending. A file that has been released is never changed; the next change is the next file.
package migrations

import "embed"

// FS holds the files, applied in the order of their numbers.
//
//go:embed *.sql
var FS embed.FS
