// Package backup writes a whole database with its blobs into one file and puts it back, on either engine: a backup of
// SQLite restores into PostgreSQL and the other way round.
//
// The file is a tar inside zstd. Its members, in this order, are named in the first:
//
//	manifest.json          Manifest: format, engine, applied migrations, time; name, size, SHA-256 and rows of each member
//	tables/<table>.jsonl   one JSON array per row, in the order of the manifest's columns
//	blobs/<digest>         a file as it is stored
//
// Values are typed by their column: text as a string, whole numbers as numbers, truth as true and false, bytes as base64,
// times as RFC 3339 in UTC with all their digits, NULL as null.
//
// Tables and columns come from the database's own catalogue, so a new table is in the next backup. All rows are read in
// one snapshot. Nothing is held in memory but one row and the list of members.
//
// Keys are not in it: whoever finds the file cannot sign, and cannot read sealed fields. WriteFiles puts them elsewhere.
//
// The digests tell damage, not forgery: who can write the file can write the manifest too. Whether records were bent is
// for the ledger to say, with a head that was kept elsewhere.
package backup
