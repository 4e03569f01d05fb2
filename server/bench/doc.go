// Command bench measures the built server over loopback and prints every figure beside a reference of the same run, so
// that a slow or busy machine slows both:
//
//	go run ./server/bench -binary bin/server [-short] [-strict] [-only lesson,answers,signin,export,start,search]
//
// The server is a process of its own on a database of its own in a temporary folder, seeded before it starts. The
// references: for pages a plain Fiber handler, in a process of its own too, that serves the same bytes; for answers a
// bare loop over db.Group; for sign-ins one goroutine that hashes; for exports the same query, scanned and written by
// hand.
//
// The load client shares the processor with what it measures, so throughput and latencies are lower bounds. CPU per
// request is the measured process's own (/proc/PID/stat): the client is not in it.
package main
