// Package jobs runs work in the background, on any number of replicas of one database.
//
// Periodic work comes round every so often, on one replica at a time: putting leaves into the ledger, handing in
// attempts whose time is over, forgetting old sessions. One-off work is queued by Enqueue in the transaction that makes
// it necessary, so that it is done if and only if that commits.
//
// Whoever works holds a lease and renews it; a replica that dies leaves its work to another when the lease ends. Work is
// therefore done at least once, and must be idempotent. Leases compare the system clocks of the replicas, which must
// agree to well within a lease.
//
// One-off work that fails is tried again, later each time, and is dead after maxAttempts: it stays, with its last error,
// until somebody revives it.
package jobs
