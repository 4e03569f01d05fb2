// Package db opens the program's database on either engine, SQLite or PostgreSQL, and holds what differs between them.
//
// Rules for those who use it:
//   - Writers work in InTx. Inside it only the transaction is used: on SQLite a pool of one connection would wait for
//     itself, so a nested InTx fails at once.
//   - Readers use Reader, or ReadTx for several reads of one snapshot.
//   - Times are set in Go, UTC with microseconds; days are text; ids come from NewID.
//   - Driver errors become faults through Fault, here and nowhere else.
//   - An acknowledged write survives a power cut: SQLite runs with synchronous=FULL. Group shares the cost of a commit
//     among all who wait for one.
package db
