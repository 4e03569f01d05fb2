// Package ledger is a transparency log over opaque leaves of 32 bytes: an append-only Merkle tree (RFC 6962, through
// golang.org/x/mod/sumdb/tlog) whose heads are signed notes (sumdb/note).
//
// A transaction that makes a fact enqueues its leaf. One sequencer at a time takes the queue in order of arrival, gives
// the leaves their indexes, extends the tree and signs the new head, in one transaction. Nothing in the log is ever
// changed: Check recomputes all of it from the leaves.
package ledger
